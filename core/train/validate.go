package train

import (
	"fmt"
	"strings"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
)

// Validate returns what is wrong with the recipe, one error a field, or nil.
func (r Recipe) Validate() Errors {
	var v validator
	if len([]rune(r.Name)) > MaxNameLength {
		v.reject("name", "must have at most %d characters", MaxNameLength)
	}
	r.validateNetwork(&v)
	if !r.InputScaling.Valid() {
		v.reject("input_scaling", "must be one of %s", joined(dataset.Scalings()))
	}
	v.add("optimizer", r.Optimizer.Validate())
	v.add("schedule", r.Schedule.Validate())
	v.between("gradient_clipping", r.GradientClipping, 0, MaxClipping)
	v.between("label_smoothing", r.LabelSmoothing, 0, MaxLabelSmoothing)
	if r.BatchNorm.Enabled && r.BatchSize == 1 {
		v.reject("batch_size", "must be at least 2 with batch normalisation")
	} else {
		v.count("batch_size", r.BatchSize, 1, MaxBatchSize)
	}
	v.count("epochs", r.Epochs, 1, MaxEpochs)
	v.count("patience", r.Patience, 0, MaxEpochs)
	v.count("training_images", r.TrainingImages, MinTrainingImages, MaxTrainingImages)
	v.between("validation_share", r.ValidationShare, MinValidationShare, MaxValidationShare)
	if r.Seed > MaxSeed {
		v.reject("seed", "must be 0 to %d", uint64(MaxSeed))
	}
	if v.errs == nil {
		if memory := r.Cost().Memory; uint64(memory) > MaxMemory {
			v.reject("hidden", "needs %d MB of memory, more than %d", memory>>20, MaxMemory>>20)
		}
	}
	return v.errs
}

func (r Recipe) validateNetwork(v *validator) {
	if len(r.Hidden) > MaxHidden {
		v.reject("hidden", "must have at most %d layers", MaxHidden)
	}
	for i, width := range r.Hidden {
		v.count(fmt.Sprintf("hidden[%d]", i), width, 1, MaxWidth)
	}
	if _, ok := nn.ActivationByName(r.Activation); !ok {
		v.reject("activation", "must be one of %s", strings.Join(nn.ActivationNames(), ", "))
	}
	if _, ok := nn.InitialiserByName(r.Initialiser); !ok {
		v.reject("initialiser", "must be one of %s", strings.Join(nn.InitialiserNames(), ", "))
	}
	v.share("batch_norm.momentum", r.BatchNorm.Momentum)
	v.share("batch_norm.epsilon", r.BatchNorm.Epsilon)
	v.between("dropout", r.Dropout, 0, MaxDropout)
}

// validator collects what is wrong. NaN is out of every range.
type validator struct{ errs Errors }

func (v *validator) reject(field, format string, args ...any) {
	v.errs = append(v.errs, FieldError{field, fmt.Sprintf(format, args...)})
}

func (v *validator) count(field string, n, low, high int) {
	if n < low || n > high {
		v.reject(field, "must be %d to %d", low, high)
	}
}

func (v *validator) between(field string, x, low, high float64) {
	if !(x >= low && x <= high) {
		v.reject(field, "must be %g to %g", low, high)
	}
}

func (v *validator) share(field string, x float64) {
	if !(x > 0 && x <= 1) {
		v.reject(field, "must be above 0 and at most 1")
	}
}

func (v *validator) add(field string, problems optim.Problems) {
	for _, p := range problems {
		v.reject(joinPath(field, p.Field), "%s", p.Message)
	}
}

// joinPath returns the path of a field within another, or of that one itself.
func joinPath(field, within string) string {
	if within == "" {
		return field
	}
	return field + "." + within
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = string(v)
	}
	return strings.Join(texts, ", ")
}
