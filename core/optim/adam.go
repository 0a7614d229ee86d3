package optim

import (
	"atelier/core/f32"
	"atelier/core/internal/math64"
	"atelier/core/nn"
)

var adamMethod = Method{
	Name:         "adam",
	Label:        "Adam",
	LearningRate: 1e-3,
	Hyperparameters: []Hyperparameter{
		decayRate("beta1", "Beta 1", 0.9),
		decayRate("beta2", "Beta 2", 0.999),
		epsilon(1e-8),
		weightDecay(0),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html",
	Paper: Paper{
		Authors: "Kingma and Ba",
		Title:   "Adam: A method for stochastic optimization",
		Year:    2015,
		Part:    "algorithm 1",
		Address: "https://arxiv.org/abs/1412.6980",
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		return newAdam(c, parameters, c.Value("weight_decay"))
	},
}

// Adam divides a running mean of the gradients by the root of a running mean
// of their squares, both corrected for their start at 0:
//
//	g += wd·w
//	m = β₁·m + (1-β₁)·g
//	v = β₂·v + (1-β₂)·g²
//	w -= lr/(1-β₁ᵗ) · m/(√v/√(1-β₂ᵗ) + ε)
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
type Adam struct {
	memory
	beta1, beta2, epsilon float64
}

var _ Optimizer = (*Adam)(nil)

func newAdam(c Config, parameters []*nn.Parameter, weightDecay float64) *Adam {
	return &Adam{
		memory:  newMemory(parameters, weightDecay, "exp_avg", "exp_avg_sq"),
		beta1:   c.Value("beta1"),
		beta2:   c.Value("beta2"),
		epsilon: c.Value("eps"),
	}
}

// Step updates all parameters.
func (o *Adam) Step(learningRate float64) { o.update(learningRate, 1) }

// update shrinks the parameters by the given factor and takes a step.
func (o *Adam) update(learningRate float64, shrink float32) {
	o.step++
	t := int(o.step)
	rate := float32(-learningRate / (1 - math64.Power(o.beta1, t)))
	correction := 1 - math64.Power(o.beta2, t)
	for b := range o.blocks {
		mean, square, root, change := b.memory[0], b.memory[1], b.scratch[0], b.scratch[1]
		if shrink != 1 {
			f32.Scale(b.value, shrink)
		}
		average(mean, o.beta1, b.gradient)
		averageSquare(square, o.beta2, b.gradient)
		correctedRootMean(root, square, correction, o.epsilon)
		quotient(change, mean, root)
		f32.AddScaled(b.value, rate, change)
	}
}
