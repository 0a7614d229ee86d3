package export

import (
	"encoding/binary"
	"fmt"
	"math"

	"atelier/core/dataset"
	"atelier/core/nn"
)

// graph is an ONNX graph being written, a chain of operators. Field numbers are
// those of onnx.proto.
type graph struct {
	value     string // what the last operator gave
	nodes     []message
	constants []message
	known     map[string]bool // the names of constants
	arrays    map[string]Tensor
}

// Element types, as TensorProto.DataType has them.
const (
	elementFloat32 = 1
	elementUint8   = 2
)

func newGraph(network *nn.Network) *graph {
	g := &graph{known: map[string]bool{}, arrays: map[string]Tensor{}}
	for _, t := range StateDict(network) {
		g.arrays[t.Name] = t
	}
	return g
}

// step adds an operator on the last value and further inputs, whose output is
// the new value.
func (g *graph) step(operator string, inputs []string, attributes ...message) {
	g.node(operator, fmt.Sprintf("%s_%d", operator, len(g.nodes)), inputs, attributes...)
}

// node is step with a name for the output.
func (g *graph) node(operator, output string, inputs []string, attributes ...message) {
	var node message
	for _, input := range append([]string{g.value}, inputs...) {
		node.text(1, input) // NodeProto.input
	}
	node.text(2, output)                               // output
	node.text(3, fmt.Sprintf("node_%d", len(g.nodes))) // name
	node.text(4, operator)                             // op_type
	for _, a := range attributes {
		node.bytes(5, a) // attribute
	}
	g.nodes = append(g.nodes, node)
	g.value = output
}

// parameters returns the names of arrays of layer i, which the graph then
// holds.
func (g *graph) parameters(i int, names ...string) []string {
	var list []string
	for _, name := range names {
		name = fmt.Sprintf("%d.%s", i, name)
		g.hold(g.arrays[name])
		list = append(list, name)
	}
	return list
}

// constant returns the name of a number, as the list of one input.
func (g *graph) constant(name string, v float32) []string {
	if !g.known[name] {
		g.hold(Tensor{Name: name, Values: []float32{v}})
	}
	return []string{name}
}

func (g *graph) hold(t Tensor) {
	var m message
	for _, d := range t.Shape {
		m.int(1, d) // TensorProto.dims
	}
	m.int(2, elementFloat32) // data_type
	m.text(8, t.Name)        // name
	raw := make([]byte, 0, 4*len(t.Values))
	for _, v := range t.Values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	m.bytes(9, raw) // raw_data
	g.constants = append(g.constants, m)
	g.known[t.Name] = true
}

// message returns the graph, whose last value is its output.
func (g *graph) message() message {
	var m message
	for _, node := range g.nodes {
		m.bytes(1, node) // GraphProto.node
	}
	m.text(2, "classifier") // name
	for _, c := range g.constants {
		m.bytes(5, c) // initializer
	}
	m.bytes(11, valueInfo(imagesInput, elementUint8, dataset.Rows, dataset.Columns)) // input
	m.bytes(12, valueInfo(g.value, elementFloat32, dataset.Classes))                 // output
	return m
}

// valueInfo describes an array of N rows of the given dimensions.
func valueInfo(name string, element int, dimensions ...int) message {
	var rows, shape, tensor, kind, m message
	rows.text(2, "N")    // TensorShapeProto.Dimension.dim_param
	shape.bytes(1, rows) // TensorShapeProto.dim
	for _, d := range dimensions {
		var dimension message
		dimension.int(1, d) // dim_value
		shape.bytes(1, dimension)
	}
	tensor.int(1, element) // TypeProto.Tensor.elem_type
	tensor.bytes(2, shape) // shape
	kind.bytes(1, tensor)  // TypeProto.tensor_type
	m.text(1, name)        // ValueInfoProto.name
	m.bytes(2, kind)       // type
	return m
}

// Attributes' types, as AttributeProto.AttributeType has them.
const (
	attributeFloat = 1
	attributeInt   = 2
)

func intAttribute(name string, v int) message {
	var m message
	m.text(1, name)         // AttributeProto.name
	m.int(3, v)             // i
	m.int(20, attributeInt) // type
	return m
}

func floatAttribute(name string, v float32) message {
	var m message
	m.text(1, name)           // AttributeProto.name
	m.float(2, v)             // f
	m.int(20, attributeFloat) // type
	return m
}
