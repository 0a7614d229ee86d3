package slim

import (
	"bytes"
	"debug/gosym"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/gotool"
)

// hello compiles the program of testdata.
func hello(t *testing.T) []byte {
	t.Helper()
	file, err := filepath.Abs(filepath.Join(t.TempDir(), "program.wasm"))
	require.NoError(t, err)
	_, err = gotool.Run(t.Context(), ".", []string{"GOOS=js", "GOARCH=wasm"}, "build", "-ldflags=-s -w", "-o", file, "./testdata/program")
	require.NoError(t, err)
	module, err := os.ReadFile(file)
	require.NoError(t, err)
	return module
}

// memoryOf returns what the module fills its memory with, and the number of
// segments that takes.
func memoryOf(t *testing.T, module []byte) (memory []byte, segments uint64) {
	t.Helper()
	sections, err := readSections(module)
	require.NoError(t, err)
	for _, s := range sections {
		if s.id == dataSection {
			memory, err = readData(s.content)
			require.NoError(t, err)
			segments, _ = binary.Uvarint(s.content)
		}
	}
	return memory, segments
}

// symbols reads the tables of functions with Go's own reader, as debuggers do.
func symbols(t *testing.T, memory []byte) *gosym.Table {
	t.Helper()
	all, err := gosym.NewTable(nil, gosym.NewLineTable(memory[bytes.Index(memory, magic):], 0))
	require.NoError(t, err)
	return all
}

func TestFunctionsKeepTheirNamesAndLoseTheirLines(t *testing.T) {
	module := hello(t)
	slimmer, err := Program(module)
	require.NoError(t, err)
	memory, _ := memoryOf(t, module)
	kept, _ := memoryOf(t, slimmer)
	before, after := symbols(t, memory), symbols(t, kept)

	require.Greater(t, len(before.Funcs), 500)
	require.Len(t, after.Funcs, len(before.Funcs))
	lines := 0
	for i, f := range before.Funcs {
		require.Equal(t, f.Name, after.Funcs[i].Name)
		require.Equal(t, f.Entry, after.Funcs[i].Entry)
		if _, line, _ := before.PCToLine(f.Entry); line > 0 {
			lines++
		}
		_, line, _ := after.PCToLine(f.Entry)
		require.LessOrEqual(t, line, 0, f.Name)
	}
	require.Greater(t, lines, 500, "there were none to lose")
}

// Outside the tables of functions not a byte of the memory is another, and
// within them no byte but those that are taken out.
func TestNothingElseOfTheProgramChanges(t *testing.T) {
	module := hello(t)
	slimmer, err := Program(module)
	require.NoError(t, err)
	before, err := readSections(module)
	require.NoError(t, err)
	after, err := readSections(slimmer)
	require.NoError(t, err)
	require.Len(t, after, len(before))
	for i, s := range before {
		if s.id != dataSection {
			require.Equal(t, s, after[i])
		}
	}

	memory, many := memoryOf(t, module)
	kept, few := memoryOf(t, slimmer)
	require.Greater(t, many, 20*few)
	require.Equal(t, len(memory), len(kept))
	head := bytes.Index(memory, magic)
	begin := head + int(binary.LittleEndian.Uint64(memory[head+headTables:]))
	require.Equal(t, memory[:begin], kept[:begin])
	for i := begin; i < len(memory); i++ {
		if kept[i] != 0 {
			require.Equal(t, memory[i], kept[i], "byte %d", i)
		}
	}
	frames, err := findTables(memory)
	require.NoError(t, err)
	left, err := findTables(kept)
	require.NoError(t, err)
	for i, f := range frames.functions {
		from := int(word(f[functionFrame:]))
		if from == 0 { // has no frame
			continue
		}
		to, err := frames.end(from)
		require.NoError(t, err)
		require.Equal(t, from, int(word(left.functions[i][functionFrame:])))
		require.Equal(t, frames.bytes[from:to], left.bytes[from:to])
	}
}

func TestSegmentsAreWrittenAsTheSpecificationSays(t *testing.T) {
	memory := make([]byte, 1000)
	copy(memory[70:], "ab")
	copy(memory[80:], "c") // no gap before it
	copy(memory[400:], "d")
	content := writeData(memory)
	require.Equal(t, "\x02"+
		"\x00\x41\xc6\x00\x0b"+"\x0b"+"ab\x00\x00\x00\x00\x00\x00\x00\x00c"+ // 70 needs two bytes, as the sign is one of its bits
		"\x00\x41\x90\x03\x0b"+"\x01"+"d", string(content))
	back, err := readData(content)
	require.NoError(t, err)
	require.Equal(t, memory[:401], back)
}

func TestWhatIsNoProgramOfGoIsRefused(t *testing.T) {
	data := func(content string) string {
		return preamble + "\x0b" + string(rune(len(content))) + content
	}
	for name, c := range map[string]struct{ module, says string }{
		"empty":                    {"", "not a WebAssembly module"},
		"another version":          {"\x00asm\x02\x00\x00\x00", "version 1"},
		"no data":                  {preamble, "no data"},
		"a section without length": {preamble + "\x0b", "ends in the middle"},
		"a section cut short":      {preamble + "\x0b\x05ab", "ends in the middle"},
		"counted segments":         {preamble + "\x0c\x01\x00", "counts its segments"},
		"a passive segment":        {data("\x01\x01\x01a"), "begins with 0x1"},
		"an address that is none":  {data("\x01\x00\x41\x00\x41\x01a"), "no constant"},
		"an address below zero":    {data("\x01\x00\x41\x7f\x0b\x01a"), "at -1"},
		"a long number":            {data("\x01\x00\x41\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00\x0b\x01a"), "too long"},
		"no tables of functions":   {data("\x01\x00\x41\x00\x0b\x01a"), "not where they should be"},
		"tables cut short":         {data("\x01\x00\x41\x00\x0b\x08" + string(magic[:1]) + "\xff\xff\xff\x00\x00\x01\x08"), "not where they should be"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Program([]byte(c.module))
			require.ErrorContains(t, err, "slim: ")
			require.ErrorContains(t, err, c.says)
		})
	}
}

// A format that is not the one known here is noticed, and not taken for it.
func TestTablesOfAnotherFormatAreRefused(t *testing.T) {
	memory, _ := memoryOf(t, hello(t))
	for name, spoil := range map[string]func(tables){
		"tables of no function": func(t tables) {
			for _, f := range t.functions {
				clear(f[functionLine:functionFurther])
			}
		},
		"a table that begins outside": func(t tables) { binary.LittleEndian.PutUint32(t.functions[1][functionLine:], 1<<30) },
		"a table without an end":      func(t tables) { copy(t.bytes[1:], bytes.Repeat([]byte{1}, len(t.bytes)-1)) },
		"too many tables":             func(t tables) { binary.LittleEndian.PutUint32(t.functions[2][functionFurther:], 1<<30) },
	} {
		t.Run(name, func(t *testing.T) {
			spoiled := bytes.Clone(memory)
			all, err := findTables(spoiled)
			require.NoError(t, err)
			spoil(all)
			require.Error(t, dropLines(spoiled))
		})
	}
}
