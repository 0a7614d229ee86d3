package train

import (
	"atelier/core/dataset"
	"atelier/core/nn"
)

// LayerKind says what a layer is.
type LayerKind string

// The kinds of layers.
const (
	LinearLayer     LayerKind = "linear"
	BatchNormLayer  LayerKind = "batch norm"
	ActivationLayer LayerKind = "activation"
	DropoutLayer    LayerKind = "dropout"
)

// Layer is one layer of a recipe's network: its place in the list is its
// number in the names of its parameters, as in PyTorch's Sequential.
type Layer struct {
	Kind            LayerKind
	Inputs, Outputs int
}

// Parameters returns how many parameters the layer has.
func (l Layer) Parameters() int {
	switch l.Kind {
	case LinearLayer:
		return (l.Inputs + 1) * l.Outputs
	case BatchNormLayer:
		return 2 * l.Outputs
	}
	return 0
}

// Layers returns the layers of the recipe's network, from the input on: for
// each hidden layer a linear one, batch normalisation, the activation and
// dropout, as far as the recipe asks for them, and a linear layer to the
// classes.
func (r Recipe) Layers() []Layer {
	var layers []Layer
	inputs := dataset.Pixels
	for _, width := range r.Hidden {
		add := func(kind LayerKind, wanted bool) {
			if wanted {
				layers = append(layers, Layer{kind, inputs, width})
				inputs = width
			}
		}
		add(LinearLayer, true)
		add(BatchNormLayer, r.BatchNorm.Enabled && !r.BatchNorm.AfterActivation)
		add(ActivationLayer, true)
		add(BatchNormLayer, r.BatchNorm.Enabled && r.BatchNorm.AfterActivation)
		add(DropoutLayer, r.Dropout > 0)
	}
	return append(layers, Layer{LinearLayer, inputs, dataset.Classes})
}

// NewNetwork makes the recipe's network, initialised as a run begins with it,
// for batches of at most rows images, as dataset.Gather writes them. The recipe
// must be valid.
func NewNetwork(recipe Recipe, rows int) *nn.Network {
	var layers []nn.Layer
	for _, l := range recipe.Layers() {
		switch l.Kind {
		case LinearLayer:
			layers = append(layers, nn.NewDense(l.Inputs, l.Outputs))
		case BatchNormLayer:
			layers = append(layers, nn.NewBatchNorm(l.Outputs, recipe.BatchNorm.Momentum, recipe.BatchNorm.Epsilon))
		case ActivationLayer:
			activation, _ := nn.ActivationByName(recipe.Activation)
			layers = append(layers, activation.New(l.Outputs))
		case DropoutLayer:
			layers = append(layers, nn.NewDropout(l.Outputs, recipe.Dropout))
		}
	}
	if first, ok := layers[0].(*nn.Dense); ok {
		first.Sparse, first.Shift = true, recipe.InputScaling.Black()
	}
	network := nn.New(rows, layers...)
	initialiser, _ := nn.InitialiserByName(recipe.Initialiser)
	network.Initialise(initialiser, recipe.Seed)
	return network
}
