package store

import (
	"fmt"
	"strconv"
	"strings"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
)

// read sets Recipe and Errors from the texts.
func (d *Draft) read() {
	r := train.Default()
	d.Errors = nil
	r.Name = strings.TrimSpace(d.texts[Name])
	d.readLayers(&r)
	d.readOptimizer(&r)
	d.readData(&r)
	d.readRepeats(r.Seed)
	d.Recipe = r
	d.Errors = append(d.Errors, r.Validate()...)
	d.readBegin(r)
}

func (d *Draft) count(field string, into *int) {
	readField(d, field, d.texts[field], into, wholeNumber)
}

func (d *Draft) number(field string, into *float64) {
	readField(d, field, d.texts[field], into, number64)
}

func (d *Draft) readLayers(r *train.Recipe) {
	r.Hidden = make([]int, len(d.hidden))
	for i, text := range d.hidden {
		r.Hidden[i] = 1 // allowed, so that Validate has nothing to add
		readField(d, HiddenField(i), text, &r.Hidden[i], wholeNumber)
	}
	r.Activation, r.Initialiser = d.texts[Activation], d.texts[Initialiser]
	r.BatchNorm.Enabled = d.texts[BatchNorm] != BatchNormOff
	r.BatchNorm.AfterActivation = d.texts[BatchNorm] == BatchNormAfter
	d.number(BatchNormMomentum, &r.BatchNorm.Momentum)
	d.number(BatchNormEpsilon, &r.BatchNorm.Epsilon)
	d.number(Dropout, &r.Dropout)
}

func (d *Draft) readOptimizer(r *train.Recipe) {
	r.Optimizer.Method = d.texts[Method]
	d.number(LearningRate, &r.Optimizer.LearningRate)
	d.readHyperparameters(&r.Optimizer)
	r.Schedule.Kind, r.Schedule.Every = d.texts[ScheduleKind], d.texts[ScheduleEvery]
	d.count(Warmup, &r.Schedule.Warmup)
	d.count(ScheduleField("step_size"), &r.Schedule.StepSize)
	d.number(ScheduleField("gamma"), &r.Schedule.Gamma)
	d.count(ScheduleField("length"), &r.Schedule.Length)
	d.number(ScheduleField("minimum"), &r.Schedule.Minimum)
	d.number(GradientClipping, &r.GradientClipping)
	d.number(LabelSmoothing, &r.LabelSmoothing)
}

func (d *Draft) readData(r *train.Recipe) {
	r.InputScaling = dataset.Scaling(d.texts[InputScaling])
	d.count(BatchSize, &r.BatchSize)
	d.count(Epochs, &r.Epochs)
	d.count(Patience, &r.Patience)
	d.count(TrainingImages, &r.TrainingImages)
	d.number(ValidationShare, &r.ValidationShare)
	readField(d, Seed, d.texts[Seed], &r.Seed, seed)
}

// readRepeats reads how many seeds there are, the first of them given.
func (d *Draft) readRepeats(first uint64) {
	d.Repeats = 1
	d.count(Repeats, &d.Repeats)
	if d.Repeats < 1 || d.Repeats > MaxRepeats {
		d.Errors = append(d.Errors, train.FieldError{Field: Repeats, Message: fmt.Sprintf("must be 1 to %d", MaxRepeats)})
	} else if first <= train.MaxSeed && first+uint64(d.Repeats)-1 > train.MaxSeed {
		d.Errors = append(d.Errors, train.FieldError{Field: Repeats, Message: "leads to a seed that is too large"})
	}
}

// readHyperparameters sets those that differ from their defaults.
func (d *Draft) readHyperparameters(c *optim.Config) {
	for _, h := range d.Hyperparameters() {
		value, read := h.Default, number64
		if h.Boolean {
			read = onOff
		}
		field := HyperparameterField(h.Name)
		readField(d, field, d.texts[field], &value, read)
		if value == h.Default {
			continue
		}
		if c.Hyperparameters == nil {
			c.Hyperparameters = map[string]float64{}
		}
		c.Hyperparameters[h.Name] = value
	}
}

// readField reads a text into its place, or notes what it should have been
// and leaves the place alone.
func readField[T any](d *Draft, field, text string, into *T, read func(string) (T, string)) {
	value, complaint := read(strings.TrimSpace(text))
	if complaint != "" {
		d.Errors = append(d.Errors, train.FieldError{Field: field, Message: complaint})
		return
	}
	*into = value
}

func wholeNumber(text string) (int, string) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, "must be a whole number"
	}
	return n, ""
}

func seed(text string) (uint64, string) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, "must be a whole number, 0 or more"
	}
	return n, ""
}

func number64(text string) (float64, string) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, "must be a number"
	}
	return x, ""
}

func onOff(text string) (float64, string) {
	switch text {
	case "true":
		return 1, ""
	case "false":
		return 0, ""
	}
	return 0, "must be true or false"
}
