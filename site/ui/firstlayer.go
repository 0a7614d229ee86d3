package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// FirstLayer shows the weights of the first layer as pictures.
type FirstLayer struct {
	vecty.Core
	Insight *wire.Insight `vecty:"prop"` // nil until it is here
}

// Copy implements vecty.Copier; see the package comment.
func (c *FirstLayer) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *FirstLayer) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*FirstLayer)
	return ok && p.Insight == c.Insight
}

// Render implements vecty.Component.
func (c *FirstLayer) Render() vecty.ComponentOrHTML {
	if c.Insight == nil {
		return elem.Section(class("weights"), attribute("aria-label", text.WeightsTitle),
			heading(text.WeightsTitle), elem.Paragraph(class("msg"), vecty.Text(text.InsideComing)))
	}
	units := c.Insight.Units
	return elem.Section(class("weights"), attribute("aria-label", text.WeightsTitle),
		heading(text.WeightsTitle, span(text.UnitsOf(len(units), c.Insight.FirstUnits), class("aside"))),
		elem.Paragraph(class("key"), span(text.WeightsFor, class("for")), span(text.WeightsAgainst, class("against"))),
		elem.Image(vecty.Markup(prop.Src(unitSheet(units)), prop.Alt(text.WeightsLabel(len(units))))),
		elem.Paragraph(class("msg"), vecty.Text(text.WeightsHint)),
	)
}

// unitsInRow is how many units stand side by side, unitGap the pixels between
// them.
const (
	unitsInRow = 12
	unitGap    = 2
)

// unitSheet returns one picture of all units, side by side.
func unitSheet(units []wire.Unit) string {
	columns := min(len(units), unitsInRow)
	rows := (len(units) + unitsInRow - 1) / unitsInRow
	width := max(columns*(dataset.Columns+unitGap)-unitGap, 1)
	height := max(rows*(dataset.Rows+unitGap)-unitGap, 1)
	pixels := make([]byte, width*height)
	for i := range pixels {
		pixels[i] = 128 // no weight
	}
	for i, u := range units {
		left := i % unitsInRow * (dataset.Columns + unitGap)
		top := i / unitsInRow * (dataset.Rows + unitGap)
		for row := range dataset.Rows {
			copy(pixels[(top+row)*width+left:], u.Weights[row*dataset.Columns:][:dataset.Columns])
		}
	}
	return coloured(pixels, width, height, weightColours())
}

// weightColours are white for 128, and from there to the vermilion of what
// speaks for a unit above, to the blue of what speaks against it below. The
// style sheet lays white on the paper.
func weightColours() (palette [256][3]byte) {
	ends := [2][3]int{{12, 106, 205}, {222, 86, 23}}
	for i := range palette {
		end, far := ends[0], 128-i
		if i > 128 {
			end, far = ends[1], i-128
		}
		for channel := range 3 {
			palette[i][channel] = byte(255 + (end[channel]-255)*min(far, 127)/127)
		}
	}
	return palette
}
