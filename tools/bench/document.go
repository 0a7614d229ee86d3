package main

import (
	"bytes"
	"fmt"
	"os"
)

// The lines of a document between which the tables stand.
const (
	beginMark = "<!-- bench: begin -->\n"
	endMark   = "<!-- bench: end -->\n"
)

// writeInto replaces what stands between the marks of a document by the tables.
func (r Result) writeInto(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, rest, ok := bytes.Cut(text, []byte(beginMark))
	_, after, found := bytes.Cut(rest, []byte(endMark))
	if !ok || !found {
		return fmt.Errorf("%s: the lines %q and %q are missing", name, beginMark, endMark)
	}
	var b bytes.Buffer
	b.Write(before)
	b.WriteString(beginMark)
	r.writeMarkdown(&b)
	b.WriteString(endMark)
	b.Write(after)
	return os.WriteFile(name, b.Bytes(), 0o644)
}
