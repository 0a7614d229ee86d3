package optim

import (
	"atelier/core/f32"
	"atelier/core/internal/math64"
)

func nadamMethod() Method {
	return Method{
		Name: "nadam", Label: "NAdam", LearningRate: 0.002,
		Hyperparameters: []Hyperparameter{
			beta("beta1", "β₁", 0.9), beta("beta2", "β₂", 0.999), epsilon(1e-8),
			{Name: "momentum_decay", Label: "Momentum decay ψ", Default: 0.004, Max: 1},
			weightDecay(0),
		},
		Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html",
		Paper:  "Dozat, “Incorporating Nesterov Momentum into Adam”, ICLR 2016 workshop",
		arrays: func(Config) int { return 2 },
		new:    newNAdam,
	}
}

// NAdam is Adam with Nesterov's momentum, which grows from step to step:
//
//	μₜ = β₁·(1 - 0.96^(t·ψ)/2), and P the product of all so far
//	m = β₁·m + (1-β₁)·g
//	v = β₂·v + (1-β₂)·g²
//	w = w - lr·((1-μₜ)/(1-P)·g + μₜ₊₁/(1-P·μₜ₊₁)·m)/(√v/√(1-β₂ᵗ) + ε)
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html,
// as of PyTorch 2.
type NAdam struct {
	*memory
	beta1, beta2, epsilon, momentumDecay float64
	product                              float64
	expAvg, expAvgSq                     [][]float32
}

var _ Optimizer = (*NAdam)(nil)

func newNAdam(c Config, m *memory) Optimizer {
	o := &NAdam{m, c.Value("beta1"), c.Value("beta2"), c.Value("eps"), c.Value("momentum_decay"), 1, m.add("exp_avg", 0), m.add("exp_avg_sq", 0)}
	m.numbers = append(m.numbers, Number{"mu_product", &o.product})
	return o
}

// momentum returns μₜ.
func (o *NAdam) momentum(t int) float64 {
	// Exp is for exponents to -700; far before, the power is nothing beside 1.
	power := math64.Exp(max(float64(t)*o.momentumDecay*math64.Log(0.96), -700))
	return float64(o.beta1 * (1 - float64(0.5*power)))
}

// Step updates all parameters.
func (o *NAdam) Step(learningRate float64) {
	t := int(o.step) + 1
	now, next := o.momentum(t), o.momentum(t+1)
	o.product = float64(o.product * now)
	ofGradient := learningRate * (1 - now) / (1 - o.product)
	ofAverage := learningRate * next / (1 - float64(o.product*next))
	o.eachBlock(false, func(p int, b block) {
		m := b.of(o.expAvg[p])
		average(m, o.beta1, b.grad)
		root := adamRoot(b, b.of(o.expAvgSq[p]), o.beta2, o.epsilon, t)
		quotient(b.another, b.grad, root)
		f32.AddScaled(b.value, float32(-ofGradient), b.another)
		quotient(b.another, m, root)
		f32.AddScaled(b.value, float32(-ofAverage), b.another)
	})
}
