package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// preamble begins every module: its magic number and its version.
const preamble = "\x00asm\x01\x00\x00\x00"

// dataSection is the number of the section that fills the memory, dataCount of
// the one that says how many segments that has.
const (
	dataSection = 11
	dataCount   = 12
)

// A section is one part of a module.
type section struct {
	id      byte
	content []byte
}

var errShort = errors.New("the module ends in the middle")

// readSections cuts a module into its sections.
func readSections(module []byte) ([]section, error) {
	if !bytes.HasPrefix(module, []byte(preamble)) {
		return nil, errors.New("not a WebAssembly module of version 1")
	}
	var all []section
	r := reader{module[len(preamble):]}
	for len(r.rest) > 0 {
		id, err := r.byte()
		if err != nil {
			return nil, err
		}
		content, err := r.vector()
		if err != nil {
			return nil, err
		}
		if id == dataCount {
			return nil, errors.New("the module counts its segments, which Go's do not")
		}
		all = append(all, section{id, content})
	}
	return all, nil
}

func (s section) write(out *bytes.Buffer) {
	out.WriteByte(s.id)
	out.Write(binary.AppendUvarint(nil, uint64(len(s.content))))
	out.Write(s.content)
}

// A reader reads the numbers of a module, which are written as LEB128.
type reader struct{ rest []byte }

func (r *reader) byte() (byte, error) {
	if len(r.rest) == 0 {
		return 0, errShort
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b, nil
}

func (r *reader) unsigned() (uint64, error) {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		return 0, errShort
	}
	r.rest = r.rest[n:]
	return v, nil
}

func (r *reader) signed() (int64, error) {
	var v int64
	for shift := 0; shift < 64; shift += 7 {
		b, err := r.byte()
		if err != nil {
			return 0, err
		}
		v |= int64(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 {
				v |= -1 << min(shift+7, 63)
			}
			return v, nil
		}
	}
	return 0, errors.New("a number of the module is too long")
}

// vector reads a count of bytes and those bytes.
func (r *reader) vector() ([]byte, error) {
	n, err := r.unsigned()
	if err != nil {
		return nil, err
	}
	if n > uint64(len(r.rest)) {
		return nil, errShort
	}
	content := r.rest[:n]
	r.rest = r.rest[n:]
	return content, nil
}

// appendSigned appends v as signed LEB128.
func appendSigned(b []byte, v int64) []byte {
	for {
		low := byte(v & 0x7f)
		v >>= 7
		if v == 0 && low&0x40 == 0 || v == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}
