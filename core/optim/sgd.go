package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

var sgdMethod = Method{
	Name:   "sgd",
	Label:  "SGD",
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html",
	new:    func(_ Config, p []*nn.Parameter) Optimizer { return &SGD{parameters: p} },
}

// SGD is stochastic gradient descent, w -= lr·g.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
type SGD struct {
	parameters []*nn.Parameter
}

var _ Optimizer = (*SGD)(nil)

// Step updates all parameters.
func (o *SGD) Step(learningRate, weightDecay float64) {
	for _, p := range o.parameters {
		if weightDecay != 0 {
			f32.AddScaled(p.Grad, float32(weightDecay), p.Value)
		}
		f32.AddScaled(p.Value, float32(-learningRate), p.Grad)
	}
}
