package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Samples shows some images of each class.
type Samples struct {
	vecty.Core
	Set *wire.Data `vecty:"prop"` // nil until it is here
}

// Copy implements vecty.Copier; see the package comment.
func (c *Samples) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Samples) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Samples)
	return ok && p.Set == c.Set
}

// Render implements vecty.Component. Before the data is here it keeps its
// place with the names alone.
func (c *Samples) Render() vecty.ComponentOrHTML {
	rows := make(vecty.List, dataset.Classes)
	caption := "\u00a0" // as high as a line
	for class, name := range dataset.ClassNames() {
		rows[class] = elem.ListItem(span(name))
	}
	if c.Set != nil {
		caption = text.SamplesCaption(c.Set)
		for class := range min(len(rows), len(c.Set.Samples), len(c.Set.Classes)) {
			rows[class] = elem.ListItem(
				strip(c.Set.Samples[class], text.SamplesLabel(c.Set.Classes[class])),
				span(c.Set.Classes[class]),
			)
		}
	}
	return elem.Figure(class("swatches"),
		elem.UnorderedList(rows),
		elem.FigureCaption(vecty.Text(caption)),
	)
}

// strip shows images side by side, as one picture.
func strip(pixels []byte, label string) *vecty.HTML {
	n := len(pixels) / dataset.Pixels
	width := n * dataset.Columns
	picture := make([]byte, width*dataset.Rows)
	for i := range n {
		for row := range dataset.Rows {
			copy(picture[row*width+i*dataset.Columns:], pixels[i*dataset.Pixels+row*dataset.Columns:][:dataset.Columns])
		}
	}
	return elem.Image(class("garments"), vecty.Markup(
		prop.Src(bitmap(picture, width, dataset.Rows)),
		prop.Alt(label),
	))
}
