package optim

import "atelier/core/nn"

var adamWMethod = Method{
	Name:         "adamw",
	Label:        "AdamW",
	LearningRate: 1e-3,
	Hyperparameters: []Hyperparameter{
		decayRate("beta1", "Beta 1", 0.9),
		decayRate("beta2", "Beta 2", 0.999),
		epsilon(1e-8),
		weightDecay(0.01),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html",
	Paper: Paper{
		Authors: "Loshchilov and Hutter",
		Title:   "Decoupled weight decay regularization",
		Year:    2019,
		Part:    "algorithm 2",
		Address: "https://arxiv.org/abs/1711.05101",
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		// Adam itself knows of no weight decay.
		return &AdamW{adam: newAdam(c, parameters, 0), decay: c.Value("weight_decay")}
	},
}

// AdamW is Adam with a weight decay that does not pass through its means:
//
//	w *= 1 - lr·wd
//
// and then Adam's step with the plain gradient.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
type AdamW struct {
	adam  *Adam
	decay float64
}

var _ Optimizer = (*AdamW)(nil)

// Step updates all parameters.
func (o *AdamW) Step(learningRate float64) {
	o.adam.update(learningRate, float32(1-float64(learningRate*o.decay)))
}

// Arrays lists Adam's.
func (o *AdamW) Arrays() []Array { return o.adam.Arrays() }

// Numbers lists Adam's.
func (o *AdamW) Numbers() []Number { return o.adam.Numbers() }
