package optim

import (
	"atelier/core/f32"
	"atelier/core/internal/math64"
	"atelier/core/nn"
)

var nadamMethod = Method{
	Name:         "nadam",
	Label:        "NAdam",
	LearningRate: 2e-3,
	Hyperparameters: []Hyperparameter{
		decayRate("beta1", "Beta 1", 0.9),
		decayRate("beta2", "Beta 2", 0.999),
		{Name: "momentum_decay", Label: "Momentum decay", Default: 4e-3, Max: 1},
		epsilon(1e-8),
		weightDecay(0),
	},
	Source: "https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html",
	Paper: Paper{
		Authors: "Dozat",
		Title:   "Incorporating Nesterov momentum into Adam",
		Year:    2016,
		Part:    "algorithm 2",
		Address: "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
	},
	new: func(c Config, parameters []*nn.Parameter) Optimizer {
		return &NAdam{
			memory:     newMemory(parameters, c.Value("weight_decay"), "exp_avg", "exp_avg_sq"),
			beta1:      c.Value("beta1"),
			beta2:      c.Value("beta2"),
			decay:      c.Value("momentum_decay"),
			epsilon:    c.Value("eps"),
			muProduct: 1,
		}
	},
}

// NAdam is Adam with Nesterov's momentum, which grows from β₁/2 towards β₁:
//
//	g += wd·w
//	m = β₁·m + (1-β₁)·g
//	v = β₂·v + (1-β₂)·g²
//	d = √v/√(1-β₂ᵗ) + ε
//	μₜ = β₁·(1 - 0.96^(t·ψ)/2), Pₜ = μ₁·…·μₜ
//	w -= lr·(1-μₜ)/(1-Pₜ) · g/d + lr·μₜ₊₁/(1-Pₜ₊₁) · m/d
//
// where ψ is the momentum decay. This is PyTorch's since 2.0; before, some of
// its implementations had another last divisor.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html
type NAdam struct {
	memory
	beta1, beta2, decay, epsilon float64
	muProduct                   float64 // Pₜ
}

var _ Optimizer = (*NAdam)(nil)

// Numbers lists the step and the product of all momenta.
func (o *NAdam) Numbers() []Number {
	return append(o.memory.Numbers(), Number{"mu_product", &o.muProduct})
}

// mu returns the momentum of step t.
func (o *NAdam) mu(t float64) float64 {
	const log96 = -0.040821994520255166 // ln 0.96
	// Below -700 the power is 0 beside 1 in any case.
	exponent := max(float64(t*o.decay)*log96, -700)
	return o.beta1 * (1 - 0.5*math64.Exp(exponent))
}

// Step updates all parameters.
func (o *NAdam) Step(learningRate float64) {
	o.step++
	mu, next := o.mu(o.step), o.mu(o.step+1)
	o.muProduct *= mu
	gradientRate := float32(-learningRate * (1 - mu) / (1 - o.muProduct))
	meanRate := float32(-learningRate * next / (1 - float64(o.muProduct*next)))
	correction := 1 - math64.Power(o.beta2, int(o.step))
	for b := range o.blocks {
		mean, square, root, change := b.memory[0], b.memory[1], b.scratch[0], b.scratch[1]
		average(mean, o.beta1, b.gradient)
		averageSquare(square, o.beta2, b.gradient)
		correctedRootMean(root, square, correction, o.epsilon)
		quotient(change, b.gradient, root)
		f32.AddScaled(b.value, gradientRate, change)
		quotient(change, mean, root)
		f32.AddScaled(b.value, meanRate, change)
	}
}
