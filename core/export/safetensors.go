package export

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
)

// A safetensors file is
//
//	length of the header  uint64, little endian
//	header                JSON: for each tensor its type, shape and place in the
//	                      data; texts under __metadata__; padded with blanks
//	data                  the tensors one after the other, little endian
//
// Reference: https://github.com/huggingface/safetensors#format
const (
	metadataKey = "__metadata__"
	alignment   = 8 // of the data in the file

	typeFloat32 = "F32"
	typeInt64   = "I64"
)

// header describes a tensor.
type header struct {
	Type    string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"` // begin and end in the data
}

// sizes of the elements of the types that are written and read.
var sizes = map[string]int{typeFloat32: 4, typeInt64: 8}

// EncodeSafetensors returns a safetensors file of the tensors, whose names
// must differ, and of texts that describe them.
func EncodeSafetensors(tensors []Tensor, metadata map[string]string) []byte {
	// The wider type first: then every tensor is aligned to its elements, as
	// some readers need it.
	sorted := slices.Clone(tensors)
	slices.SortStableFunc(sorted, func(a, b Tensor) int { return sizes[b.dataType()] - sizes[a.dataType()] })

	fields := map[string]any{}
	if len(metadata) > 0 {
		fields[metadataKey] = metadata
	}
	end := 0
	for _, t := range sorted {
		begin := end
		end += sizes[t.dataType()] * len(t.Values)
		fields[t.Name] = header{t.dataType(), append([]int{}, t.Shape...), [2]int{begin, end}}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		panic(err) // texts and whole numbers only
	}
	for len(text)%alignment != 0 {
		text = append(text, ' ')
	}

	file := make([]byte, 0, 8+len(text)+end)
	file = binary.LittleEndian.AppendUint64(file, uint64(len(text)))
	file = append(file, text...)
	for _, t := range sorted {
		file = t.appendData(file)
	}
	return file
}

func (t Tensor) dataType() string {
	if t.Integer {
		return typeInt64
	}
	return typeFloat32
}

func (t Tensor) appendData(file []byte) []byte {
	for _, v := range t.Values {
		if t.Integer {
			file = binary.LittleEndian.AppendUint64(file, uint64(int64(v)))
		} else {
			file = binary.LittleEndian.AppendUint32(file, math.Float32bits(v))
		}
	}
	return file
}
