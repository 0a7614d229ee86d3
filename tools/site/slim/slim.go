// Package slim makes a program that Go compiled to WebAssembly smaller to
// fetch, and leaves what it does as it was. Two things go that no run of it
// needs:
//
//   - the linker cuts the data apart wherever some bytes are zero, into tens of
//     thousands of segments; here they become a few;
//   - the tables say for every call in which file and line it stands. Without
//     them the trace of a panic names the functions only.
//
// The format is that of the WebAssembly core specification 2.0, section 5.5.
package slim

import (
	"bytes"
	"errors"
	"fmt"
)

// Program returns the module anew, slimmer. It is an error if the module is none
// that Go's linker wrote in the way that is known here.
func Program(module []byte) ([]byte, error) {
	sections, err := readSections(module)
	if err != nil {
		return nil, fmt.Errorf("slim: %w", err)
	}
	var out bytes.Buffer
	out.Write(module[:len(preamble)])
	seen := false
	for _, s := range sections {
		if s.id == dataSection {
			seen = true
			if s.content, err = slimData(s.content); err != nil {
				return nil, fmt.Errorf("slim: %w", err)
			}
		}
		s.write(&out)
	}
	if !seen {
		return nil, errors.New("slim: the module has no data")
	}
	return out.Bytes(), nil
}

// slimData returns the content of a data section without lines, in few segments.
func slimData(content []byte) ([]byte, error) {
	memory, err := readData(content)
	if err != nil {
		return nil, err
	}
	if err := dropLines(memory); err != nil {
		return nil, err
	}
	return writeData(memory), nil
}
