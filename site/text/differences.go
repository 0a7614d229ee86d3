package text

import (
	"fmt"
	"strings"

	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
)

// Differences lists in what a recipe differs from another, the default recipe
// unless one is given, or says that it is the baseline. Names do not count.
func Differences(r train.Recipe, from ...train.Recipe) string {
	base := train.Default()
	if len(from) > 0 {
		base = from[0]
	}
	var list []string
	note := func(differs bool, format string, args ...any) {
		if differs {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	switch {
	case widths(r.Hidden) == widths(base.Hidden):
	case len(r.Hidden) == 0:
		list = append(list, "no hidden layer")
	default:
		list = append(list, "hidden "+widths(r.Hidden))
	}
	list = append(list, layerDifferences(r, base)...)
	note(r.Optimizer.Method != base.Optimizer.Method, "%s", Optimizer(r.Optimizer))
	note(r.Optimizer.LearningRate != base.Optimizer.LearningRate, "rate %g", r.Optimizer.LearningRate)
	list = append(list, hyperparameters(r.Optimizer, base.Optimizer)...)
	list = append(list, courseDifferences(r, base)...)
	note(r.InputScaling != base.InputScaling, "scaling %s", r.InputScaling)
	note(r.BatchSize != base.BatchSize, "batch %d", r.BatchSize)
	note(r.Epochs != base.Epochs, "%s", plural(r.Epochs, "epoch", "epochs"))
	note(r.TrainingImages != base.TrainingImages, "%s", plural(r.TrainingImages, "image", "images"))
	note(r.ValidationShare != base.ValidationShare, "validation share %g", r.ValidationShare)
	note(r.Seed != base.Seed, "seed %d", r.Seed)
	if list == nil {
		return "baseline"
	}
	return strings.Join(list, ", ")
}

// layerDifferences lists in what the hidden layers differ.
func layerDifferences(r, base train.Recipe) []string {
	var list []string
	if a, ok := nn.ActivationByName(r.Activation); ok && r.Activation != base.Activation {
		list = append(list, a.Label)
	}
	if i, ok := nn.InitialiserByName(r.Initialiser); ok && r.Initialiser != base.Initialiser {
		list = append(list, i.Label)
	}
	elsewhere := r.BatchNorm.AfterActivation != base.BatchNorm.AfterActivation || !base.BatchNorm.Enabled
	switch {
	case !r.BatchNorm.Enabled && base.BatchNorm.Enabled:
		list = append(list, "no batch norm")
	case !r.BatchNorm.Enabled || !elsewhere:
	case r.BatchNorm.AfterActivation:
		list = append(list, "batch norm after activation")
	case base.BatchNorm.Enabled:
		list = append(list, "batch norm before activation")
	default:
		list = append(list, "batch norm")
	}
	if r.BatchNorm.Enabled && r.BatchNorm.Momentum != base.BatchNorm.Momentum {
		list = append(list, fmt.Sprintf("its momentum %g", r.BatchNorm.Momentum))
	}
	if r.BatchNorm.Enabled && r.BatchNorm.Epsilon != base.BatchNorm.Epsilon {
		list = append(list, fmt.Sprintf("its ε %g", r.BatchNorm.Epsilon))
	}
	switch {
	case r.Dropout == base.Dropout:
	case r.Dropout == 0:
		list = append(list, "no dropout")
	default:
		list = append(list, fmt.Sprintf("dropout %g", r.Dropout))
	}
	return list
}

// courseDifferences lists in what the course of the training differs, besides
// the optimizer.
func courseDifferences(r, base train.Recipe) []string {
	var list []string
	if r.Schedule != base.Schedule {
		list = append(list, "schedule "+r.Schedule.Kind)
	}
	if r.GradientClipping != base.GradientClipping {
		list = append(list, fmt.Sprintf("clipped at %g", r.GradientClipping))
	}
	if r.LabelSmoothing != base.LabelSmoothing {
		list = append(list, fmt.Sprintf("smoothing %g", r.LabelSmoothing))
	}
	if r.Patience != base.Patience {
		list = append(list, fmt.Sprintf("patience %d", r.Patience))
	}
	return list
}

// hyperparameters lists those that differ: from the other optimizer's where
// the method is the same, else from their defaults.
func hyperparameters(c, base optim.Config) []string {
	if c.Method != base.Method {
		base = optim.Config{Method: c.Method}
	}
	m, _ := optim.ByName(c.Method)
	var list []string
	for _, h := range m.Hyperparameters {
		v := c.Value(h.Name)
		switch {
		case v == base.Value(h.Name):
		case h.Boolean && v == 0:
			list = append(list, "no "+h.Label)
		case h.Boolean:
			list = append(list, h.Label)
		default:
			list = append(list, fmt.Sprintf("%s %g", strings.ToLower(h.Label), v))
		}
	}
	return list
}
