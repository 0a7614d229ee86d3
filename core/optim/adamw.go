package optim

func adamWMethod() Method {
	return Method{
		Name: "adamw", Label: "AdamW", LearningRate: 0.001,
		Hyperparameters: []Hyperparameter{beta("beta1", "β₁", 0.9), beta("beta2", "β₂", 0.999), epsilon(1e-8), weightDecay(0.01)},
		Source:          "https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html",
		Paper:           "Loshchilov and Hutter, “Decoupled Weight Decay Regularization”, ICLR 2019, arXiv:1711.05101, algorithm 2",
		arrays:          func(Config) int { return 2 },
		new:             newAdamW,
	}
}

// newAdamW returns Adam with decoupled weight decay λ, which leaves the
// gradients alone and shrinks the weights before the step instead:
// w = w·(1 - lr·λ).
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
func newAdamW(c Config, m *memory) Optimizer {
	o := newAdam(c, m)
	o.decoupled = true
	return o
}
