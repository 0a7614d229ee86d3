// Package ui draws the page: components that turn the store's state into
// HTML, one a file. They hold no truth and no listeners; what people do
// reaches the store through the attributes described in events.go.
//
// Every component copies itself without its Core, because vecty would
// otherwise keep every render's copy for ever. Components whose parts did not
// change skip their render. They are never keyed, which vecty cannot combine
// with skipping; and where a component may be absent it renders nil (an empty
// noscript) instead of being left out, because vecty loses its place among
// siblings when something appears behind one that skipped.
package ui

import (
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"
)

// class sets one or more classes.
func class(names ...string) vecty.MarkupList { return vecty.Markup(vecty.Class(names...)) }

// attribute sets one attribute.
func attribute(name, value string) vecty.MarkupList {
	return vecty.Markup(vecty.Attribute(name, value))
}

// bold sets a number or a name that matters in its sentence.
func bold(s string) *vecty.HTML { return elem.Bold(vecty.Text(s)) }

// span is a span with a text.
func span(s string, markup ...vecty.MarkupOrChild) *vecty.HTML {
	return elem.Span(append(markup, vecty.Text(s))...)
}

// button returns a button that does the named thing (see events.go).
func button(label, do string, markup ...vecty.MarkupOrChild) *vecty.HTML {
	return elem.Button(append(markup,
		vecty.Markup(prop.Type(prop.TypeButton), vecty.Data("do", do)),
		vecty.Text(label),
	)...)
}

// heading is the head of a section: a title over a rule, with something
// beside it.
func heading(title string, beside ...vecty.MarkupOrChild) *vecty.HTML {
	return elem.Div(append([]vecty.MarkupOrChild{class("head"), elem.Heading2(vecty.Text(title))}, beside...)...)
}

// svg returns an SVG element. Every element inside one must be made by it,
// too, for the sake of the namespace.
func svg(tag string, children ...vecty.MarkupOrChild) *vecty.HTML {
	return vecty.Tag(tag, append(children, vecty.Markup(vecty.Namespace("http://www.w3.org/2000/svg")))...)
}

// attributes sets several attributes, given as name, value, name, value.
func attributes(pairs ...string) vecty.MarkupList {
	var list []vecty.Applyer
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, vecty.Attribute(pairs[i], pairs[i+1]))
	}
	return vecty.Markup(list...)
}

// path is an SVG path.
func path(d string, classes ...string) *vecty.HTML {
	return svg("path", vecty.Markup(vecty.Class(classes...), vecty.Attribute("d", d)))
}

// swatch shows a run's line: its colour and dash.
func swatch(style int) *vecty.HTML {
	return svg("svg", class("sw", runClass(style)),
		attributes("viewBox", "0 0 26 10", "width", "26", "height", "10", "aria-hidden", "true"),
		path("M0 5H26", "line"),
	)
}

// runClass is the class that sets the colour and dash of a line style.
func runClass(style int) string { return "r" + strconv.Itoa(style) }

// yesNo is the value of a boolean ARIA attribute.
func yesNo(yes bool) string { return strconv.FormatBool(yes) }
