package optim

import "atelier/core/f32"

func sgdMethod() Method {
	return Method{
		Name: "sgd", Label: "SGD", LearningRate: 0.01,
		Hyperparameters: []Hyperparameter{
			{Name: "momentum", Label: "Momentum", Max: 1, Below: true},
			{Name: "dampening", Label: "Dampening", Max: 1},
			{Name: "nesterov", Label: "Nesterov", Boolean: true},
			weightDecay(0),
		},
		Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html",
		Paper:  "Sutskever, Martens, Dahl and Hinton, “On the Importance of Initialization and Momentum in Deep Learning”, ICML 2013, section 2",
		check: func(c Config) Problems {
			if c.Value("nesterov") == 1 && (c.Value("momentum") == 0 || c.Value("dampening") != 0) {
				return Problems{{"nesterov", "needs a momentum above 0 and a dampening of 0"}}
			}
			return nil
		},
		arrays: momentumArrays,
		new:    newSGD,
	}
}

// momentumArrays returns how many arrays momentum needs.
func momentumArrays(c Config) int {
	if c.Value("momentum") == 0 {
		return 0
	}
	return 1
}

// SGD is stochastic gradient descent, with momentum μ and dampening τ:
//
//	b = μ·b + (1-τ)·g, the first time b = g
//	w = w - lr·b, or with Nesterov's momentum w - lr·(g + μ·b)
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
type SGD struct {
	*memory
	momentum, dampening float64
	nesterov            bool
	buffers             [][]float32 // nil without momentum
}

var _ Optimizer = (*SGD)(nil)

func newSGD(c Config, m *memory) Optimizer {
	o := &SGD{memory: m, momentum: c.Value("momentum"), dampening: c.Value("dampening"), nesterov: c.Value("nesterov") == 1}
	if o.momentum != 0 {
		o.buffers = m.add("momentum_buffer", 0)
	}
	return o
}

// Step updates all parameters.
func (o *SGD) Step(learningRate float64) {
	first := o.step == 0
	o.eachBlock(false, func(p int, b block) {
		direction := b.grad
		if o.buffers != nil {
			buffer := b.of(o.buffers[p])
			if first {
				copy(buffer, b.grad)
			} else {
				f32.Scale(buffer, float32(o.momentum))
				f32.AddScaled(buffer, float32(1-o.dampening), b.grad)
			}
			direction = buffer
			if o.nesterov {
				direction = b.first
				copy(direction, b.grad)
				f32.AddScaled(direction, float32(o.momentum), buffer)
			}
		}
		f32.AddScaled(b.value, float32(-learningRate), direction)
	})
}
