package store

import (
	"fmt"
	"slices"
	"strings"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/text"
)

// Vary is a field of the recipe that is to be varied, and the values that it is
// to take.
type Vary struct {
	Field string
	// Values is a text of several values, as typed; of a choice, the chosen ones.
	Values string
}

// MaxVariants bounds how many values a field can be varied over.
const MaxVariants = 12

// NewVary varies a field, beginning with the value that it has in the draft.
func NewVary(d *Draft, field string) Vary {
	value := d.Text(field)
	if field == Hidden {
		value = d.Shape()
	}
	return Vary{field, value}
}

// Varied returns what is to be varied: what was chosen last, if the draft still
// has it, or else the optimizer.
func (s State) Varied() Vary {
	if slices.Contains(s.Draft.Variables(), s.Design.Vary.Field) {
		return s.Design.Vary
	}
	return NewVary(s.Draft, Method)
}

// Variables returns the fields that can be varied.
func (d *Draft) Variables() []string {
	fields := []string{Method, LearningRate}
	for _, h := range d.Hyperparameters() {
		fields = append(fields, HyperparameterField(h.Name))
	}
	fields = append(fields, ScheduleKind)
	fields = append(fields, d.ScheduleFields()...)
	return append(fields, Warmup, Hidden, Activation, Initialiser, BatchNorm, Dropout, LabelSmoothing,
		GradientClipping, BatchSize, Epochs, TrainingImages, InputScaling)
}

// Choices returns the texts that a field chooses from, nil if it is typed.
func (d *Draft) Choices(field string) []string {
	var texts []string
	switch field {
	case Method:
		return optim.Names()
	case Activation:
		return nn.ActivationNames()
	case Initialiser:
		return nn.InitialiserNames()
	case BatchNorm:
		return BatchNorms()
	case ScheduleKind:
		for _, k := range optim.Schedules() {
			texts = append(texts, k.Name)
		}
	case ScheduleEvery:
		return []string{"epoch", "batch"}
	case InputScaling:
		for _, s := range dataset.Scalings() {
			texts = append(texts, string(s))
		}
	}
	for _, h := range d.Hyperparameters() {
		if field == HyperparameterField(h.Name) && h.Boolean {
			return []string{"false", "true"}
		}
	}
	return texts
}

// List returns the values one by one: choices in the order in which they are
// offered, others as typed.
func (v Vary) List(d *Draft) []string {
	separator := ","
	if v.Field == Hidden {
		separator = ";"
	}
	var list []string
	for value := range strings.SplitSeq(v.Values, separator) {
		if value = strings.TrimSpace(value); value != "" {
			list = append(list, value)
		}
	}
	if choices := d.Choices(v.Field); choices != nil {
		return slices.DeleteFunc(choices, func(c string) bool { return !slices.Contains(list, c) })
	}
	return list
}

// Problem is what is wrong with a value; with the whole if there is none.
type Problem struct{ Value, Message string }

// Variants returns the recipes that the values make of the draft, each named
// after what it varies, or what is wrong with the values.
func (v Vary) Variants(d *Draft) ([]train.Recipe, Problem) {
	var recipes []train.Recipe
	values := v.List(d)
	for i, value := range values {
		variant := d.varied(v.Field, value)
		if message := variant.newError(d, v.Field); message != "" {
			return nil, Problem{value, message}
		}
		if slices.ContainsFunc(values[:i], func(other string) bool { return sameVariant(v.Field, value, other) }) {
			return nil, Problem{value, "is there twice"}
		}
		r := variant.Recipe
		r.Name = text.Variant(v.Field, value, d.Recipe.Optimizer.Method)
		recipes = append(recipes, r)
	}
	switch {
	case len(values) < 2:
		return nil, Problem{"", "at least two values are needed"}
	case len(values) > MaxVariants:
		return nil, Problem{"", fmt.Sprintf("at most %d values can be trained at a time", MaxVariants)}
	}
	return recipes, Problem{}
}

// varied returns the draft with another value of a field that can be varied.
func (d *Draft) varied(field, value string) *Draft {
	if field == Hidden {
		return d.Shaped(value)
	}
	return d.Typed(field, value)
}

// newError returns what is wrong with the field, in a variant of another
// draft, or with any field that was right there.
func (d *Draft) newError(before *Draft, field string) string {
	if message := d.Errors.For(field); message != "" {
		return message
	}
	for _, e := range d.Errors {
		if strings.HasPrefix(e.Field, field) {
			return e.Message
		}
		if before.Errors.For(e.Field) == "" {
			return fmt.Sprintf("does not go with %s, which %s", text.Field(e.Field, d.Recipe.Optimizer.Method), e.Message)
		}
	}
	return ""
}

func sameVariant(field, a, b string) bool {
	if field == Hidden {
		return slices.EqualFunc(strings.Split(a, ","), strings.Split(b, ","), func(x, y string) bool {
			return sameValue(strings.TrimSpace(x), strings.TrimSpace(y))
		})
	}
	return sameValue(a, b)
}

type (
	// VaryField asks for another field to be varied.
	VaryField struct{ Field string }
	// VaryTyped says that the text of the values is another one.
	VaryTyped struct{ Text string }
	// VaryToggled adds a choice to the values, or takes it away.
	VaryToggled struct{ Value string }
	// TrainVariants asks for all variants to be trained, each under as many
	// seeds as the panel says.
	TrainVariants struct{}
)

func (VaryField) action()     {}
func (VaryTyped) action()     {}
func (VaryToggled) action()   {}
func (TrainVariants) action() {}

func (a VaryField) on(s State) State {
	if slices.Contains(s.Draft.Variables(), a.Field) {
		s.Design.Vary = NewVary(s.Draft, a.Field)
	}
	return s
}

func (a VaryTyped) on(s State) State {
	s.Design.Vary = Vary{s.Varied().Field, a.Text}
	return s
}

func (a VaryToggled) on(s State) State {
	v := s.Varied()
	chosen := v.List(s.Draft)
	if i := slices.Index(chosen, a.Value); i >= 0 {
		chosen = slices.Delete(chosen, i, i+1)
	} else {
		chosen = append(chosen, a.Value)
	}
	s.Design.Vary = Vary{v.Field, strings.Join(chosen, ",")}
	return s
}

func (TrainVariants) on(s State) State {
	recipes, problem := s.Varied().Variants(s.Draft)
	if problem != (Problem{}) || !s.CanTrain() {
		return s
	}
	s = enqueueAll(s, recipes, s.Draft.Begin, s.Draft.Repeats)
	s.Design.Panel = Closed
	return s
}
