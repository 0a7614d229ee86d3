package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/text"
)

// why is the button behind a label that opens the explanation of a field.
func why(name, label string, open bool) *vecty.HTML {
	return button(text.ExplainWord, doExplain, class("why"), vecty.Markup(
		vecty.Data("about", name),
		vecty.Attribute("aria-label", text.ExplainLabel(label)),
		vecty.Attribute("aria-expanded", yesNo(open)),
		vecty.Attribute("aria-controls", explanationID(name)),
	))
}

// explanation explains a field in place. It is there but empty while it is not
// open, so that what stands behind it stays the same elements and keeps its
// focus.
func explanation(name string, h text.Hint, open bool) *vecty.HTML {
	var words vecty.List
	if open {
		words = vecty.List{
			elem.Paragraph(vecty.Text(h.What)),
			elem.Paragraph(class("formula"), vecty.Markup(vecty.Property("hidden", h.Formula == "")), vecty.Text(h.Formula)),
			elem.Paragraph(vecty.Text(h.Expect)),
			elem.Paragraph(vecty.Text(text.SourceWord), elem.Anchor(
				// In a tab of its own, as this one may be training.
				vecty.Markup(prop.Href(h.Address), vecty.Attribute("target", "_blank"), vecty.Attribute("rel", "noreferrer")),
				vecty.Text(h.Source),
			)),
		}
	}
	return elem.Div(class("explain"),
		vecty.Markup(
			prop.ID(explanationID(name)),
			vecty.Property("hidden", !open),
			vecty.Data("escape", `[data-do="`+doExplain+`"][data-about="`+name+`"]`),
		),
		words,
	)
}

func explanationID(name string) string { return name + "-explained" }
