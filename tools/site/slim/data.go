package slim

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

const (
	// active begins a segment that fills the memory 0 from an address on,
	// i32Const the expression that is the address, end ends that.
	active, i32Const, end = 0x00, 0x41, 0x0b

	// maxMemory bounds what a module may fill: far above what Go's linker
	// asks for, and little enough to hold.
	maxMemory = 1 << 28
)

// readData returns the memory as the segments of a data section fill it.
func readData(content []byte) ([]byte, error) {
	r := reader{content}
	count, err := r.unsigned()
	if err != nil {
		return nil, err
	}
	var memory []byte
	for range count {
		address, bytes, err := readSegment(&r)
		if err != nil {
			return nil, err
		}
		if past := address + len(bytes); past > len(memory) {
			memory = append(memory, make([]byte, past-len(memory))...)
		}
		copy(memory[address:], bytes)
	}
	return memory, nil
}

func readSegment(r *reader) (address int, content []byte, err error) {
	for _, want := range []byte{active, i32Const} {
		b, err := r.byte()
		if err != nil {
			return 0, nil, err
		}
		if b != want {
			return 0, nil, fmt.Errorf("a data segment begins with %#x and not with %#x", b, want)
		}
	}
	at, err := r.signed()
	if err != nil {
		return 0, nil, err
	}
	if b, err := r.byte(); err != nil || b != end {
		return 0, nil, fmt.Errorf("the address of a data segment is no constant")
	}
	content, err = r.vector()
	if err != nil {
		return 0, nil, err
	}
	if at < 0 || at > maxMemory-int64(len(content)) {
		return 0, nil, fmt.Errorf("a data segment of %d bytes at %d", len(content), at)
	}
	return int(at), content, nil
}

// gap is how many zero bytes end a segment. Compressed, the head of a segment
// costs more than a run of zeros, since its address is like no other. From 32 to
// 4096 the page's program has, compressed, the same size to three thousandths;
// as it is, it grows by a fiftieth.
const gap = 1 << 7

// writeData returns a data section that fills the memory, zero before, so.
func writeData(memory []byte) []byte {
	var segments []byte
	count := 0
	for at := 0; at < len(memory); {
		if memory[at] == 0 {
			at++
			continue
		}
		length := segmentLength(memory[at:])
		segments = append(segments, active, i32Const)
		segments = append(appendSigned(segments, int64(at)), end)
		segments = binary.AppendUvarint(segments, uint64(length))
		segments = append(segments, memory[at:at+length]...)
		count++
		at += length
	}
	return append(binary.AppendUvarint(nil, uint64(count)), segments...)
}

// segmentLength returns how far it is to the next gap, or to the last byte that
// is not zero.
func segmentLength(memory []byte) int {
	if i := bytes.Index(memory, zeros[:]); i >= 0 {
		return i
	}
	return len(bytes.TrimRight(memory, "\x00"))
}

var zeros [gap]byte
