package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

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

// input is the bare input of a field with that text, tied to what is wrong with
// it.
func input(name, value, message, mode string, markup ...vecty.MarkupOrChild) *vecty.HTML {
	applied := append(validity(name, message),
		vecty.Attribute("name", name),
		vecty.Attribute("inputmode", mode),
		vecty.Attribute("autocomplete", "off"),
		prop.Value(value),
	)
	return elem.Input(append(markup, vecty.Markup(applied...))...)
}

// inputOf is the bare input of a field of the draft.
func inputOf(d *store.Draft, name, mode string, markup ...vecty.MarkupOrChild) *vecty.HTML {
	return input(name, d.Text(name), d.Errors.For(name), mode, markup...)
}

// validity ties a control to what is wrong with it.
func validity(name, message string) []vecty.Applyer {
	bad := message != ""
	return []vecty.Applyer{
		vecty.Attribute("aria-invalid", yesNo(bad)),
		vecty.MarkupIf(bad, vecty.Attribute("aria-describedby", complaintID(name))),
	}
}

// complaint says what is wrong with a field; it is there but hidden while
// nothing is.
func complaint(name, message string) *vecty.HTML {
	return elem.Paragraph(class("msg", "err"),
		vecty.Markup(prop.ID(complaintID(name)), vecty.Property("hidden", message == "")),
		vecty.Text(text.FieldMessage(message)),
	)
}

func complaintID(name string) string { return name + "-message" }

// was says what the baseline has, in a field that differs from it.
func was(name string, d store.Difference) *vecty.HTML {
	words := ""
	if d.Differs {
		words = text.Was(name, d.Was, d.Default)
	}
	return elem.Span(class("was"), vecty.Markup(vecty.Property("hidden", !d.Differs)), vecty.Text(words))
}
