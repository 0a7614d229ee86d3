package store

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"atelier/core/dataset"
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

	base   train.Recipe      // holds what the panel does not offer
	texts  map[string]string // all fields but the hidden widths
	hidden []string          // a text for each layer
}

// The fields of a recipe that the panel offers, besides the hidden widths and
// the optimizer's hyperparameters; see HiddenField and HyperparameterField for
// those.
const (
	Name              = "name"
	Activation        = "activation"
	Initialiser       = "initialiser"
	BatchNorm         = "batch_norm" // one of BatchNorms
	BatchNormMomentum = "batch_norm.momentum"
	BatchNormEpsilon  = "batch_norm.epsilon"
	Dropout           = "dropout"
	Method            = "optimizer.method"
	LearningRate      = "optimizer.learning_rate"
	InputScaling      = "input_scaling"
	BatchSize         = "batch_size"
	Epochs            = "epochs"
	TrainingImages    = "training_images"
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

// NewDraft returns the draft that shows a recipe.
func NewDraft(r train.Recipe) *Draft {
	d := &Draft{
		base: r,
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
			InputScaling:      string(r.InputScaling),
			BatchSize:         strconv.Itoa(r.BatchSize),
			Epochs:            strconv.Itoa(r.Epochs),
			TrainingImages:    strconv.Itoa(r.TrainingImages),
			Seed:              strconv.FormatUint(r.Seed, 10),
			Repeats:           "1",
		},
	}
	for _, width := range r.Hidden {
		d.hidden = append(d.hidden, strconv.Itoa(width))
	}
	d.writeHyperparameters(r.Optimizer)
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

// Hyperparameters returns those that the draft's optimizer has.
func (d *Draft) Hyperparameters() []optim.Hyperparameter {
	m, _ := optim.ByName(d.texts[Method])
	return m.Hyperparameters
}

// writeHyperparameters sets the texts of the optimizer's hyperparameters in
// place of those of another.
func (d *Draft) writeHyperparameters(c optim.Config) {
	maps.DeleteFunc(d.texts, func(field, _ string) bool {
		return strings.HasPrefix(field, HyperparameterField("")) && field != Method && field != LearningRate
	})
	for _, h := range d.Hyperparameters() {
		text := written(c.Value(h.Name))
		if h.Boolean {
			text = strconv.FormatBool(c.Value(h.Name) == 1)
		}
		d.texts[HyperparameterField(h.Name)] = text
	}
}

// Text returns a field's text.
func (d *Draft) Text(field string) string {
	if layer, ok := d.layer(field); ok {
		return d.hidden[layer]
	}
	return d.texts[field]
}

// IsBaseline reports whether nothing differs from the default recipe.
func (d *Draft) IsBaseline() bool {
	base := NewDraft(train.Default())
	return maps.Equal(d.texts, base.texts) && slices.Equal(d.hidden, base.hidden)
}

// Layers returns how many hidden layers there are.
func (d *Draft) Layers() int { return len(d.hidden) }

// Widths returns the hidden widths, 0 for those whose text is no width.
func (d *Draft) Widths() []int {
	widths := make([]int, len(d.hidden))
	for i := range d.hidden {
		if d.Errors.For(HiddenField(i)) == "" {
			widths[i] = d.Recipe.Hidden[i]
		}
	}
	return widths
}

// Typed returns the draft with another text in one field. A field that it
// does not have is left alone.
func (d *Draft) Typed(field, text string) *Draft {
	next := d.clone()
	if layer, ok := d.layer(field); ok {
		next.hidden[layer] = text
	} else if _, ok := d.texts[field]; ok {
		next.texts[field] = text
	}
	if field == Method {
		next.writeHyperparameters(optim.Config{Method: text})
	}
	next.read()
	return next
}

// WithLayer returns the draft with one more hidden layer in front of the
// outputs, as wide as the one before it.
func (d *Draft) WithLayer() *Draft {
	if len(d.hidden) >= train.MaxHidden {
		return d
	}
	width := strconv.Itoa(train.Default().Hidden[0])
	if n := len(d.hidden); n > 0 {
		width = d.hidden[n-1]
	}
	next := d.clone()
	next.hidden = append(next.hidden, width)
	next.read()
	return next
}

// WithoutLayer returns the draft without one hidden layer; the first is 0.
func (d *Draft) WithoutLayer(layer int) *Draft {
	if layer < 0 || layer >= len(d.hidden) {
		return d
	}
	next := d.clone()
	next.hidden = slices.Delete(next.hidden, layer, layer+1)
	next.read()
	return next
}

// Stepped returns the draft with one hidden layer widened, or narrowed, to the
// next power of two. A text that is no width is left alone.
func (d *Draft) Stepped(layer int, wider bool) *Draft {
	if layer < 0 || layer >= len(d.hidden) || d.Errors.For(HiddenField(layer)) != "" {
		return d
	}
	width := d.Recipe.Hidden[layer]
	if wider {
		width = min(1<<bits.Len(uint(width)), train.MaxWidth)
	} else {
		width = max(1<<bits.Len(uint(width-1))>>1, 1)
	}
	return d.Typed(HiddenField(layer), strconv.Itoa(width))
}

func (d *Draft) clone() *Draft {
	return &Draft{base: d.base, texts: maps.Clone(d.texts), hidden: slices.Clone(d.hidden)}
}

// layer returns which hidden layer's width the field is, if it is one that
// the draft has.
func (d *Draft) layer(field string) (layer int, ok bool) {
	for i := range d.hidden {
		if field == HiddenField(i) {
			return i, true
		}
	}
	return 0, false
}

// read sets Recipe and Errors from the texts.
func (d *Draft) read() {
	r := d.base
	d.Errors = nil
	count := func(field string, into *int) { readField(d, field, d.texts[field], into, wholeNumber) }
	number := func(field string, into *float64) { readField(d, field, d.texts[field], into, number64) }

	r.Name = strings.TrimSpace(d.texts[Name])
	r.Hidden = make([]int, len(d.hidden))
	for i, text := range d.hidden {
		r.Hidden[i] = 1 // allowed, so that Validate has nothing to add
		readField(d, HiddenField(i), text, &r.Hidden[i], wholeNumber)
	}
	r.Activation, r.Initialiser = d.texts[Activation], d.texts[Initialiser]
	r.BatchNorm.Enabled = d.texts[BatchNorm] != BatchNormOff
	r.BatchNorm.AfterActivation = d.texts[BatchNorm] == BatchNormAfter
	number(BatchNormMomentum, &r.BatchNorm.Momentum)
	number(BatchNormEpsilon, &r.BatchNorm.Epsilon)
	number(Dropout, &r.Dropout)
	r.Optimizer = optim.Config{Method: d.texts[Method], LearningRate: d.base.Optimizer.LearningRate}
	number(LearningRate, &r.Optimizer.LearningRate)
	d.readHyperparameters(&r.Optimizer)
	r.InputScaling = dataset.Scaling(d.texts[InputScaling])
	count(BatchSize, &r.BatchSize)
	count(Epochs, &r.Epochs)
	count(TrainingImages, &r.TrainingImages)
	readField(d, Seed, d.texts[Seed], &r.Seed, seed)

	d.Repeats = 1
	count(Repeats, &d.Repeats)
	if d.Repeats < 1 || d.Repeats > MaxRepeats {
		d.Errors = append(d.Errors, train.FieldError{Field: Repeats, Message: fmt.Sprintf("must be 1 to %d", MaxRepeats)})
	} else if r.Seed <= train.MaxSeed && r.Seed+uint64(d.Repeats)-1 > train.MaxSeed {
		d.Errors = append(d.Errors, train.FieldError{Field: Repeats, Message: "leads to a seed that is too large"})
	}

	d.Recipe = r
	d.Errors = append(d.Errors, r.Validate()...)
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
