package main

import (
	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
)

// testCase is a recipe whose exports are checked.
type testCase struct {
	folder string
	recipe train.Recipe
	// double has the losses compared with those of PyTorch in float64, where its
	// own float32 is no measure: see adam-batch-norm.
	double bool
}

// cases covers every optimizer, activation, scaling and schedule, and all other
// things that the script of PyTorch writes. None has dropout, whose masks PyTorch
// draws in its own way. Each has at least as many batches as are compared.
func cases() []testCase {
	var list []testCase
	add := func(folder string, change func(*train.Recipe)) *testCase {
		r := train.Default()
		r.Name, r.Epochs = folder, 1
		change(&r)
		list = append(list, testCase{folder: folder, recipe: r})
		return &list[len(list)-1]
	}
	optimizer := func(method string, rate float64, more map[string]float64) optim.Config {
		return optim.Config{Method: method, LearningRate: rate, Hyperparameters: more}
	}
	// twoEpochs has 71 batches an epoch.
	twoEpochs := func(r *train.Recipe) { r.Epochs, r.TrainingImages, r.BatchSize = 2, 20000, 256 }

	add("sgd", func(*train.Recipe) {})
	add("adam-batch-norm-gelu", func(r *train.Recipe) {
		r.Activation = "gelu"
		r.Optimizer = optimizer("adam", 0.01, nil)
		r.BatchNorm.Enabled = true
	})
	// Here some inputs of ReLU are so near to its corner that roundings decide on
	// which side they lie, and Adam makes much of it: PyTorch's own runs in float32
	// and in float64 come apart within 100 batches.
	add("adam-batch-norm", func(r *train.Recipe) {
		r.Optimizer = optimizer("adam", 0.01, nil)
		r.BatchNorm.Enabled = true
	}).double = true
	add("adadelta", func(r *train.Recipe) {
		r.Optimizer = optimizer("adadelta", 0.01, nil)
		r.InputScaling = dataset.Unit
	})
	add("xavier-leaky-relu", func(r *train.Recipe) {
		r.Activation = "leaky_relu"
		r.Initialiser = "xavier_normal"
		r.InputScaling = dataset.Signed
	})
	add("everything", func(r *train.Recipe) {
		r.Hidden = []int{64, 32}
		r.Activation = "tanh"
		r.Optimizer = optimizer("sgd", 0.1, map[string]float64{"momentum": 0.9, "nesterov": 1, "weight_decay": 0.001})
		r.Schedule = optim.Schedule{Kind: "cosine", Every: "batch", Warmup: 20, StepSize: 1, Gamma: 1}
		r.GradientClipping, r.LabelSmoothing = 0.5, 0.1
		r.Epochs, r.BatchSize, r.TrainingImages, r.ValidationShare = 2, 100, 9999, 0.2
		r.Seed = 7
	})
	add("adamw-gelu", func(r *train.Recipe) {
		r.Activation = "gelu"
		r.Optimizer = optimizer("adamw", 0.001, nil)
		r.Schedule = optim.Schedule{Kind: "step", Every: "batch", Warmup: 10, StepSize: 30, Gamma: 0.5}
	})
	add("nadam-tanh", func(r *train.Recipe) {
		twoEpochs(r)
		r.Activation = "tanh"
		r.Optimizer = optimizer("nadam", 0.002, nil)
		r.Schedule = optim.Schedule{Kind: "step", Every: "epoch", StepSize: 1, Gamma: 0.1}
	})
	add("rmsprop-sigmoid", func(r *train.Recipe) {
		r.Activation = "sigmoid"
		r.Optimizer = optimizer("rmsprop", 0.001, map[string]float64{"momentum": 0.5, "eps": 1e-4})
		r.BatchNorm.Enabled, r.BatchNorm.AfterActivation = true, true
	})
	add("adagrad-linear", func(r *train.Recipe) {
		twoEpochs(r)
		r.Hidden = nil
		r.Optimizer = optimizer("adagrad", 0.01, map[string]float64{"lr_decay": 0.01})
		r.Schedule = optim.Schedule{Kind: "constant", Every: "epoch", Warmup: 1, StepSize: 1, Gamma: 1}
	})
	return list
}
