// Package optim holds the optimizers, each with PyTorch's formulas and
// defaults, one a file, the registry that lists them, the schedules of the
// learning rate and the clipping of gradients.
//
// In formulas w is a parameter, g its gradient, lr the learning rate, wd the
// weight decay and t the step, counted from 1. Operations are of single
// elements. Arrays are float32; scalars such as lr/(1-β₁ᵗ) are computed in
// float64 and rounded once before they meet an array, as PyTorch does.
package optim

import "atelier/core/nn"

// Optimizer updates a fixed list of parameters from their gradients. It
// allocates when it is made; a Step allocates nothing.
type Optimizer interface {
	// Step updates every parameter's Value from its Grad, which is left as it
	// is, with the given learning rate.
	Step(learningRate float64)

	// Arrays lists the optimizer's memory, those of the first parameter
	// first. Together with Numbers it is all that an optimizer remembers: one
	// made anew whose arrays and numbers are overwritten by those of another
	// goes on with the same bits.
	Arrays() []Array

	// Numbers lists the numbers that the optimizer remembers.
	Numbers() []Number
}

// Array is what an optimizer remembers of every element of a parameter.
type Array struct {
	Parameter *nn.Parameter
	Name      string    // as in PyTorch's state: "exp_avg"
	Values    []float32 // the memory itself, laid out as Parameter.Value
}

// Number is what an optimizer remembers once for all parameters, since all
// step together.
type Number struct {
	Name  string   // as in PyTorch's state: "step"
	Value *float64 // the memory itself
}

// New returns the optimizer that the configuration names, for the given
// parameters, before its first step. It panics if the configuration is not
// valid.
func New(c Config, parameters []*nn.Parameter) Optimizer {
	if problems := c.Validate(); problems != nil {
		panic(problems.Error())
	}
	m, _ := ByName(c.Method)
	return m.new(c, parameters)
}
