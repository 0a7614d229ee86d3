package train

import (
	"fmt"
	"slices"
	"strings"

	"atelier/core/dataset"
	"atelier/core/optim"
)

// Recipe is everything that determines a run, and the only configuration
// there is: the same recipe on the same data gives the same bits everywhere.
// Start from Default; the ranges are in the fields' comments.
type Recipe struct {
	Name string `json:"name"` // for people; at most 80 characters; no influence on the run

	// Hidden holds the widths of the hidden layers, from the input on; at most
	// MaxHidden layers of 1 to MaxWidth units. Empty is softmax regression.
	Hidden []int `json:"hidden"`

	// InputScaling says how pixels become numbers: unit, signed or standard.
	InputScaling dataset.Scaling `json:"input_scaling"`

	Optimizer optim.Config `json:"optimizer"`

	BatchSize       int     `json:"batch_size"`       // images a training batch; 1 to MaxBatchSize
	Epochs          int     `json:"epochs"`           // 1 to MaxEpochs
	TrainingImages  int     `json:"training_images"`  // before the split, the first ones of the set; MinTrainingImages to MaxTrainingImages
	ValidationShare float64 `json:"validation_share"` // of the training images, split by label; 0.01 to 0.5
	Seed            uint64  `json:"seed"`             // of all random streams; 0 to MaxSeed
}

// The bounds of a Recipe's fields.
const (
	MaxNameLength      = 80
	MaxHidden          = 8
	MaxWidth           = 2048
	MaxBatchSize       = 4096
	MaxEpochs          = 1000
	MinTrainingImages  = 100
	MaxTrainingImages  = 60000
	MinValidationShare = 0.01
	MaxValidationShare = 0.5
	MaxSeed            = 1<<53 - 1 // what a JSON number holds exactly
)

// Default returns the baseline: one hidden layer of 128 units, SGD at 0.01,
// 50 epochs on all images.
func Default() Recipe {
	return Recipe{
		Name:            "Baseline",
		Hidden:          []int{128},
		InputScaling:    dataset.Standard,
		Optimizer:       optim.Config{Method: "sgd", LearningRate: 0.01},
		BatchSize:       512,
		Epochs:          50,
		TrainingImages:  60000,
		ValidationShare: 0.1,
		Seed:            0,
	}
}

// ParameterCount returns how many numbers training the recipe changes.
func (r Recipe) ParameterCount() int {
	count, inputs := 0, dataset.Pixels
	for _, width := range append(slices.Clone(r.Hidden), dataset.Classes) {
		count += (inputs + 1) * width
		inputs = width
	}
	return count
}

// FieldError says what is wrong with one field of a recipe.
type FieldError struct {
	Field   string // JSON path: "epochs", "hidden[1]", "optimizer.momentum"
	Message string // to stand behind the field's label: "must be 1 to 1000"
}

// Errors is what is wrong with a recipe, one FieldError a field.
type Errors []FieldError

// Error lists all fields.
func (e Errors) Error() string {
	texts := make([]string, len(e))
	for i, f := range e {
		texts[i] = f.Field + " " + f.Message
	}
	return "recipe: " + strings.Join(texts, "; ")
}

// For returns the message for the field of that path, "" if it has none.
func (e Errors) For(field string) string {
	for _, f := range e {
		if f.Field == field {
			return f.Message
		}
	}
	return ""
}

// Validate returns what is wrong with the recipe, one error a field, or nil.
func (r Recipe) Validate() Errors {
	var errs Errors
	reject := func(field, format string, args ...any) {
		errs = append(errs, FieldError{field, fmt.Sprintf(format, args...)})
	}
	between := func(field string, v, low, high int) {
		if v < low || v > high {
			reject(field, "must be %d to %d", low, high)
		}
	}
	if len([]rune(r.Name)) > MaxNameLength {
		reject("name", "must have at most %d characters", MaxNameLength)
	}
	if len(r.Hidden) > MaxHidden {
		reject("hidden", "must have at most %d layers", MaxHidden)
	}
	for i, width := range r.Hidden {
		between(fmt.Sprintf("hidden[%d]", i), width, 1, MaxWidth)
	}
	if !r.InputScaling.Valid() {
		reject("input_scaling", "must be one of %s", joined(dataset.Scalings()))
	}
	for _, p := range r.Optimizer.Validate() {
		reject("optimizer."+p.Field, "%s", p.Message)
	}
	between("batch_size", r.BatchSize, 1, MaxBatchSize)
	between("epochs", r.Epochs, 1, MaxEpochs)
	between("training_images", r.TrainingImages, MinTrainingImages, MaxTrainingImages)
	if !(r.ValidationShare >= MinValidationShare && r.ValidationShare <= MaxValidationShare) {
		reject("validation_share", "must be %g to %g", MinValidationShare, MaxValidationShare)
	}
	if r.Seed > MaxSeed {
		reject("seed", "must be 0 to %d", uint64(MaxSeed))
	}
	return errs
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = string(v)
	}
	return strings.Join(texts, ", ")
}
