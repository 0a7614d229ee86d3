package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

var rmspropMethod = Method{
	Name:         "rmsprop",
	Label:        "RMSprop",
	LearningRate: 0.01,
	Hyperparameters: []Hyperparameter{
		decayRate("alpha", "Alpha", 0.99),
		decayRate("momentum", "Momentum", 0),
		{Name: "centered", Label: "Centered", Boolean: true},
		epsilon(1e-8),
		weightDecay(0),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html",
	Paper: Paper{
		Authors: "Tieleman and Hinton",
		Title:   "Neural networks for machine learning (course), lecture 6.5: rmsprop",
		Year:    2012,
		Part:    "slide 29; centered: Graves, Generating sequences with recurrent neural networks, 2013, section 4.2",
		Address: "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		o := &RMSprop{
			alpha:    c.Value("alpha"),
			momentum: c.Value("momentum"),
			centered: c.Value("centered") == 1,
			epsilon:  c.Value("eps"),
		}
		names := []string{"square_avg"}
		if o.momentum != 0 {
			o.buffer = len(names)
			names = append(names, "momentum_buffer")
		}
		if o.centered {
			o.mean = len(names)
			names = append(names, "grad_avg")
		}
		o.memory = newMemory(parameters, c.Value("weight_decay"), names...)
		return o
	},
}

// RMSprop divides each gradient by the root of a running mean of its squares:
//
//	g += wd·w
//	v = α·v + (1-α)·g²
//	d = √v + ε, or √(v - m²) + ε with m = α·m + (1-α)·g if centered
//	w -= lr·g/d, or lr·b with b = momentum·b + g/d
//
// As in PyTorch, a gradient that hardly changes over hundreds of steps can
// make v - m² fall below 0 by rounding, and w NaN, if centered.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
type RMSprop struct {
	memory
	alpha, momentum, epsilon float64
	centered                 bool
	buffer, mean             int // places of the arrays in a block's memory
}

var _ Optimizer = (*RMSprop)(nil)

// Step updates all parameters.
func (o *RMSprop) Step(learningRate float64) {
	o.step++
	for b := range o.blocks {
		square, root, change := b.memory[0], b.scratch[0], b.scratch[1]
		averageSquare(square, o.alpha, b.gradient)
		if o.centered {
			mean := b.memory[o.mean]
			average(mean, o.alpha, b.gradient)
			copy(root, square)
			f32.AddProduct(root, -1, mean, mean)
			square = root
		}
		rootMean(root, square, o.epsilon)
		quotient(change, b.gradient, root)
		if o.momentum != 0 {
			buffer := b.memory[o.buffer]
			f32.Scale(buffer, float32(o.momentum))
			f32.Add(buffer, change)
			change = buffer
		}
		f32.AddScaled(b.value, float32(-learningRate), change)
	}
}
