// Package wholefile writes files whole or not at all.
package wholefile

import "os"

// Write writes a file beside its place, with .part behind its name, and moves it
// there.
func Write(path string, content []byte) error {
	temporary := path + ".part"
	if err := os.WriteFile(temporary, content, 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}
