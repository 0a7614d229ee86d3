package export_test

import (
	"encoding/binary"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// protobuf is a decoded message: what stands under each field number, in order.
type protobuf map[uint64][]field

type field struct {
	number uint64 // of a varint or of four bytes
	bytes  []byte
}

func (p protobuf) number(f uint64) uint64 {
	if len(p[f]) == 0 {
		return 0
	}
	return p[f][0].number
}

func (p protobuf) bytes(f uint64) []byte {
	if len(p[f]) == 0 {
		return nil
	}
	return p[f][0].bytes
}

// parseProtobuf follows https://protobuf.dev/programming-guides/encoding/.
func parseProtobuf(t *testing.T, message []byte) protobuf {
	p := protobuf{}
	varint := func() uint64 {
		v, n := binary.Uvarint(message)
		require.Positive(t, n)
		message = message[n:]
		return v
	}
	for len(message) > 0 {
		tag := varint()
		var f field
		switch tag & 7 {
		case 0:
			f.number = varint()
		case 2:
			n := varint()
			require.LessOrEqual(t, n, uint64(len(message)))
			f.bytes, message = message[:n], message[n:]
		case 5:
			f.number, message = uint64(binary.LittleEndian.Uint32(message)), message[4:]
		default:
			t.Fatalf("wire type %d", tag&7)
		}
		p[tag>>3] = append(p[tag>>3], f)
	}
	return p
}

// array is a ValueInfoProto.
type array struct {
	name    string
	element int
	shape   []string
}

func parseArray(t *testing.T, info []byte) array {
	v := parseProtobuf(t, info)
	tensor := parseProtobuf(t, parseProtobuf(t, v.bytes(2)).bytes(1))
	a := array{name: string(v.bytes(1)), element: int(tensor.number(1))}
	for _, dimension := range parseProtobuf(t, tensor.bytes(2))[1] {
		d := parseProtobuf(t, dimension.bytes)
		if n := d.number(1); n > 0 {
			a.shape = append(a.shape, strconv.Itoa(int(n)))
		} else {
			a.shape = append(a.shape, string(d.bytes(2)))
		}
	}
	return a
}

// model is an ONNX model that is run in float64, one image at a time.
type model struct {
	nodes     []node
	constants map[string]constant
	output    string
}

type node struct {
	operator   string
	inputs     []string
	output     string
	attributes map[string]float64
}

type constant struct {
	dims   []int
	values []float64
}

func decodeModel(t *testing.T, file []byte) model {
	graph := parseProtobuf(t, parseProtobuf(t, file).bytes(7))
	m := model{constants: map[string]constant{}, output: parseArray(t, graph.bytes(12)).name}
	for _, f := range graph[5] {
		tensor := parseProtobuf(t, f.bytes)
		require.Equal(t, uint64(1), tensor.number(2), "float32")
		var c constant
		size := 1
		for _, d := range tensor[1] {
			c.dims = append(c.dims, int(d.number))
			size *= int(d.number)
		}
		for raw := tensor.bytes(9); len(raw) > 0; raw = raw[4:] {
			c.values = append(c.values, float64(math.Float32frombits(binary.LittleEndian.Uint32(raw))))
		}
		require.Len(t, c.values, size)
		finite(t, c.values)
		m.constants[string(tensor.bytes(8))] = c
	}
	for _, f := range graph[1] {
		p := parseProtobuf(t, f.bytes)
		n := node{operator: string(p.bytes(4)), output: string(p.bytes(2)), attributes: map[string]float64{}}
		for _, input := range p[1] {
			n.inputs = append(n.inputs, string(input.bytes))
		}
		for _, f := range p[5] {
			a := parseProtobuf(t, f.bytes)
			switch a.number(20) {
			case 1:
				n.attributes[string(a.bytes(1))] = float64(math.Float32frombits(uint32(a.number(2))))
			case 2:
				n.attributes[string(a.bytes(1))] = float64(a.number(3))
			default:
				t.Fatal("an attribute of another type")
			}
		}
		m.nodes = append(m.nodes, n)
	}
	return m
}

// run returns the probabilities of one image.
func (m model) run(t *testing.T, pixels []byte) []float64 {
	values := map[string][]float64{"images": make([]float64, len(pixels))}
	for i, p := range pixels {
		values["images"][i] = float64(p)
	}
	for _, n := range m.nodes {
		var inputs []constant
		for _, name := range n.inputs {
			c, ok := m.constants[name]
			if !ok {
				if c.values, ok = values[name]; !ok {
					t.Fatalf("%s before it is computed", name)
				}
			}
			inputs = append(inputs, c)
		}
		y, err := n.compute(inputs)
		if err != nil {
			t.Fatal(err)
		}
		values[n.output] = y
	}
	finite(t, values[m.output])
	return values[m.output]
}
