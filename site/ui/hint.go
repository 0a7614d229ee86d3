package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/train"
	"atelier/site/text"
)

// why is the button behind a label that opens the explanation of a field.
func why(name, label, open string) *vecty.HTML {
	return button(text.ExplainWord, doExplain, class("why"), vecty.Markup(
		vecty.Data("about", name),
		vecty.Attribute("aria-label", text.ExplainLabel(label)),
		vecty.Attribute("aria-expanded", yesNo(name == open)),
		vecty.Attribute("aria-controls", explanationID(name)),
	))
}

// explanation explains a field in place, where it is the one that is open. It
// is there but empty while it is not, so that the fields behind it stay the
// same elements and keep their focus.
func explanation(name string, r train.Recipe, open string) *vecty.HTML {
	var words vecty.List
	if name == open {
		h, _ := text.Explain(name, r)
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
			vecty.Property("hidden", name != open),
			vecty.Data("escape", `[data-do="`+doExplain+`"][data-about="`+name+`"]`),
		),
		words,
	)
}

func explanationID(name string) string { return name + "-explained" }
