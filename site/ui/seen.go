package ui

import (
	"bytes"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/text"
)

// Seen shows an image as the network sees it.
type Seen struct {
	vecty.Core
	Image []byte `vecty:"prop"` // nil if there is none
	Dark  bool   `vecty:"prop"` // of a photo whose background is dark
}

// Copy implements vecty.Copier; see the package comment.
func (c *Seen) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Seen) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Seen)
	return ok && p.Dark == c.Dark && bytes.Equal(p.Image, c.Image)
}

// Render implements vecty.Component.
func (c *Seen) Render() vecty.ComponentOrHTML {
	image, label, note := make([]byte, dataset.Pixels), text.SeenNothing, text.SeenNothing
	if c.Image != nil {
		image, label, note = c.Image, text.SeenLabel(extent(c.Image)), text.SeenNote
	}
	if c.Dark {
		note += " " + text.SeenDark
	}
	return elem.Section(class("seen"), attribute("aria-label", text.SeenTitle),
		heading(text.SeenTitle),
		elem.Image(vecty.Markup(prop.Src(bitmap(image, dataset.Columns, dataset.Rows)), prop.Alt(label))),
		elem.Paragraph(class("msg"), vecty.Text(note)),
	)
}

// extent returns how wide and high what is not black is, and how many per cent
// of the image it covers.
func extent(image []byte) (width, height, covers int) {
	left, top, right, bottom := dataset.Columns, dataset.Rows, 0, 0
	for i, v := range image {
		if x, y := i%dataset.Columns, i/dataset.Columns; v > 0 {
			left, top, right, bottom = min(left, x), min(top, y), max(right, x+1), max(bottom, y+1)
			covers++
		}
	}
	return max(right-left, 0), max(bottom-top, 0), covers * 100 / dataset.Pixels
}
