package main

import (
	"atelier/core/optim"
	"atelier/core/train"
)

// testCase is a recipe whose exports are checked.
type testCase struct {
	folder string
	recipe train.Recipe
}

// cases covers every optimizer, activation and schedule, and all other things
// that the script of PyTorch writes. None has dropout, whose masks PyTorch draws
// in its own way.
func cases() []testCase {
	changed := func(folder string, change func(*train.Recipe)) testCase {
		r := train.Default()
		r.Name, r.Epochs = folder, 2
		change(&r)
		return testCase{folder, r}
	}
	optimizer := func(method string, rate float64, more map[string]float64) optim.Config {
		return optim.Config{Method: method, LearningRate: rate, Hyperparameters: more}
	}
	return []testCase{
		changed("sgd", func(*train.Recipe) {}),
		changed("adam-batch-norm", func(r *train.Recipe) {
			r.Optimizer = optimizer("adam", 0.01, nil)
			r.BatchNorm.Enabled = true
		}),
		changed("adadelta", func(r *train.Recipe) {
			r.Optimizer = optimizer("adadelta", 0.01, nil)
			r.InputScaling = "unit"
		}),
		changed("xavier", func(r *train.Recipe) {
			r.Initialiser = "xavier_normal"
			r.InputScaling = "signed"
		}),
		changed("everything", func(r *train.Recipe) {
			r.Hidden = []int{64, 32}
			r.Activation = "tanh"
			r.Optimizer = optimizer("sgd", 0.1, map[string]float64{"momentum": 0.9, "nesterov": 1, "weight_decay": 0.001})
			r.Schedule = optim.Schedule{Kind: "cosine", Every: "batch", Warmup: 20, StepSize: 1, Gamma: 1}
			r.GradientClipping, r.LabelSmoothing = 0.5, 0.1
			r.BatchSize, r.TrainingImages, r.ValidationShare = 100, 9999, 0.2
			r.Seed = 7
		}),
		changed("adamw-gelu", func(r *train.Recipe) {
			r.Activation = "gelu"
			r.Optimizer = optimizer("adamw", 0.001, nil)
			r.Schedule = optim.Schedule{Kind: "step", Every: "batch", Warmup: 10, StepSize: 30, Gamma: 0.5}
		}),
		changed("nadam-leaky-relu", func(r *train.Recipe) {
			r.Activation = "leaky_relu"
			r.Optimizer = optimizer("nadam", 0.002, nil)
			r.Schedule = optim.Schedule{Kind: "step", Every: "epoch", StepSize: 1, Gamma: 0.1}
		}),
		changed("rmsprop-sigmoid", func(r *train.Recipe) {
			r.Activation = "sigmoid"
			r.Optimizer = optimizer("rmsprop", 0.001, map[string]float64{"momentum": 0.5, "eps": 1e-4})
			r.BatchNorm.Enabled, r.BatchNorm.AfterActivation = true, true
		}),
		changed("adagrad-linear", func(r *train.Recipe) {
			r.Hidden = nil
			r.Optimizer = optimizer("adagrad", 0.01, map[string]float64{"lr_decay": 0.01})
			r.Schedule = optim.Schedule{Kind: "constant", Every: "epoch", Warmup: 1, StepSize: 1, Gamma: 1}
		}),
	}
}
