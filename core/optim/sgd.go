package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

var sgdMethod = Method{
	Name:         "sgd",
	Label:        "SGD",
	LearningRate: 0.01,
	Hyperparameters: []Hyperparameter{
		decayRate("momentum", "Momentum", 0),
		{Name: "dampening", Label: "Dampening", Max: 1},
		{Name: "nesterov", Label: "Nesterov momentum", Boolean: true},
		weightDecay(0),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html",
	Paper: Paper{
		Authors: "Sutskever, Martens, Dahl and Hinton",
		Title:   "On the importance of initialization and momentum in deep learning",
		Year:    2013,
		Part:    "section 2",
		Address: "https://proceedings.mlr.press/v28/sutskever13.html",
	},
	check: func(c Config) Problems {
		if c.Value("nesterov") == 1 && (c.Value("momentum") == 0 || c.Value("dampening") != 0) {
			return Problems{{"nesterov", "needs a momentum above 0 and no dampening"}}
		}
		return nil
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		o := &SGD{momentum: c.Value("momentum"), dampening: c.Value("dampening"), nesterov: c.Value("nesterov") == 1}
		var names []string
		if o.momentum != 0 {
			names = []string{"momentum_buffer"}
		}
		o.memory = newMemory(parameters, c.Value("weight_decay"), names...)
		return o
	},
}

// SGD is stochastic gradient descent with momentum, plain or Nesterov's:
//
//	g += wd·w
//	b = g in the first step, then momentum·b + (1-dampening)·g
//	w -= lr·b, or lr·(g + momentum·b) with Nesterov's
//
// The learning rate is not in b: when it changes, it does so for past
// gradients too. In the paper's formulas it is.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
type SGD struct {
	memory
	momentum, dampening float64
	nesterov            bool
}

var _ Optimizer = (*SGD)(nil)

// Step updates all parameters.
func (o *SGD) Step(learningRate float64) {
	first := o.step == 0
	o.step++
	momentum, rate := float32(o.momentum), float32(-learningRate)
	for b := range o.blocks {
		direction := b.gradient
		if o.momentum != 0 {
			buffer := b.memory[0]
			if first {
				copy(buffer, b.gradient)
			} else {
				f32.Scale(buffer, momentum)
				f32.AddScaled(buffer, float32(1-o.dampening), b.gradient)
			}
			direction = buffer
			if o.nesterov {
				direction = b.scratch[0]
				copy(direction, b.gradient)
				f32.AddScaled(direction, momentum, buffer)
			}
		}
		f32.AddScaled(b.value, rate, direction)
	}
}
