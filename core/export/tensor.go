package export

import (
	"fmt"
	"slices"
	"strings"

	"atelier/core/nn"
)

// Tensor is an array under its name in PyTorch's state_dict, in PyTorch's
// order: the last dimension runs fastest.
type Tensor struct {
	Name   string // "0.weight"
	Shape  []int  // [O, I] of a dense layer's weight; empty is a single number
	Values []float32
	// Integer says that the values are whole numbers, which PyTorch keeps as
	// int64: the batches that batch normalisation has seen.
	Integer bool
}

// trackedBatches is the name within a layer of batch normalisation's counter,
// the one array that PyTorch keeps as a whole number without dimensions.
const trackedBatches = ".num_batches_tracked"

// StateDict returns copies of all parameters and buffers of a network: what
// load_state_dict of PyTorch's nn.Sequential of the same layers asks for.
func StateDict(network *nn.Network) []Tensor {
	var list []Tensor
	for _, p := range network.Parameters() {
		values := make([]float32, len(p.Value))
		p.PyTorch(values, p.Value)
		list = append(list, Tensor{Name: p.Name, Shape: slices.Clone(p.Shape), Values: values})
	}
	for _, b := range network.Buffers() {
		t := Tensor{Name: b.Name, Values: slices.Clone(b.Values)}
		if strings.HasSuffix(b.Name, trackedBatches) {
			t.Integer = true
		} else {
			t.Shape = []int{len(b.Values)}
		}
		list = append(list, t)
	}
	return list
}

// Load sets all parameters and buffers of a network. Like PyTorch's
// load_state_dict, it refuses tensors that are missing, too many, or of another
// shape, and names the first; then it has changed nothing.
func Load(network *nn.Network, tensors []Tensor) error {
	byName := make(map[string]Tensor, len(tensors))
	for _, t := range tensors {
		if _, twice := byName[t.Name]; twice {
			return fmt.Errorf("tensor %q is there twice", t.Name)
		}
		byName[t.Name] = t
	}
	for _, want := range StateDict(network) {
		got, ok := byName[want.Name]
		switch {
		case !ok:
			return fmt.Errorf("tensor %q is missing", want.Name)
		case !slices.Equal(got.Shape, want.Shape):
			return fmt.Errorf("tensor %q has the shape %v, want %v", want.Name, got.Shape, want.Shape)
		case len(got.Values) != len(want.Values):
			return fmt.Errorf("tensor %q has %d values, want %d", want.Name, len(got.Values), len(want.Values))
		}
		delete(byName, want.Name)
	}
	for _, t := range tensors { // in order, so that the same one is named every time
		if _, left := byName[t.Name]; left {
			return fmt.Errorf("tensor %q is none of the network's", t.Name)
		}
		byName[t.Name] = t
	}
	for _, p := range network.Parameters() {
		p.FromPyTorch(p.Value, byName[p.Name].Values)
	}
	for _, b := range network.Buffers() {
		copy(b.Values, byName[b.Name].Values)
	}
	return nil
}
