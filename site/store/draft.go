package store

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"atelier/core/optim"
	"atelier/core/train"
)

// Draft is the recipe in the panel, as typed: "0.050" stays "0.050". Fields
// are named by their paths in a recipe's JSON, as in train.FieldError. A Draft
// is never changed; its methods return a new one.
type Draft struct {
	// Recipe is what the texts say. Where Errors names a field whose text
	// could not be read, it holds the default.
	Recipe train.Recipe
	Errors train.Errors
	// Repeats is under how many seeds the recipe is to be trained, from its own
	// on.
	Repeats int
	// Begin says whose weights the runs are to begin with; nil: initialised ones.
	Begin *Begin

	begunWith train.Recipe      // Begin: what these weights were trained by
	texts     map[string]string // all fields but the hidden widths
	hidden    []string          // a text for each layer
}

// The fields of a recipe that the panel offers, besides each hidden width,
// the optimizer's hyperparameters and what the schedule's kind reads; see
// HiddenField, HyperparameterField and ScheduleField for those.
const (
	Name              = "name"
	Hidden            = "hidden" // all widths together: see Draft.Shape
	Activation        = "activation"
	Initialiser       = "initialiser"
	BatchNorm         = "batch_norm" // one of BatchNorms
	BatchNormMomentum = "batch_norm.momentum"
	BatchNormEpsilon  = "batch_norm.epsilon"
	Dropout           = "dropout"
	Method            = "optimizer.method"
	LearningRate      = "optimizer.learning_rate"
	ScheduleKind      = "schedule.kind"
	ScheduleEvery     = "schedule.every"
	Warmup            = "schedule.warmup"
	GradientClipping  = "gradient_clipping"
	LabelSmoothing    = "label_smoothing"
	InputScaling      = "input_scaling"
	BatchSize         = "batch_size"
	Epochs            = "epochs"
	Patience          = "patience"
	TrainingImages    = "training_images"
	ValidationShare   = "validation_share"
	Seed              = "seed"
	// Repeats is no field of a recipe: see Draft.Repeats.
	Repeats = "repeats"
)

// MaxRepeats bounds Draft.Repeats.
const MaxRepeats = 20

// The texts of BatchNorm.
const (
	BatchNormOff    = "off"
	BatchNormBefore = "before" // the activation
	BatchNormAfter  = "after"
)

// BatchNorms returns the texts of BatchNorm.
func BatchNorms() []string { return []string{BatchNormOff, BatchNormBefore, BatchNormAfter} }

// HiddenField returns the path of a hidden layer's width; the first is 0.
func HiddenField(layer int) string { return fmt.Sprintf("hidden[%d]", layer) }

// HyperparameterField returns the path of a hyperparameter of the optimizer.
func HyperparameterField(name string) string { return "optimizer." + name }

// ScheduleField returns the path of a setting of the schedule.
func ScheduleField(name string) string { return "schedule." + name }

// NewDraft returns the draft that shows a recipe.
func NewDraft(r train.Recipe) *Draft {
	if r.Schedule == (optim.Schedule{}) {
		r.Schedule = optim.Constant()
	}
	d := &Draft{
		texts: map[string]string{
			Name:              r.Name,
			Activation:        r.Activation,
			Initialiser:       r.Initialiser,
			BatchNorm:         batchNorm(r.BatchNorm),
			BatchNormMomentum: written(r.BatchNorm.Momentum),
			BatchNormEpsilon:  written(r.BatchNorm.Epsilon),
			Dropout:           written(r.Dropout),
			Method:            r.Optimizer.Method,
			LearningRate:      written(r.Optimizer.LearningRate),
			ScheduleKind:      r.Schedule.Kind,
			ScheduleEvery:     r.Schedule.Every,
			Warmup:            strconv.Itoa(r.Schedule.Warmup),
			GradientClipping:  written(r.GradientClipping),
			LabelSmoothing:    written(r.LabelSmoothing),
			InputScaling:      string(r.InputScaling),
			BatchSize:         strconv.Itoa(r.BatchSize),
			Epochs:            strconv.Itoa(r.Epochs),
			Patience:          strconv.Itoa(r.Patience),
			TrainingImages:    strconv.Itoa(r.TrainingImages),
			ValidationShare:   written(r.ValidationShare),
			Seed:              strconv.FormatUint(r.Seed, 10),
			Repeats:           "1",
		},
	}
	for _, width := range r.Hidden {
		d.hidden = append(d.hidden, strconv.Itoa(width))
	}
	d.writeHyperparameters(r.Optimizer)
	d.writeSchedule(r.Schedule)
	d.read()
	return d
}

func written(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func batchNorm(b train.BatchNorm) string {
	switch {
	case !b.Enabled:
		return BatchNormOff
	case b.AfterActivation:
		return BatchNormAfter
	}
	return BatchNormBefore
}

// isHyperparameter reports whether the field is one of an optimizer's own.
func isHyperparameter(field string) bool {
	return strings.HasPrefix(field, HyperparameterField("")) && field != Method && field != LearningRate
}

// Hyperparameters returns those that the draft's optimizer has.
func (d *Draft) Hyperparameters() []optim.Hyperparameter {
	m, _ := optim.ByName(d.texts[Method])
	return m.Hyperparameters
}

// writeHyperparameters sets the texts of the optimizer's hyperparameters in
// place of those of another.
func (d *Draft) writeHyperparameters(c optim.Config) {
	maps.DeleteFunc(d.texts, func(field, _ string) bool { return isHyperparameter(field) })
	for _, h := range d.Hyperparameters() {
		text := written(c.Value(h.Name))
		if h.Boolean {
			text = strconv.FormatBool(c.Value(h.Name) == 1)
		}
		d.texts[HyperparameterField(h.Name)] = text
	}
}

// ScheduleFields returns the paths of what the draft's kind of schedule reads.
func (d *Draft) ScheduleFields() []string {
	var fields []string
	for _, kind := range optim.Schedules() {
		if kind.Name == d.texts[ScheduleKind] {
			for _, name := range kind.Fields {
				fields = append(fields, ScheduleField(name))
			}
		}
	}
	return fields
}

// writeSchedule sets the texts of what only some kinds of schedule read.
func (d *Draft) writeSchedule(s optim.Schedule) {
	d.texts[ScheduleField("step_size")] = strconv.Itoa(s.StepSize)
	d.texts[ScheduleField("gamma")] = written(s.Gamma)
	d.texts[ScheduleField("length")] = strconv.Itoa(s.Length)
	d.texts[ScheduleField("minimum")] = written(s.Minimum)
}

// Text returns a field's text.
func (d *Draft) Text(field string) string {
	if layer, ok := d.layer(field); ok {
		return d.hidden[layer]
	}
	return d.texts[field]
}

// Same reports whether every text is as in the other draft, and the weights to
// begin with.
func (d *Draft) Same(other *Draft) bool {
	return d.Begin == other.Begin && maps.Equal(d.texts, other.texts) && slices.Equal(d.hidden, other.hidden)
}

// Typed returns the draft with another text in one field. A field that it
// does not have is left alone. What a choice takes out of sight has its default
// from then on, so that nothing unseen is wrong.
func (d *Draft) Typed(field, text string) *Draft {
	next := d.clone()
	if layer, ok := d.layer(field); ok {
		next.hidden[layer] = text
	} else if _, ok := d.texts[field]; ok {
		next.texts[field] = text
	}
	switch field {
	case Method:
		next.writeHyperparameters(optim.Config{Method: text})
	case ScheduleKind:
		next.writeSchedule(optim.Constant())
	case BatchNorm:
		if text == BatchNormOff {
			standard := train.Default().BatchNorm
			next.texts[BatchNormMomentum], next.texts[BatchNormEpsilon] = written(standard.Momentum), written(standard.Epsilon)
		}
	}
	next.read()
	return next
}

func (d *Draft) clone() *Draft {
	return &Draft{Begin: d.Begin, begunWith: d.begunWith, texts: maps.Clone(d.texts), hidden: slices.Clone(d.hidden)}
}
