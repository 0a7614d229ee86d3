// Package optim holds the optimizers, each with PyTorch's formulas and
// defaults, one a file, and the registry that lists them.
package optim

import "atelier/core/nn"

// Optimizer updates a fixed list of parameters from their gradients.
//
// Arrays are float32; scalars such as lr/(1-β₁ᵗ) are computed in float64 and
// rounded once before they meet an array, as PyTorch does.
type Optimizer interface {
	// Step updates every parameter's Value from its Grad with the given
	// learning rate. weightDecay adds weightDecay·w to every gradient, biases
	// included, unless the method decouples it. Grad may be overwritten.
	Step(learningRate, weightDecay float64)
}

// New returns the optimizer that the configuration names, for the given
// parameters. It panics if the configuration is not valid.
func New(c Config, parameters []*nn.Parameter) Optimizer {
	if problems := c.Validate(); problems != nil {
		panic("optim: " + problems[0].Field + " " + problems[0].Message)
	}
	m, _ := ByName(c.Method)
	return m.new(c, parameters)
}
