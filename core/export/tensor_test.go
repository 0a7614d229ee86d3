package export_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/train"
)

// Names and shapes are those of [(k, list(v.shape)) for k, v in
// model.state_dict().items()] in PyTorch, of nn.Sequential(Linear(784, 12),
// BatchNorm1d(12), ReLU(), Dropout(), Linear(12, 8), BatchNorm1d(8), ReLU(),
// Dropout(), Linear(8, 10)), sorted by name.
func TestAStateDictHasPyTorchsNamesAndShapes(t *testing.T) {
	type entry struct {
		name  string
		shape []int
	}
	var got []entry
	for _, tensor := range export.StateDict(trained(t, small())) {
		got = append(got, entry{tensor.Name, tensor.Shape})
	}
	slices.SortFunc(got, func(a, b entry) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	require.Equal(t, []entry{
		{"0.bias", []int{12}}, {"0.weight", []int{12, 784}},
		{"1.bias", []int{12}}, {"1.num_batches_tracked", nil}, {"1.running_mean", []int{12}}, {"1.running_var", []int{12}}, {"1.weight", []int{12}},
		{"4.bias", []int{8}}, {"4.weight", []int{8, 12}},
		{"5.bias", []int{8}}, {"5.num_batches_tracked", nil}, {"5.running_mean", []int{8}}, {"5.running_var", []int{8}}, {"5.weight", []int{8}},
		{"8.bias", []int{10}}, {"8.weight", []int{10, 8}},
	}, got)
}

// A dense layer's weight lies as [I, O] in the network; here input 1 of output
// 0 stands second.
func TestAStateDictIsInPyTorchsOrder(t *testing.T) {
	layer := nn.NewDense(3, 2)
	network := nn.New(1, layer)
	copy(layer.Weight.Value, []float32{1, 4, 2, 5, 3, 6})
	copy(layer.Bias.Value, []float32{7, 8})
	list := export.StateDict(network)
	require.Equal(t, []float32{1, 2, 3, 4, 5, 6}, list[0].Values)
	require.Equal(t, []float32{7, 8}, list[1].Values)
	list[0].Values[0] = 9
	require.Equal(t, float32(1), layer.Weight.Value[0], "the values are copies")
}

func TestALoadedNetworkIsTheOneSaved(t *testing.T) {
	from := trained(t, small())
	to := train.NewNetwork(small(), 1)
	require.NotEqual(t, export.StateDict(from), export.StateDict(to))
	list := export.StateDict(from)
	slices.Reverse(list) // the order does not matter
	require.NoError(t, export.Load(to, list))
	require.Equal(t, export.StateDict(from), export.StateDict(to))
}

func TestLoadNamesTheTensorThatDoesNotFitAndChangesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]export.Tensor) []export.Tensor
		want   string
	}{
		"missing":    {func(l []export.Tensor) []export.Tensor { return l[1:] }, `tensor "0.weight" is missing`},
		"too many":   {func(l []export.Tensor) []export.Tensor { return append(l, export.Tensor{Name: "9.weight"}) }, `tensor "9.weight" is none of the network's`},
		"twice":      {func(l []export.Tensor) []export.Tensor { return append(l, l[0]) }, `tensor "0.weight" is there twice`},
		"transposed": {func(l []export.Tensor) []export.Tensor { l[0].Shape = []int{784, 12}; return l }, `tensor "0.weight" has the shape [784 12], want [12 784]`},
		"cut short":  {func(l []export.Tensor) []export.Tensor { l[1].Values = l[1].Values[1:]; return l }, `tensor "0.bias" has 11 values, want 12`},
	} {
		t.Run(name, func(t *testing.T) {
			network := train.NewNetwork(small(), 1)
			before := export.StateDict(network)
			require.EqualError(t, export.Load(network, c.change(export.StateDict(trained(t, small())))), c.want)
			require.Equal(t, before, export.StateDict(network))
		})
	}
}
