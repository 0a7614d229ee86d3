package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// dropLines removes from the memory of a program in which file and line each
// call of its functions stands. To a runtime that finds no table both are
// unknown.
func dropLines(memory []byte) error {
	t, err := findTables(memory)
	if err != nil {
		return err
	}
	known, kept := make([]bool, len(t.bytes)), make([]bool, len(t.bytes))
	known[0] = true // begins no table, so that 0 can stand for none
	for _, f := range t.functions {
		for _, place := range f.tables() {
			from := int(word(f[place:]))
			if from == 0 {
				continue
			}
			to, err := t.end(from)
			if err != nil {
				return err
			}
			for i := from; i < to; i++ {
				known[i] = true
				kept[i] = kept[i] || place != functionFile && place != functionLine
			}
		}
	}
	for i, b := range t.bytes {
		if !known[i] && b != 0 { // zeros fill up to where the functions begin
			return fmt.Errorf("byte %d of the functions' tables belongs to none: is their format a new one?", i)
		}
		if !kept[i] {
			t.bytes[i] = 0
		}
	}
	for _, f := range t.functions {
		clear(f[functionFile:functionFurther])
	}
	return nil
}

// tables are what a Go program knows of its functions, in the format of Go 1.20
// to 1.27: runtime/symtab.go describes it at pcHeader, runtime/runtime2.go at
// _func.
type tables struct {
	// bytes are the tables of all functions, one after the other. Each is a
	// list of pairs of numbers, and ends where the first of a pair is zero,
	// but for the first pair. Functions share tables.
	bytes     []byte
	functions []function
}

// A function is what is known of one: places in tables.bytes above all.
type function []byte

// Places in a function, in bytes. Each holds where a table begins, 0 if there is
// none, but for functionFurther: that is how many more stand at functionBytes.
const (
	functionFrame   = 16
	functionFile    = 20
	functionLine    = 24
	functionFurther = 28
	functionBytes   = 44
)

// tables returns where in the function the beginnings of its tables stand.
func (f function) tables() []int {
	all := []int{functionFrame, functionFile, functionLine}
	for place := functionBytes; place < len(f); place += 4 {
		all = append(all, place)
	}
	return all
}

// magic begins the head of the tables: the version of the format, and that
// addresses are multiples of 1 and have 8 bytes.
var magic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Places in the head, in bytes.
const (
	headCount     = 8  // the number of functions
	headTables    = 56 // where tables.bytes begin, from the head
	headFunctions = 64 // where the list of the functions begins, and those end
	headBytes     = 72
)

var errTables = errors.New("the tables of Go's functions are not where they should be")

// findTables finds the functions' tables in a program's memory.
func findTables(memory []byte) (tables, error) {
	head := bytes.Index(memory, magic)
	if head < 0 || bytes.Contains(memory[head+1:], magic) {
		return tables{}, errTables
	}
	memory = memory[head:]
	if len(memory) < headBytes {
		return tables{}, errTables
	}
	count := binary.LittleEndian.Uint64(memory[headCount:])
	begin := binary.LittleEndian.Uint64(memory[headTables:])
	list := binary.LittleEndian.Uint64(memory[headFunctions:])
	if begin < headBytes || begin >= list || list > uint64(len(memory)) || count > (uint64(len(memory))-list)/8 {
		return tables{}, errTables
	}
	t := tables{bytes: memory[begin:list], functions: make([]function, count)}
	memory = memory[list:]
	for i := range t.functions {
		f, err := findFunction(memory, uint64(word(memory[8*i+4:])))
		if err != nil {
			return tables{}, err
		}
		t.functions[i] = f
	}
	return t, nil
}

// findFunction returns the function that begins at a place of the list.
func findFunction(list []byte, at uint64) (function, error) {
	if at+functionBytes > uint64(len(list)) {
		return nil, errTables
	}
	f := list[at:]
	length := functionBytes + 4*uint64(word(f[functionFurther:]))
	if length > uint64(len(f)) {
		return nil, errTables
	}
	return function(f[:length]), nil
}

// end returns where the table ends that begins at from.
func (t tables) end(from int) (int, error) {
	r := reader{t.bytes[min(from, len(t.bytes)):]}
	for first := true; ; first = false {
		delta, err := r.unsigned()
		if err != nil {
			return 0, errTables
		}
		if delta == 0 && !first {
			return len(t.bytes) - len(r.rest), nil
		}
		if _, err := r.unsigned(); err != nil {
			return 0, errTables
		}
	}
}

func word(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
