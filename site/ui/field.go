package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// form renders the fields of a draft.
type form struct {
	draft *store.Draft
	base  *store.Draft // the baseline's
	hint  string       // the field whose explanation is open
}

// fields renders several fields, each followed by its explanation.
func (f form) fields(names ...string) vecty.List {
	var list vecty.List
	for _, name := range names {
		list = append(list, f.field(name), explanation(name, f.draft.Recipe, f.hint))
	}
	return list
}

// field is a labelled control for one field of the recipe: the label above, the
// unit beside, what is wrong, and what the baseline has, beneath.
func (f form) field(name string) *vecty.HTML {
	var control *vecty.HTML
	if choices := f.draft.Choices(name); choices != nil {
		control = f.choice(name, choices)
	} else {
		unit := text.Unit(name, f.draft.Text(store.ScheduleEvery))
		if name == store.Repeats && len(f.draft.Errors) == 0 {
			unit = text.Seeds(f.draft.Recipe.Seed, f.draft.Repeats)
		}
		control = elem.Span(class("ctl"),
			input(f.draft, name, mode(name), vecty.Markup(prop.ID(name))),
			vecty.If(unit != "", span(unit, class("unit"))),
		)
	}
	label := text.Field(name, f.draft.Text(store.Method))
	difference := f.draft.From(f.base, name)
	return elem.Div(vecty.Markup(vecty.ClassMap{"field": true, "bad": f.draft.Errors.For(name) != "", "diff": difference.Differs}),
		elem.Label(vecty.Markup(prop.For(name)), vecty.Text(label)),
		why(name, label, f.hint),
		control,
		complaint(f.draft, name, ""),
		was(name, difference),
	)
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

// choice is the list of what a field can be.
func (f form) choice(name string, choices []string) *vecty.HTML {
	var options []option
	for _, c := range choices {
		options = append(options, option{c, text.Value(name, c)})
	}
	bad := f.draft.Errors.For(name) != ""
	return list(name, f.draft.Text(name), options,
		vecty.Attribute("aria-invalid", yesNo(bad)),
		vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(name))),
	)
}

// was says what the baseline has, in a field that differs from it.
func was(name string, d store.Difference) *vecty.HTML {
	words := ""
	if d.Differs {
		words = text.Was(name, d.Was, d.Default)
	}
	return elem.Span(class("was"), vecty.Markup(vecty.Property("hidden", !d.Differs)), vecty.Text(words))
}

// option is one of the values of a choice: the text it stands for, and its
// label.
type option struct{ value, label string }

// list is the bare list of options, of which the one of that value is chosen.
func list(name, value string, options []option, markup ...vecty.Applyer) *vecty.HTML {
	var children vecty.List
	for _, o := range options {
		children = append(children, elem.Option(
			vecty.Markup(prop.Value(o.value), vecty.Property("selected", value == o.value)),
			vecty.Text(o.label),
		))
	}
	markup = append(markup, prop.ID(name), vecty.Attribute("name", name))
	return elem.Span(class("select"), elem.Select(vecty.Markup(markup...), children))
}

// input is the bare input, tied to its complaint.
func input(d *store.Draft, name, mode string, markup ...vecty.MarkupOrChild) *vecty.HTML {
	bad := d.Errors.For(name) != ""
	return elem.Input(append(markup, vecty.Markup(
		vecty.Attribute("name", name),
		vecty.Attribute("inputmode", mode),
		vecty.Attribute("autocomplete", "off"),
		vecty.Attribute("aria-invalid", yesNo(bad)),
		vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(name))),
		prop.Value(d.Text(name)),
	))...)
}

// complaint says what is wrong with a field, behind some words that name it
// where no label does; it is there but hidden while nothing is wrong.
func complaint(d *store.Draft, name, about string) *vecty.HTML {
	message := d.Errors.For(name)
	if message != "" && about != "" {
		message = about + " " + message
	}
	return elem.Paragraph(class("msg", "err"),
		vecty.Markup(prop.ID(complaintID(name)), vecty.Property("hidden", message == "")),
		vecty.Text(text.FieldMessage(message)),
	)
}

func complaintID(name string) string { return name + "-message" }
