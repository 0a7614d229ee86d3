package optim

import "atelier/core/f32"

func adadeltaMethod() Method {
	return Method{
		Name: "adadelta", Label: "AdaDelta", LearningRate: 1,
		Hyperparameters: []Hyperparameter{
			beta("rho", "ρ", 0.9),
			epsilon(1e-6),
			weightDecay(0),
		},
		Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html",
		Paper:  "Zeiler, “ADADELTA: An Adaptive Learning Rate Method”, 2012, arXiv:1212.5701, algorithm 1",
		arrays: func(Config) int { return 2 },
		new:    newAdaDelta,
	}
}

// AdaDelta scales each gradient by the ratio of two running averages, of the
// squared steps before it and of the squared gradients:
//
//	v = ρ·v + (1-ρ)·g²
//	d = √(a + ε)/√(v + ε)·g
//	a = ρ·a + (1-ρ)·d²
//	w = w - lr·d
//
// The learning rate is not in a.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
type AdaDelta struct {
	*memory
	rho, epsilon        float64
	squareAvg, accDelta [][]float32
}

var _ Optimizer = (*AdaDelta)(nil)

func newAdaDelta(c Config, m *memory) Optimizer {
	return &AdaDelta{m, c.Value("rho"), c.Value("eps"), m.add("square_avg", 0), m.add("acc_delta", 0)}
}

// Step updates all parameters.
func (o *AdaDelta) Step(learningRate float64) {
	o.eachBlock(false, func(p int, b block) {
		v, a := b.of(o.squareAvg[p]), b.of(o.accDelta[p])
		averageSquare(v, o.rho, b.grad)

		root, delta := b.first, b.another
		copy(root, v)
		f32.AddScalar(root, float32(o.epsilon))
		f32.Sqrt(root, root)
		copy(delta, a)
		f32.AddScalar(delta, float32(o.epsilon))
		f32.Sqrt(delta, delta)
		f32.Div(delta, root)
		f32.Mul(delta, b.grad)

		averageSquare(a, o.rho, delta)
		f32.AddScaled(b.value, float32(-learningRate), delta)
	})
}
