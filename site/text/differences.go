package text

import (
	"fmt"
	"strings"

	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
)

// Differences lists in what a recipe differs from the baseline, or says that
// it is the baseline. Names do not count.
func Differences(r train.Recipe) string {
	base := train.Default()
	list := differences(r, base)
	if r.Seed != base.Seed {
		list = append(list, fmt.Sprintf("seed %d", r.Seed))
	}
	if list == nil {
		return Baseline
	}
	return strings.Join(list, ", ")
}

// DifferencesFrom lists what a recipe has that another has not, field by field,
// or says that it is the same. Names do not count, and seeds only where they
// are all that differs.
func DifferencesFrom(r, base train.Recipe) string {
	list := differences(r, base)
	switch {
	case list != nil:
		return strings.Join(list, ", ")
	case r.Seed != base.Seed:
		return fmt.Sprintf("seed %d", r.Seed)
	}
	return "the same recipe"
}

// differences lists all but names and seeds.
func differences(r, base train.Recipe) []string {
	var list []string
	if widths(r.Hidden) != widths(base.Hidden) {
		list = append(list, hiddenLayers(r.Hidden))
	}
	list = append(list, differing(ofLayers, r, base)...)
	list = append(list, ofOptimizer(r.Optimizer, base.Optimizer)...)
	list = append(list, differing(ofCourse, r, base)...)
	return append(list, differing(ofData, r, base)...)
}

func hiddenLayers(hidden []int) string {
	if len(hidden) == 0 {
		return "no hidden layer"
	}
	return "hidden " + widths(hidden)
}

// aspects write what the fields of a recipe say, one or a few at a time, so
// that each stands for itself.
type aspects []func(r train.Recipe) string

// differing returns what aspects say of a recipe where they say something else of
// another.
func differing(of aspects, r, base train.Recipe) []string {
	var list []string
	for _, aspect := range of {
		if mine := aspect(r); mine != aspect(base) {
			list = append(list, mine)
		}
	}
	return list
}

// ofLayers are about the hidden layers, besides their widths.
var ofLayers = aspects{
	func(r train.Recipe) string {
		a, _ := nn.ActivationByName(r.Activation)
		return a.Label
	},
	func(r train.Recipe) string {
		i, _ := nn.InitialiserByName(r.Initialiser)
		return i.Label
	},
	batchNorm,
	func(r train.Recipe) string { return fmt.Sprintf("dropout %g", r.Dropout) },
}

// ofCourse are about the course of the training, besides the optimizer.
var ofCourse = aspects{
	schedule,
	func(r train.Recipe) string { return fmt.Sprintf("clipped at %g", r.GradientClipping) },
	func(r train.Recipe) string { return fmt.Sprintf("smoothing %g", r.LabelSmoothing) },
	func(r train.Recipe) string { return fmt.Sprintf("patience %d", r.Patience) },
}

// ofData are about what is trained on, and how long.
var ofData = aspects{
	func(r train.Recipe) string { return fmt.Sprintf("scaling %s", r.InputScaling) },
	func(r train.Recipe) string { return fmt.Sprintf("batch %d", r.BatchSize) },
	func(r train.Recipe) string { return plural(r.Epochs, "epoch", "epochs") },
	func(r train.Recipe) string { return plural(r.TrainingImages, "image", "images") },
	func(r train.Recipe) string { return fmt.Sprintf("validation share %g", r.ValidationShare) },
}

func batchNorm(r train.Recipe) string {
	b := r.BatchNorm
	if !b.Enabled {
		return "no batch norm"
	}
	words := "batch norm"
	if b.AfterActivation {
		words += " after activation"
	}
	base := train.Default().BatchNorm
	if b.Momentum != base.Momentum {
		words += fmt.Sprintf(", its momentum %g", b.Momentum)
	}
	if b.Epsilon != base.Epsilon {
		words += fmt.Sprintf(", its ε %g", b.Epsilon)
	}
	return words
}

func schedule(r train.Recipe) string {
	c := r.Schedule
	words := c.Kind + " rate"
	switch c.Kind {
	case "step":
		words += fmt.Sprintf(", times %g after %s", c.Gamma, plural(c.StepSize, c.Every, c.Every+"s"))
	case "cosine":
		words += fmt.Sprintf(" to %g", c.Minimum)
		if c.Length > 0 {
			words += " over " + plural(c.Length, c.Every, c.Every+"s")
		}
	}
	if c.Warmup > 0 {
		words += ", warmed up over " + plural(c.Warmup, c.Every, c.Every+"s")
	}
	return words
}

// ofOptimizer lists in what an optimizer differs. Settings of another method are
// compared with their defaults.
func ofOptimizer(c, base optim.Config) []string {
	var list []string
	same := c.Method == base.Method
	if !same {
		list = append(list, Optimizer(c))
	}
	if c.LearningRate != base.LearningRate {
		list = append(list, fmt.Sprintf("rate %g", c.LearningRate))
	}
	if !same {
		base = optim.Config{Method: c.Method}
	}
	return append(list, hyperparameters(c, base)...)
}

// hyperparameters lists those that are not as in another configuration of the
// method.
func hyperparameters(c, base optim.Config) []string {
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
