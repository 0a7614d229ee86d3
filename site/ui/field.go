package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/link"
	"atelier/site/store"
	"atelier/site/text"
)

// Field is a labelled control for one field of the recipe, with its
// explanation: the label above, the unit beside, what is wrong, and what the
// baseline has, beneath. Each is a component of its own, so that typing in one
// leaves the others alone.
type Field struct {
	vecty.Core
	Name       string           `vecty:"prop"` // "" is no field at all
	Label      string           `vecty:"prop"`
	Text       string           `vecty:"prop"`
	Choices    []string         `vecty:"prop"` // nil if it is typed
	Unit       string           `vecty:"prop"`
	Message    string           `vecty:"prop"` // what is wrong; "" is nothing
	Difference store.Difference `vecty:"prop"` // from the baseline
	Fixed      bool             `vecty:"prop"` // by a lesson
	Open       bool             `vecty:"prop"` // its explanation is
	Hint       text.Hint        `vecty:"prop"` // the explanation, if it is open
}

// Copy implements vecty.Copier; see the package comment.
func (c *Field) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Field) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Field)
	return ok && p.Name == c.Name && p.Label == c.Label && p.Text == c.Text && slices.Equal(p.Choices, c.Choices) &&
		p.Unit == c.Unit && p.Message == c.Message && p.Difference == c.Difference && p.Fixed == c.Fixed && p.Open == c.Open && p.Hint == c.Hint
}

// Render implements vecty.Component.
func (c *Field) Render() vecty.ComponentOrHTML {
	if c.Name == "" {
		return nil
	}
	return elem.Div(class("pair"),
		elem.Div(vecty.Markup(vecty.ClassMap{"field": true, "bad": c.Message != "", "diff": c.Difference.Differs}),
			elem.Label(vecty.Markup(prop.For(c.Name)), vecty.Text(c.Label)),
			why(c.Name, c.Label, c.Open),
			c.control(),
			complaint(c.Name, c.Message),
			was(c.Name, c.Difference),
		),
		explanation(c.Name, c.Hint, c.Open),
	)
}

// control is a list of choices, or an input with its unit.
func (c *Field) control() *vecty.HTML {
	if c.Choices == nil {
		return elem.Span(class("ctl"),
			input(c.Name, c.Text, c.Message, mode(c.Name), vecty.Markup(prop.ID(c.Name), prop.Disabled(c.Fixed))),
			vecty.If(c.Unit != "", span(c.Unit, class("unit"))),
		)
	}
	var options []option
	for _, value := range c.Choices {
		options = append(options, option{value, text.Value(c.Name, value)})
	}
	return list(c.Name, c.Text, options, append(validity(c.Name, c.Message), prop.Disabled(c.Fixed))...)
}

// form makes the fields of a draft.
type form struct {
	draft  *store.Draft
	base   *store.Draft // the baseline's
	hint   string       // the field whose explanation is open
	lesson *link.Lesson // nil if there is none
}

// field is one field of the draft.
func (f form) field(name string) *Field {
	may := store.Allowed(f.lesson, name)
	if may == store.Concealed {
		return &Field{}
	}
	c := &Field{
		Name:       name,
		Label:      text.Field(name, f.draft.Text(store.Method)),
		Text:       f.draft.Text(name),
		Choices:    f.draft.Choices(name),
		Unit:       text.Unit(name, f.draft.Text(store.ScheduleEvery)),
		Message:    f.draft.Errors.For(name),
		Difference: f.draft.From(f.base, name),
		Fixed:      may == store.Fixed,
	}
	if name == store.Repeats && f.draft.Errors.For(store.Seed) == "" && c.Message == "" {
		c.Unit = text.SeedRange(f.draft.Recipe.Seed, f.draft.Repeats)
	}
	return f.explained(c)
}

// explained opens the field's explanation, if it is the one that is open.
func (f form) explained(c *Field) *Field {
	if c.Open = c.Name == f.hint; c.Open {
		c.Hint, _ = text.Explain(c.Name, f.draft.Recipe)
	}
	return c
}

// fields are several fields in so many places. Those places that are left over
// stay empty, because of how vecty finds its place among components (see the
// package comment).
func (f form) fields(places int, names ...string) vecty.List {
	list := make(vecty.List, places)
	for i := range list {
		c := &Field{}
		if i < len(names) {
			c = f.field(names[i])
		}
		list[i] = c
	}
	return list
}

// mode is the keyboard that phones show for a field.
func mode(name string) string {
	whole := []string{store.Warmup, store.ScheduleField("step_size"), store.ScheduleField("length"),
		store.BatchSize, store.Epochs, store.Patience, store.TrainingImages, store.Seed, store.Repeats}
	if slices.Contains(whole, name) {
		return "numeric"
	}
	return "decimal"
}
