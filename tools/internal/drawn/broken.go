package drawn

import (
	"math"
	"slices"
	"strings"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
)

// Broken draws a recipe of which one field lies just outside of its range, and
// returns the field.
func (c Chance) Broken(set dataset.Set) (train.Recipe, string, error) {
	r, err := c.Valid(set)
	if err != nil {
		return r, "", err
	}
	above, below := func(x float64) float64 { return math.Nextafter(x, math.Inf(1)) }, func(x float64) float64 { return math.Nextafter(x, math.Inf(-1)) }
	either := func(low, high float64) float64 { return one(c, []float64{below(low), above(high)}) }
	count := func(low, high int) int { return one(c, []int{low - 1, high + 1}) }
	m, _ := optim.ByName(r.Optimizer.Method)
	breaks := []struct {
		field string
		set   func()
	}{
		{"name", func() { r.Name = strings.Repeat("é", train.MaxNameLength+1) }},
		{"hidden", func() { r.Hidden = slices.Repeat([]int{2}, train.MaxHidden+1) }},
		{"hidden", func() { // more memory than there is
			r.Hidden, r.BatchSize = slices.Repeat([]int{train.MaxWidth}, train.MaxHidden), train.MaxBatchSize
			r.BatchNorm.Enabled, r.Dropout = true, 0.5
		}},
		{"hidden[1]", func() { r.Hidden = []int{3, count(1, train.MaxWidth), 4} }},
		{"activation", func() { r.Activation = one(c, []string{"", "ReLU", "none"}) }},
		{"initialiser", func() { r.Initialiser = one(c, []string{"", "xavier", "zero"}) }},
		{"batch_norm.momentum", func() { r.BatchNorm.Momentum = one(c, []float64{0, -smallest, above(1)}) }},
		{"batch_norm.epsilon", func() { r.BatchNorm.Epsilon = one(c, []float64{0, -smallest, above(1)}) }},
		{"dropout", func() { r.Dropout = either(0, train.MaxDropout) }},
		{"input_scaling", func() { r.InputScaling = one(c, []dataset.Scaling{"", "Unit", "log"}) }},
		{"optimizer.method", func() { r.Optimizer = optim.Config{Method: one(c, []string{"", "SGD", "lbfgs"}), LearningRate: 1} }},
		{"optimizer.learning_rate", func() { r.Optimizer.LearningRate = one(c, []float64{0, -smallest, above(optim.MaxLearningRate)}) }},
		{"optimizer.colour", func() { r.Optimizer.Hyperparameters["colour"] = 1 }},
		{"schedule.kind", func() { r.Schedule.Kind = one(c, []string{"", "Step", "linear"}) }},
		{"schedule.every", func() { r.Schedule.Every = one(c, []string{"", "Epoch", "second"}) }},
		{"schedule.warmup", func() { r.Schedule.Warmup = count(0, optim.MaxCount) }},
		{"schedule.step_size", func() { r.Schedule.StepSize = count(1, optim.MaxCount) }},
		{"schedule.gamma", func() { r.Schedule.Gamma = one(c, []float64{0, -smallest, above(1)}) }},
		{"schedule.length", func() { r.Schedule.Length = count(0, optim.MaxCount) }},
		{"schedule.minimum", func() { r.Schedule.Minimum = either(0, optim.MaxLearningRate) }},
		{"gradient_clipping", func() { r.GradientClipping = either(0, train.MaxClipping) }},
		{"label_smoothing", func() { r.LabelSmoothing = either(0, train.MaxLabelSmoothing) }},
		{"batch_size", func() { r.BatchSize = count(1, train.MaxBatchSize) }},
		{"batch_size", func() { r.BatchSize, r.BatchNorm.Enabled = 1, true }},
		{"epochs", func() { r.Epochs = count(1, train.MaxEpochs) }},
		{"patience", func() { r.Patience = count(0, train.MaxEpochs) }},
		{"training_images", func() {
			r.TrainingImages = one(c, []int{train.MinTrainingImages - 1, train.MaxTrainingImages + 1, set.Train.Len() + 1})
		}},
		{"validation_share", func() { r.ValidationShare = either(train.MinValidationShare, train.MaxValidationShare) }},
		{"seed", func() { r.Seed = train.MaxSeed + 1 }},
	}
	for _, h := range m.Hyperparameters {
		if h.Boolean { // which JSON can only give a value that is allowed
			continue
		}
		low, high := below(h.Min), above(h.Max)
		if h.Above {
			low = h.Min
		}
		if h.Below {
			high = h.Max
		}
		breaks = append(breaks, struct {
			field string
			set   func()
		}{"optimizer." + h.Name, func() { r.Optimizer.Hyperparameters[h.Name] = one(c, []float64{low, high}) }})
	}
	b := one(c, breaks)
	b.set()
	return r, b.field, nil
}
