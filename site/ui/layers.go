package ui

import (
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/train"
	"atelier/site/text"
)

// Layers draws a run's network and lists its layers with their shapes.
type Layers struct {
	vecty.Core
	Recipe train.Recipe `vecty:"prop"`
	ID     string       `vecty:"prop"` // of the run, whose recipe never changes
}

// Copy implements vecty.Copier; see the package comment.
func (c *Layers) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Layers) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Layers)
	return ok && p.ID == c.ID
}

// Render implements vecty.Component.
func (c *Layers) Render() vecty.ComponentOrHTML {
	head := func(label string) *vecty.HTML {
		return elem.TableHeader(attribute("scope", "col"), vecty.Text(label))
	}
	var rows vecty.List
	for i, l := range c.Recipe.Layers() {
		parameters := text.None
		if n := l.Parameters(); n > 0 {
			parameters = text.Count(n)
		}
		rows = append(rows, elem.TableRow(
			elem.TableHeader(attribute("scope", "row"), span(strconv.Itoa(i), class("nr")), vecty.Text(text.LayerName(l, c.Recipe))),
			elem.TableData(vecty.Text(text.LayerShape(l))),
			elem.TableData(vecty.Text(parameters)),
		))
	}
	return elem.Section(class("network"), attribute("aria-label", text.LayersTitle),
		heading(text.LayersTitle, span(text.LayersHint, class("aside"))),
		elem.Div(
			pattern(c.Recipe.Hidden),
			elem.Table(
				elem.TableHead(elem.TableRow(head(text.LayerColumn), head(text.ShapeColumn), head(text.ParametersColumn))),
				elem.TableBody(rows),
			),
		),
	)
}
