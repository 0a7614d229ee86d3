// Package marks writes into a document the part of it that a command makes, so
// that nobody types figures by hand.
package marks

import (
	"bytes"
	"fmt"
	"os"
)

// Replace puts the text in place of what stands in the file between the lines
// <!-- NAME: begin --> and <!-- NAME: end -->. It is an error if these are not
// there, and then the file stays as it is.
func Replace(file, name string, text []byte) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	begin := fmt.Sprintf("<!-- %s: begin -->\n", name)
	end := fmt.Sprintf("<!-- %s: end -->\n", name)
	before, rest, ok := bytes.Cut(content, []byte(begin))
	_, after, found := bytes.Cut(rest, []byte(end))
	if !ok || !found {
		return fmt.Errorf("%s: the lines %q and %q are missing", file, begin, end)
	}
	return os.WriteFile(file, bytes.Join([][]byte{before, []byte(begin), text, []byte(end), after}, nil), 0o644)
}
