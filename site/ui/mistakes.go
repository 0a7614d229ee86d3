package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/dataset"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Mistakes shows the images about which a run is most sure and wrong.
type Mistakes struct {
	vecty.Core
	Insight *wire.Insight `vecty:"prop"` // nil until it is here
}

// Copy implements vecty.Copier; see the package comment.
func (c *Mistakes) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Mistakes) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Mistakes)
	return ok && p.Insight == c.Insight
}

// Render implements vecty.Component.
func (c *Mistakes) Render() vecty.ComponentOrHTML {
	return elem.Section(class("mistakes"), attribute("aria-label", text.MistakesTitle),
		heading(text.MistakesTitle, span(text.MistakesNote, class("aside"))),
		c.list(),
	)
}

func (c *Mistakes) list() *vecty.HTML {
	switch {
	case c.Insight == nil:
		return elem.Paragraph(class("msg"), vecty.Text(text.InsideComing))
	case len(c.Insight.Mistakes) == 0:
		return elem.Paragraph(class("msg"), vecty.Text(text.MistakesNone))
	}
	var items vecty.List
	names := dataset.ClassNames()
	line := func(word, name string, p float32) *vecty.HTML {
		return elem.Div(
			elem.DefinitionTerm(vecty.Text(word+" "), bold(name)),
			elem.Description(vecty.Text(text.Probability(float64(p)))))
	}
	for i, m := range c.Insight.Judgement.Mistakes[:len(c.Insight.Mistakes)] {
		items = append(items, elem.ListItem(
			strip(c.Insight.Mistakes[i].Pixels, text.GarmentAlt(m.Label, m.Image)),
			elem.DescriptionList(
				line(text.Said, names[m.Predicted], m.Probabilities[m.Predicted]),
				line(text.Is, names[m.Label], m.Probabilities[m.Label]),
			),
		))
	}
	return elem.UnorderedList(items)
}
