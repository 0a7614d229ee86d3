package optim

import "atelier/core/f32"

func rmspropMethod() Method {
	return Method{
		Name: "rmsprop", Label: "RMSprop", LearningRate: 0.01,
		Hyperparameters: []Hyperparameter{
			beta("alpha", "Smoothing α", 0.99),
			epsilon(1e-8),
			{Name: "momentum", Label: "Momentum", Max: 1, Below: true},
			{Name: "centered", Label: "Centred", Boolean: true},
			weightDecay(0),
		},
		Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html",
		Paper:  "Hinton, Srivastava and Swersky, “Neural Networks for Machine Learning”, lecture 6e, 2012; centred: Graves, arXiv:1308.0850, equations 38 to 45",
		arrays: func(c Config) int { return 1 + int(c.Value("centered")) + momentumArrays(c) },
		new:    newRMSprop,
	}
}

// RMSprop divides each gradient by the root of a running average of its
// square; centred, the average gradient's square is taken off first:
//
//	v = α·v + (1-α)·g²
//	a = α·a + (1-α)·g
//	s = √v + ε, or centred √(v - a²) + ε
//	b = μ·b + g/s
//	w = w - lr·b
//
// As in PyTorch, v - a² of a gradient that hardly changes over hundreds of
// steps may fall below 0 by rounding, and then w is NaN.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
type RMSprop struct {
	*memory
	alpha, epsilon, momentum float64
	squareAvg                [][]float32
	gradAvg                  [][]float32 // nil unless centred
	buffers                  [][]float32 // nil without momentum
}

var _ Optimizer = (*RMSprop)(nil)

func newRMSprop(c Config, m *memory) Optimizer {
	o := &RMSprop{memory: m, alpha: c.Value("alpha"), epsilon: c.Value("eps"), momentum: c.Value("momentum"), squareAvg: m.add("square_avg", 0)}
	if c.Value("centered") == 1 {
		o.gradAvg = m.add("grad_avg", 0)
	}
	if o.momentum != 0 {
		o.buffers = m.add("momentum_buffer", 0)
	}
	return o
}

// Step updates all parameters.
func (o *RMSprop) Step(learningRate float64) {
	o.eachBlock(false, func(p int, b block) {
		v, root := b.of(o.squareAvg[p]), b.first
		averageSquare(v, o.alpha, b.grad)
		copy(root, v)
		if o.gradAvg != nil {
			a := b.of(o.gradAvg[p])
			average(a, o.alpha, b.grad)
			f32.AddProduct(root, -1, a, a)
		}
		f32.Sqrt(root, root)
		f32.AddScalar(root, float32(o.epsilon))

		direction := b.another
		quotient(direction, b.grad, root)
		if o.buffers != nil {
			buffer := b.of(o.buffers[p])
			f32.Scale(buffer, float32(o.momentum))
			f32.Add(buffer, direction)
			direction = buffer
		}
		f32.AddScaled(b.value, float32(-learningRate), direction)
	})
}
