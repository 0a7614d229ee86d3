package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// field is a labelled input for one field of the recipe: the label above, the
// unit beside, what is wrong beneath. mode is the keyboard that phones show.
func field(d *store.Draft, name, label, mode, unit string) *vecty.HTML {
	return labelled(d, name, label, elem.Span(class("ctl"),
		input(d, name, mode, vecty.Markup(prop.ID(name))),
		vecty.If(unit != "", span(unit, class("unit"))),
	))
}

// option is one of the values of a choice: the text it stands for, and its
// label.
type option struct{ value, label string }

// choice is a labelled list of options for one field of the recipe.
func choice(d *store.Draft, name, label string, options []option) *vecty.HTML {
	bad := d.Errors.For(name) != ""
	return labelled(d, name, label, list(name, d.Text(name), options,
		vecty.Attribute("aria-invalid", yesNo(bad)),
		vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(name))),
	))
}

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

// labelled puts the label over a control with that name's ID, and what is
// wrong beneath it.
func labelled(d *store.Draft, name, label string, control *vecty.HTML) *vecty.HTML {
	return elem.Div(vecty.Markup(vecty.ClassMap{"field": true, "bad": d.Errors.For(name) != ""}),
		elem.Label(vecty.Markup(prop.For(name)), vecty.Text(label)),
		control,
		complaint(d, name, ""),
	)
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
