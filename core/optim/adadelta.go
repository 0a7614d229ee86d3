package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

var adadeltaMethod = Method{
	Name:         "adadelta",
	Label:        "Adadelta",
	LearningRate: 1,
	Hyperparameters: []Hyperparameter{
		decayRate("rho", "Rho", 0.9),
		epsilon(1e-6),
		weightDecay(0),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html",
	Paper: Paper{
		Authors: "Zeiler",
		Title:   "ADADELTA: An adaptive learning rate method",
		Year:    2012,
		Part:    "algorithm 1",
		Address: "https://arxiv.org/abs/1212.5701",
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		return &Adadelta{
			memory:  newMemory(parameters, c.Value("weight_decay"), "square_avg", "acc_delta"),
			rho:     c.Value("rho"),
			epsilon: c.Value("eps"),
		}
	},
}

// Adadelta takes steps as large as its recent steps were, relative to the
// recent gradients:
//
//	g += wd·w
//	v = ρ·v + (1-ρ)·g²
//	d = √(a + ε)/√(v + ε)·g
//	a = ρ·a + (1-ρ)·d²
//	w -= lr·d
//
// The learning rate, which the paper has not, does not enter a.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
type Adadelta struct {
	memory
	rho, epsilon float64
}

var _ Optimizer = (*Adadelta)(nil)

// Step updates all parameters.
func (o *Adadelta) Step(learningRate float64) {
	o.step++
	for b := range o.blocks {
		square, accumulated := b.memory[0], b.memory[1]
		averageSquare(square, o.rho, b.gradient)
		change, root := b.scratch[0], b.scratch[1]
		o.rootMean(change, accumulated)
		o.rootMean(root, square)
		f32.Div(change, root)
		f32.Mul(change, b.gradient)
		averageSquare(accumulated, o.rho, change)
		f32.AddScaled(b.value, float32(-learningRate), change)
	}
}

// rootMean sets d to √(x + ε); here ε stands within the root.
func (o *Adadelta) rootMean(d, x []float32) {
	copy(d, x)
	f32.AddScalar(d, float32(o.epsilon))
	f32.Sqrt(d, d)
}
