package text

import (
	"fmt"
	"strconv"
	"strings"

	"atelier/core/nn"
	"atelier/core/optim"
)

// Field names a field of a recipe, given by its path, for an optimizer's
// method.
func Field(field, method string) string {
	if name, ok := strings.CutPrefix(field, "optimizer."); ok {
		m, _ := optim.ByName(method)
		for _, h := range m.Hyperparameters {
			if h.Name == name {
				return h.Label
			}
		}
	}
	switch field {
	case "name":
		return "Name"
	case "hidden":
		return "Hidden layers"
	case "activation":
		return "Activation"
	case "initialiser":
		return "Initialiser"
	case "batch_norm":
		return "Batch norm"
	case "batch_norm.momentum":
		return "Norm momentum"
	case "batch_norm.epsilon":
		return "Norm ε"
	case "dropout":
		return "Dropout"
	case "optimizer.method":
		return "Method"
	case "optimizer.learning_rate":
		return "Learning rate"
	}
	return courseField(field)
}

// courseField names a field that says how the training goes on, and on what.
func courseField(field string) string {
	switch field {
	case "schedule.kind":
		return "Schedule"
	case "schedule.every":
		return "Schedule counts"
	case "schedule.warmup":
		return "Warm-up"
	case "schedule.step_size":
		return "Step every"
	case "schedule.gamma":
		return "Step factor γ"
	case "schedule.length":
		return "Cosine length"
	case "schedule.minimum":
		return "Cosine minimum"
	case "gradient_clipping":
		return "Gradient clipping"
	case "label_smoothing":
		return "Label smoothing"
	case "input_scaling":
		return "Input scaling"
	case "batch_size":
		return "Batch size"
	case "epochs":
		return "Epochs"
	case "patience":
		return "Patience"
	case "training_images":
		return "Training images"
	case "validation_share":
		return "Validation share"
	case "seed":
		return "Seed"
	case "repeats":
		return "Repeats"
	}
	return field
}

// Value writes the text of a field as people read it: the label of a choice,
// and anything else as it is.
func Value(field, value string) string {
	switch field {
	case "activation":
		if a, ok := nn.ActivationByName(value); ok {
			return a.Label
		}
	case "initialiser":
		if i, ok := nn.InitialiserByName(value); ok {
			return i.Label
		}
	case "optimizer.method":
		if m, ok := optim.ByName(value); ok {
			return m.Label
		}
	case "batch_norm":
		if value != Off {
			return value + " activation"
		}
	case "schedule.kind":
		for _, k := range optim.Schedules() {
			if k.Name == value {
				return k.Label
			}
		}
	case "schedule.every":
		return units(value)
	case "training_images":
		if n, err := strconv.Atoi(value); err == nil {
			return Count(n)
		}
	case CoresSubject:
		if n, err := strconv.Atoi(value); err == nil {
			return Cores(n)
		}
	}
	switch value {
	case "true":
		return On
	case "false":
		return Off
	}
	return value
}

// units is the plural of what a schedule counts.
func units(every string) string {
	if every == "batch" {
		return "batches"
	}
	return "epochs"
}

// Unit is what stands beside a field that is a count or a share; every is what
// the schedule counts.
func Unit(field, every string) string {
	switch field {
	case "dropout":
		return "of units"
	case "batch_size":
		return Images
	case "schedule.warmup", "schedule.step_size", "schedule.length":
		return units(every)
	case "patience":
		return "epochs"
	case "validation_share":
		return "of images"
	}
	return ""
}

// Variant names a run by the value of the field that is varied.
func Variant(field, value, method string) string {
	switch field {
	case "optimizer.method", "activation", "initialiser":
		return Value(field, value)
	case "hidden":
		if value == "none" {
			return "No hidden layer"
		}
		return "Hidden " + value
	}
	return fmt.Sprintf("%s %s", Field(field, method), Value(field, value))
}

// Was says what a field is in the baseline, or by default where the baseline
// has no such field.
func Was(field, value string, byDefault bool) string {
	if byDefault {
		return "default " + Value(field, value)
	}
	return "baseline " + Value(field, value)
}
