package ui

import (
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/stats"
	"atelier/core/train"
	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Spreads shows how the weights of each linear layer, or their gradients,
// spread while the run was trained.
type Spreads struct {
	vecty.Core
	Run       *store.Run `vecty:"prop"`
	Gradients bool       `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Spreads) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Spreads) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Spreads)
	return ok && sameInside(p.Run, c.Run) && p.Gradients == c.Gradients
}

// The size of a drawing, in pixels.
const (
	spreadWidth  = 300
	spreadHeight = 240
)

// Render implements vecty.Component.
func (c *Spreads) Render() vecty.ComponentOrHTML {
	toggle := func(label, do string, on bool) *vecty.HTML {
		return elem.Button(vecty.Markup(prop.Type(prop.TypeButton), vecty.Data("do", do), vecty.Attribute("aria-pressed", yesNo(on))), vecty.Text(label))
	}
	var figures vecty.List
	layers := c.Run.Recipe.Layers()
	linear := 0
	for i, l := range layers {
		if l.Kind == train.LinearLayer {
			figures = append(figures, c.ridges(i, text.SpreadTitle(linear, i == len(layers)-1, l)).Figure())
			linear++
		}
	}
	return elem.Section(class("spreads"), attribute("aria-label", text.SpreadsTitle),
		heading(text.SpreadsTitle, elem.Span(class("switch"), attributes("role", "group", "aria-label", text.SpreadsLabel),
			toggle(text.OfWeights, doWeights, !c.Gradients), toggle(text.OfGradients, doGradients, c.Gradients))),
		elem.Div(class("ridges-of"), figures),
		elem.Paragraph(class("msg"), vecty.Text(text.SpreadsHint)),
	)
}

// ridges returns the drawing of a layer's weights; the first layer is 0.
func (c *Spreads) ridges(layer int, title string) *plot.Ridges {
	r := &plot.Ridges{
		ID: "spread-" + strconv.Itoa(layer), Title: title, Of: text.EpochWord,
		Width: spreadWidth, Height: spreadHeight, Empty: text.SpreadsEmpty,
	}
	name := strconv.Itoa(layer) + ".weight"
	for _, o := range c.Run.Observed {
		for _, d := range o.Distributions {
			if d.Name != name || c.Gradients && o.Epoch == 0 { // there is none before the first batch
				continue
			}
			var h stats.Histogram = d.Values
			if c.Gradients {
				h = d.Gradients
			}
			r.Rows = append(r.Rows, plot.Histogram{Label: strconv.Itoa(o.Epoch), Low: h.Low, High: h.High, Counts: h.Counts})
		}
	}
	return r
}
