// Package marks writes into a document the part of it that a command makes, so
// that nobody types figures by hand.
package marks

import (
	"bytes"
	"fmt"
	"os"
)

// Check returns an error if the file is not there or has not the marks of all
// names: for commands that work for long before they write.
func Check(file string, names ...string) error {
	for _, name := range names {
		if _, _, err := around(file, name); err != nil {
			return err
		}
	}
	return nil
}

// Replace puts the text in place of what stands in the file between the lines
// <!-- NAME: begin --> and <!-- NAME: end -->. It is an error if these are not
// there, and then the file stays as it is.
func Replace(file, name string, text []byte) error {
	before, after, err := around(file, name)
	if err != nil {
		return err
	}
	return os.WriteFile(file, bytes.Join([][]byte{before, text, after}, nil), 0o644)
}

// around returns what stands in the file up to the first mark of the name, and
// from the second one on.
func around(file, name string) (before, after []byte, err error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	begin := fmt.Sprintf("<!-- %s: begin -->\n", name)
	end := fmt.Sprintf("<!-- %s: end -->\n", name)
	first, second := bytes.Index(content, []byte(begin)), bytes.Index(content, []byte(end))
	if first < 0 || second < first {
		return nil, nil, fmt.Errorf("%s: the lines %q and %q are missing", file, begin, end)
	}
	return content[:first+len(begin)], content[second:], nil
}
