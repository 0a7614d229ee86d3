package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

var adagradMethod = Method{
	Name:         "adagrad",
	Label:        "Adagrad",
	LearningRate: 0.01,
	Hyperparameters: []Hyperparameter{
		{Name: "lr_decay", Label: "Learning rate decay", Max: 1},
		{Name: "initial_accumulator_value", Label: "Initial accumulator value", Max: 100},
		epsilon(1e-10),
		weightDecay(0),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html",
	Paper: Paper{
		Authors: "Duchi, Hazan and Singer",
		Title:   "Adaptive subgradient methods for online learning and stochastic optimization",
		Year:    2011,
		Part:    "figure 1, with diagonal matrices",
		Address: "https://jmlr.org/papers/v12/duchi11a.html",
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		o := &Adagrad{
			memory:  newMemory(parameters, c.Value("weight_decay"), "sum"),
			decay:   c.Value("lr_decay"),
			epsilon: c.Value("eps"),
		}
		for _, a := range o.arrays {
			f32.AddScalar(a.Values, float32(c.Value("initial_accumulator_value")))
		}
		return o
	},
}

// Adagrad divides each gradient by the root of the sum of all its squares so
// far, so that rare features learn as much as frequent ones:
//
//	g += wd·w
//	s += g²
//	w -= lr/(1+(t-1)·decay) · g/(√s + ε)
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
type Adagrad struct {
	memory
	decay, epsilon float64
}

var _ Optimizer = (*Adagrad)(nil)

// Step updates all parameters.
func (o *Adagrad) Step(learningRate float64) {
	rate := float32(-learningRate / (1 + float64(o.step*o.decay)))
	o.step++
	for b := range o.blocks {
		sum, root, change := b.memory[0], b.scratch[0], b.scratch[1]
		f32.AddProduct(sum, 1, b.gradient, b.gradient)
		rootMean(root, sum, o.epsilon)
		quotient(change, b.gradient, root)
		f32.AddScaled(b.value, rate, change)
	}
}
