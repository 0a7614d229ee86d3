package train

import (
	"atelier/core/dataset"
	"atelier/core/nn"
)

// NewNetwork makes the recipe's network, initialised as a run begins with it,
// for batches of at most rows images: for each hidden layer a dense layer,
// batch normalisation, the activation and dropout, as far as the recipe asks
// for them, and a dense layer to the classes. The recipe must be valid.
func NewNetwork(recipe Recipe, rows int) *nn.Network {
	activation, _ := nn.ActivationByName(recipe.Activation)
	var layers []nn.Layer
	inputs := dataset.Pixels
	for _, width := range recipe.Hidden {
		norm := func(wanted bool) {
			if recipe.BatchNorm.Enabled && wanted {
				layers = append(layers, nn.NewBatchNorm(width, recipe.BatchNorm.Momentum, recipe.BatchNorm.Epsilon))
			}
		}
		layers = append(layers, nn.NewDense(inputs, width))
		norm(!recipe.BatchNorm.AfterActivation)
		layers = append(layers, activation.New(width))
		norm(recipe.BatchNorm.AfterActivation)
		if recipe.Dropout > 0 {
			layers = append(layers, nn.NewDropout(width, recipe.Dropout))
		}
		inputs = width
	}
	layers = append(layers, nn.NewDense(inputs, dataset.Classes))
	network := nn.New(rows, layers...)
	initialiser, _ := nn.InitialiserByName(recipe.Initialiser)
	network.Initialise(initialiser, recipe.Seed)
	return network
}
