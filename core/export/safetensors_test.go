package export_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/nlpodyssey/safetensors"
	"github.com/stretchr/testify/require"

	"atelier/core/export"
)

// Written by hand from https://github.com/huggingface/safetensors#format. The
// header has 142 bytes of JSON and two blanks, to end at a multiple of eight: 144
// is 90 in hexadecimal. Whole numbers stand before the others.
func TestAFileIsWhatTheFormatSays(t *testing.T) {
	tensors := []export.Tensor{
		{Name: "b", Shape: []int{1, 2}, Values: []float32{1, -2}},
		{Name: "a", Values: []float32{3}, Integer: true},
	}
	const header = `{"__metadata__":{"recipe":"none"},"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}`
	want := "\x90\x00\x00\x00\x00\x00\x00\x00" + header + "  " +
		"\x03\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x80\x3f" + "\x00\x00\x00\xc0" // 1 is 3f800000, -2 is c0000000
	require.Equal(t, want, string(export.EncodeSafetensors(tensors, map[string]string{"recipe": "none"})))
}

func TestAFileReadsBackToTheBit(t *testing.T) {
	odd := []float32{0, float32(math.Copysign(0, -1)), float32(math.Inf(1)), math.SmallestNonzeroFloat32, math.MaxFloat32, math.Float32frombits(0x7fc12345)}
	tensors := []export.Tensor{
		{Name: "tracked", Values: []float32{1 << 24}, Integer: true},
		{Name: "odd \"names\" <&>", Shape: []int{2, 3}, Values: odd},
		{Name: "empty", Shape: []int{0, 3}, Values: []float32{}},
		{Name: "number", Values: []float32{-1.5}},
	}
	metadata := map[string]string{"recipe": "{\"name\": \"é\"}\n", "": ""}
	got, texts, err := export.DecodeSafetensors(export.EncodeSafetensors(tensors, metadata))
	require.NoError(t, err)
	require.Equal(t, metadata, texts)
	require.Len(t, got, len(tensors))
	for i, want := range tensors {
		require.Equal(t, want.Name, got[i].Name)
		require.Equal(t, len(want.Shape), len(got[i].Shape))
		require.Equal(t, want.Integer, got[i].Integer)
		for j, v := range want.Values {
			require.Equal(t, math.Float32bits(v), math.Float32bits(got[i].Values[j]))
		}
	}

	got, texts, err = export.DecodeSafetensors(export.EncodeSafetensors(nil, nil))
	require.NoError(t, err)
	require.Empty(t, got)
	require.Empty(t, texts)
}

// The module github.com/nlpodyssey/safetensors is a translation of the Rust
// library whose authors made the format.
func TestAnotherReaderFindsTheSameBits(t *testing.T) {
	network := trained(t, small())
	read, err := safetensors.Deserialize(export.Safetensors(whole(small(), network)))
	require.NoError(t, err)
	want := export.StateDict(network)
	require.Equal(t, len(want), read.Len())
	for _, tensor := range want {
		got, ok := read.Tensor(tensor.Name)
		require.True(t, ok, tensor.Name)
		var shape []int
		for _, d := range got.Shape() {
			shape = append(shape, int(d))
		}
		require.Equal(t, tensor.Shape, shape, tensor.Name)
		if tensor.Integer {
			require.Equal(t, safetensors.I64, got.DType())
			require.Equal(t, uint64(tensor.Values[0]), binary.LittleEndian.Uint64(got.Data()))
			continue
		}
		require.Equal(t, safetensors.F32, got.DType())
		require.Len(t, got.Data(), 4*len(tensor.Values))
		for i, v := range tensor.Values {
			require.Equal(t, math.Float32bits(v), binary.LittleEndian.Uint32(got.Data()[4*i:]), tensor.Name)
		}
	}
}

// file returns a file with that header and as many bytes of data, all zero.
func file(header string, data int) []byte {
	f := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(f, header...), make([]byte, data)...)
}

// spoiled are files that the format does not allow, or that are not for us.
var spoiled = map[string]struct {
	file []byte
	want string
}{
	"nothing":                         {nil, "cut short before the header"},
	"seven bytes":                     {make([]byte, 7), "cut short before the header"},
	"a short header":                  {file(`{}`, 0)[:9], "cut short within the header"},
	"a huge header":                   {binary.LittleEndian.AppendUint64(nil, math.MaxUint64), "the header claims 18446744073709551615 bytes, more than 1048576"},
	"no header":                       {file(``, 0), "the header is not a JSON object"},
	"no object":                       {file(`[]`, 0), "the header is not a JSON object"},
	"a blank first":                   {file(` {}`, 0), "the header is not a JSON object"},
	"broken JSON":                     {file(`{"a":`, 0), "the header is not a JSON object: unexpected"},
	"metadata in depth":               {file(`{"__metadata__":{"a":1}}`, 0), "the metadata are not texts"},
	"a text as a tensor":              {file(`{"a":"b"}`, 0), `tensor "a": json:`},
	"half a dimension":                {file(`{"a":{"dtype":"F32","shape":[0.5],"data_offsets":[0,0]}}`, 0), `tensor "a": json:`},
	"half precision":                  {file(`{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 4), `tensor "a": is of type "F16", want F32 or I64`},
	"no type":                         {file(`{"a":{}}`, 0), `tensor "a": is of type "", want F32 or I64`},
	"a negative shape":                {file(`{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}`, 4), `tensor "a": its shape [-1 -1] is impossible`},
	"a shape beyond all":              {file(`{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}`, 0), `tensor "a": its shape [4294967296 4294967296] is impossible`},
	"many dimensions":                 {file(`{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}`, 4), `tensor "a": has 9 dimensions, more than 8`},
	"too little data":                 {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`, 4), `tensor "a": has 4 bytes of data, its shape [2] needs 8`},
	"data beyond":                     {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 4), `tensor "a": its data end at 8, outside of the file`},
	"data that end before they begin": {file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,-4]}}`, 4), `tensor "a": its data end at -4, outside of the file`},
	"a hole":                          {file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8), `tensor "a": its data begin at 4, want 0`},
	"shared data":                     {file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 4), `tensor "b": its data begin at 0, want 4`},
	"data for nobody":                 {file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 5), "1 bytes of data belong to no tensor"},
	"a large number":                  {append(file(`{"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}`, 0), "\x01\x00\x00\x01\x00\x00\x00\x00"...), `tensor "a": has the number 16777217, beyond ±16777216`},
}

func TestSpoiledFilesAreRefusedWithTheReason(t *testing.T) {
	for name, c := range spoiled {
		t.Run(name, func(t *testing.T) {
			tensors, metadata, err := export.DecodeSafetensors(c.file)
			require.ErrorContains(t, err, "safetensors: "+c.want)
			require.Nil(t, tensors)
			require.Nil(t, metadata)
		})
	}
}

// What is read can be written, and reads the same again. Nothing makes it panic
// or hold much more than the file.
func FuzzDecodeSafetensors(f *testing.F) {
	for _, c := range spoiled {
		f.Add(c.file)
	}
	f.Add(export.EncodeSafetensors([]export.Tensor{{Name: "a", Shape: []int{2}, Values: []float32{1, 2}}}, map[string]string{"b": "c"}))
	f.Add(file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}`, 8))
	f.Fuzz(func(t *testing.T, file []byte) {
		tensors, metadata, err := export.DecodeSafetensors(file)
		if err != nil {
			return
		}
		held := 0
		for _, tensor := range tensors {
			held += 4 * len(tensor.Values)
		}
		require.LessOrEqual(t, held, len(file))
		again := export.EncodeSafetensors(tensors, metadata)
		tensors, metadata, err = export.DecodeSafetensors(again)
		require.NoError(t, err)
		require.Equal(t, again, export.EncodeSafetensors(tensors, metadata))
	})
}
