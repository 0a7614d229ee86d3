package optim

import (
	"math"

	"atelier/core/f32"
	"atelier/core/internal/math64"
)

func adamMethod() Method {
	return Method{
		Name: "adam", Label: "Adam", LearningRate: 0.001,
		Hyperparameters: []Hyperparameter{beta("beta1", "β₁", 0.9), beta("beta2", "β₂", 0.999), epsilon(1e-8), weightDecay(0)},
		Source:          "https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html",
		Paper:           "Kingma and Ba, “Adam: A Method for Stochastic Optimization”, ICLR 2015, arXiv:1412.6980, algorithm 1",
		arrays:          func(Config) int { return 2 },
		new:             func(c Config, m *memory) Optimizer { return newAdam(c, m) },
	}
}

// Adam divides a running average of the gradient by the root of one of its
// square, both corrected for having begun at 0:
//
//	m = β₁·m + (1-β₁)·g
//	v = β₂·v + (1-β₂)·g²
//	w = w - lr/(1-β₁ᵗ)·m/(√v/√(1-β₂ᵗ) + ε)
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
type Adam struct {
	*memory
	beta1, beta2, epsilon float64
	expAvg, expAvgSq      [][]float32
	decoupled             bool // weight decay; see AdamW
}

var _ Optimizer = (*Adam)(nil)

func newAdam(c Config, m *memory) *Adam {
	return &Adam{m, c.Value("beta1"), c.Value("beta2"), c.Value("eps"), m.add("exp_avg", 0), m.add("exp_avg_sq", 0), false}
}

// Step updates all parameters.
func (o *Adam) Step(learningRate float64) {
	t := int(o.step) + 1
	rate := learningRate / (1 - math64.Power(o.beta1, t))
	o.eachBlock(o.decoupled, func(p int, b block) {
		if o.decoupled {
			f32.Scale(b.value, float32(1-float64(learningRate*o.weightDecay)))
		}
		m := b.of(o.expAvg[p])
		average(m, o.beta1, b.grad)
		root := adamRoot(b, b.of(o.expAvgSq[p]), o.beta2, o.epsilon, t)
		quotient(b.another, m, root)
		f32.AddScaled(b.value, float32(-rate), b.another)
	})
}

// adamRoot lets the running average of squares v follow and returns
// √v/√(1-βᵗ) + ε, in b.first.
func adamRoot(b block, v []float32, beta, epsilon float64, t int) []float32 {
	averageSquare(v, beta, b.grad)
	root := b.first
	f32.Sqrt(root, v)
	f32.Scale(root, float32(1/math.Sqrt(1-math64.Power(beta, t))))
	f32.AddScalar(root, float32(epsilon))
	return root
}
