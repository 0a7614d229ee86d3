package text

import (
	"fmt"
	"strconv"
	"strings"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
)

// The recipe's groups and fields.
const (
	Shape             = "Shape"
	Activation        = "Activation"
	Initialiser       = "Initialiser"
	BatchNorm         = "Batch norm"
	BatchNormMomentum = "Norm momentum"
	BatchNormEpsilon  = "Norm ε"
	Dropout           = "Dropout"
	OfUnits           = "of units"
	OptimizerHeading  = "Optimizer"
	Method            = "Method"
	On                = "on"
	Off               = "off"
	DataHeading       = "Data"
	Name              = "Name of the run"
	LearningRate      = "Learning rate"
	BatchSize         = "Batch size"
	Epochs            = "Epochs"
	Seed              = "Seed"
	TrainingImages    = "Training images"
	InputScaling      = "Input scaling"
	Images            = "images"
	Pixels            = "pixels"
	Classes           = "classes"
	Parameters        = "parameters"
	Narrower          = "−"
	Wider             = "+"
)

// Optimizer names the method as people write it.
func Optimizer(c optim.Config) string {
	if m, ok := optim.ByName(c.Method); ok {
		return m.Label
	}
	return c.Method
}

// BatchNormChoice says where batch normalisation stands: off, before or after
// the activation.
func BatchNormChoice(where string) string {
	if where == Off {
		return Off
	}
	return where + " activation"
}

// Layer names a hidden layer; the first is 0.
func Layer(layer int) string { return fmt.Sprintf("hidden %d", layer+1) }

// WidthLabel, NarrowerLabel, WiderLabel and RemoveLabel say which hidden layer
// a control is for; the first is 0.
func WidthLabel(layer int) string    { return fmt.Sprintf("Width of hidden layer %d", layer+1) }
func NarrowerLabel(layer int) string { return fmt.Sprintf("Narrow hidden layer %d", layer+1) }
func WiderLabel(layer int) string    { return fmt.Sprintf("Widen hidden layer %d", layer+1) }
func RemoveLabel(layer int) string   { return fmt.Sprintf("Remove hidden layer %d", layer+1) }

// Pattern describes the drawing of the network.
func Pattern(widths []int) string {
	texts := []string{strconv.Itoa(dataset.Pixels)}
	for _, w := range widths {
		if w == 0 {
			texts = append(texts, "an unknown number of")
			continue
		}
		texts = append(texts, strconv.Itoa(w))
	}
	texts = append(texts, strconv.Itoa(dataset.Classes))
	return "Network drawn to scale: " + strings.Join(texts, " to ") + " units"
}

// FieldMessage makes a sentence of what is wrong with a field.
func FieldMessage(message string) string { return sentence(message) }

// MendFields says why the recipe cannot be trained.
func MendFields(n int) string {
	return fmt.Sprintf("Mend %s before this can train.", plural(n, "field", "fields"))
}

// Plan describes what training a recipe means.
func Plan(r train.Recipe) string {
	return sentence(fmt.Sprintf("%s, %s, %s", layers(r.Hidden), plural(r.Epochs, "epoch", "epochs"), plural(r.TrainingImages, "image", "images")))
}

func layers(hidden []int) string {
	switch len(hidden) {
	case 0:
		return "no hidden layer"
	case 1:
		return "one hidden layer of " + plural(hidden[0], "unit", "units")
	}
	return fmt.Sprintf("hidden layers of %s units", widths(hidden))
}

// widths lists hidden widths: 64, 64.
func widths(hidden []int) string {
	texts := make([]string, len(hidden))
	for i, w := range hidden {
		texts[i] = strconv.Itoa(w)
	}
	return strings.Join(texts, ", ")
}

// Differences lists in what a recipe differs from the baseline, or says that
// it is the baseline. Names do not count.
func Differences(r train.Recipe) string {
	base := train.Default()
	var list []string
	note := func(differs bool, format string, args ...any) {
		if differs {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	if len(r.Hidden) == 0 {
		list = append(list, "no hidden layer")
	} else {
		note(widths(r.Hidden) != widths(base.Hidden), "hidden %s", widths(r.Hidden))
	}
	list = append(list, layerDifferences(r, base)...)
	note(r.Optimizer.Method != base.Optimizer.Method, "%s", Optimizer(r.Optimizer))
	note(r.Optimizer.LearningRate != base.Optimizer.LearningRate, "rate %g", r.Optimizer.LearningRate)
	list = append(list, hyperparameters(r.Optimizer)...)
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
	switch {
	case !r.BatchNorm.Enabled:
	case r.BatchNorm.AfterActivation:
		list = append(list, "batch norm after activation")
	default:
		list = append(list, "batch norm")
	}
	if r.BatchNorm.Enabled && r.BatchNorm.Momentum != base.BatchNorm.Momentum {
		list = append(list, fmt.Sprintf("its momentum %g", r.BatchNorm.Momentum))
	}
	if r.BatchNorm.Enabled && r.BatchNorm.Epsilon != base.BatchNorm.Epsilon {
		list = append(list, fmt.Sprintf("its ε %g", r.BatchNorm.Epsilon))
	}
	if r.Dropout != base.Dropout {
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

// hyperparameters lists those that are not at their defaults.
func hyperparameters(c optim.Config) []string {
	m, _ := optim.ByName(c.Method)
	var list []string
	for _, h := range m.Hyperparameters {
		v := c.Value(h.Name)
		switch {
		case v == h.Default:
		case h.Boolean: // all are off by default
			list = append(list, h.Label)
		default:
			list = append(list, fmt.Sprintf("%s %g", strings.ToLower(h.Label), v))
		}
	}
	return list
}
