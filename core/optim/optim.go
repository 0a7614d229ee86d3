// Package optim holds the optimizers, each with PyTorch's formulas and
// defaults, one a file; the registry that lists them; the schedules of the
// learning rate; and the clipping of gradients.
//
// In formulas w is an element of a parameter, g its gradient with weight decay
// (g + λ·w), lr the learning rate and t the step, counted from 1.
package optim

import "atelier/core/nn"

// Optimizer updates a fixed list of parameters from their gradients.
//
// Arrays are float32; scalars such as lr/(1-β₁ᵗ) are computed in float64 and
// rounded once before they meet an array, as PyTorch does.
type Optimizer interface {
	// Step updates every parameter's Value from its Grad with the given
	// learning rate. Grad is left as it is. It allocates nothing.
	Step(learningRate float64)

	// Arrays and Numbers are the optimizer's memory: with the same values
	// written into them, another optimizer of the same configuration goes on
	// with the same bits.
	Arrays() []Array
	Numbers() []Number
}

// Array is memory that an optimizer keeps for a parameter.
type Array struct {
	Parameter *nn.Parameter
	Name      string    // as in PyTorch's optimizer state: "exp_avg"
	Values    []float32 // laid out as the parameter's Value
}

// Number is memory that an optimizer keeps for all parameters together.
type Number struct {
	Name  string // as in PyTorch's optimizer state: "step"
	Value *float64
}

// New returns the optimizer that the configuration names, for the given
// parameters. It panics if the configuration is not valid.
func New(c Config, parameters []*nn.Parameter) Optimizer {
	if problems := c.Validate(); problems != nil {
		panic(problems.Error())
	}
	m, _ := ByName(c.Method)
	return m.new(c, newMemory(c, parameters))
}
