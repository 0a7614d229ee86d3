package export

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// The most that DecodeSafetensors reads; many times what a recipe's network
// needs.
const (
	maxHeader     = 1 << 20 // bytes
	maxDimensions = 8
)

// DecodeSafetensors reads a safetensors file of float32 and int64 tensors,
// which it returns in the order of their data. It refuses, with an error that
// says which tensor is wrong and why, whatever the format does not allow, other
// types, and whole numbers that float32 does not have. It allocates little more
// than the file is long.
//
// Names are as they stand in the file: see Load.
func DecodeSafetensors(file []byte) (tensors []Tensor, metadata map[string]string, err error) {
	tensors, metadata, err = decodeSafetensors(file)
	if err != nil {
		return nil, nil, fmt.Errorf("safetensors: %w", err)
	}
	return tensors, metadata, nil
}

func decodeSafetensors(file []byte) ([]Tensor, map[string]string, error) {
	const lengthBytes = 8
	if len(file) < lengthBytes {
		return nil, nil, errors.New("cut short before the header")
	}
	length := binary.LittleEndian.Uint64(file)
	switch {
	case length > maxHeader:
		return nil, nil, fmt.Errorf("the header claims %d bytes, more than %d", length, maxHeader)
	case length > uint64(len(file)-lengthBytes):
		return nil, nil, errors.New("cut short within the header")
	}
	data := file[lengthBytes+length:]
	headers, metadata, err := parseHeader(file[lengthBytes:][:length])
	if err != nil {
		return nil, nil, err
	}
	// Without holes, so that nothing hides in the file.
	names := slices.SortedFunc(maps.Keys(headers), func(a, b string) int {
		x, y := headers[a].Offsets, headers[b].Offsets
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(a, b))
	})
	end := 0
	var tensors []Tensor
	for _, name := range names {
		h := headers[name]
		if err := h.check(end, len(data)); err != nil {
			return nil, nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		end = h.Offsets[1]
		t, err := h.tensor(name, data[h.Offsets[0]:end])
		if err != nil {
			return nil, nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		tensors = append(tensors, t)
	}
	if end != len(data) {
		return nil, nil, fmt.Errorf("%d bytes of data belong to no tensor", len(data)-end)
	}
	return tensors, metadata, nil
}

func parseHeader(text []byte) (headers map[string]header, metadata map[string]string, err error) {
	var fields map[string]json.RawMessage
	if len(text) == 0 || text[0] != '{' {
		return nil, nil, errors.New("the header is not a JSON object")
	}
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, nil, fmt.Errorf("the header is not a JSON object: %w", err)
	}
	headers = make(map[string]header, len(fields))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if name == metadataKey {
			if err := json.Unmarshal(fields[name], &metadata); err != nil {
				return nil, nil, fmt.Errorf("the metadata are not texts: %w", err)
			}
			continue
		}
		var h header
		if err := json.Unmarshal(fields[name], &h); err != nil {
			return nil, nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		headers[name] = h
	}
	return headers, metadata, nil
}

// check reports what is wrong with a tensor whose data must begin at begin, in
// data of the given length.
func (h header) check(begin, length int) error {
	size, ok := sizes[h.Type]
	switch {
	case !ok:
		return fmt.Errorf("is of type %q, want %s or %s", h.Type, typeFloat32, typeInt64)
	case len(h.Shape) > maxDimensions:
		return fmt.Errorf("has %d dimensions, more than %d", len(h.Shape), maxDimensions)
	case h.Offsets[0] != begin:
		return fmt.Errorf("its data begin at %d, want %d", h.Offsets[0], begin)
	case h.Offsets[1] < begin || h.Offsets[1] > length:
		return fmt.Errorf("its data end at %d, outside of the file", h.Offsets[1])
	}
	bytes := size
	for _, d := range h.Shape {
		if d < 0 || d > 0 && bytes > math.MaxInt/d {
			return fmt.Errorf("its shape %v is impossible", h.Shape)
		}
		bytes *= d
	}
	if got := h.Offsets[1] - begin; got != bytes {
		return fmt.Errorf("has %d bytes of data, its shape %v needs %d", got, h.Shape, bytes)
	}
	return nil
}

// tensor reads the data of a tensor that has been checked.
func (h header) tensor(name string, data []byte) (Tensor, error) {
	t := Tensor{Name: name, Shape: h.Shape, Integer: h.Type == typeInt64}
	t.Values = make([]float32, len(data)/sizes[h.Type])
	for i := range t.Values {
		if !t.Integer {
			t.Values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
			continue
		}
		n := int64(binary.LittleEndian.Uint64(data[8*i:]))
		const most = 1 << 24 // up to which float32 has all whole numbers
		if n < -most || n > most {
			return Tensor{}, fmt.Errorf("has the number %d, beyond ±%d", n, most)
		}
		t.Values[i] = float32(n)
	}
	return t, nil
}
