package text

import (
	"fmt"
	"strings"

	"atelier/core/nn"
	"atelier/core/train"
)

// DifferencesFrom lists what a recipe has that another has not, field by field,
// or says that it is the same. Names do not count, and seeds only where they
// are all that differs.
func DifferencesFrom(r, base train.Recipe) string {
	var list []string
	for _, aspect := range aspects {
		if mine := aspect(r); mine != aspect(base) {
			list = append(list, mine)
		}
	}
	switch {
	case list != nil:
		return strings.Join(list, ", ")
	case r.Seed != base.Seed:
		return fmt.Sprintf("seed %d", r.Seed)
	}
	return "the same recipe"
}

// aspects write what the fields of a recipe say, one or a few at a time, so
// that each stands for itself.
var aspects = []func(r train.Recipe) string{
	func(r train.Recipe) string {
		if len(r.Hidden) == 0 {
			return "no hidden layer"
		}
		return "hidden " + widths(r.Hidden)
	},
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
	optimizer,
	func(r train.Recipe) string { return fmt.Sprintf("rate %g", r.Optimizer.LearningRate) },
	schedule,
	func(r train.Recipe) string { return fmt.Sprintf("clipped at %g", r.GradientClipping) },
	func(r train.Recipe) string { return fmt.Sprintf("smoothing %g", r.LabelSmoothing) },
	func(r train.Recipe) string { return fmt.Sprintf("patience %d", r.Patience) },
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

// optimizer names the method with those of its settings that are not its own.
func optimizer(r train.Recipe) string {
	return strings.Join(append([]string{Optimizer(r.Optimizer)}, hyperparameters(r.Optimizer)...), ", ")
}
