package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Loading shows how the data is coming, as a tape. When it could not be had
// the notices say so, and this says nothing.
type Loading struct {
	vecty.Core
	Data store.Data `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Loading) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Loading) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Loading)
	return ok && p.Data == c.Data
}

// tapeParts divides the tape of the bytes.
const tapeParts = 50

// Render implements vecty.Component.
func (c *Loading) Render() vecty.ComponentOrHTML {
	switch c.Data.Phase {
	case store.Fetching:
		l := c.Data.Loading
		share, bytes := 0.0, ""
		if l.TotalBytes > 0 {
			share = float64(l.Bytes) / float64(l.TotalBytes)
			bytes = text.Megabytes(l.Bytes, l.TotalBytes)
		}
		return elem.Div(class("load"),
			elem.Paragraph(bold(text.DataFetching), span(bytes)),
			tape(share, tapeParts, false, text.DataFetching, bytes),
			elem.Paragraph(class("msg"), vecty.Text(text.Shards(l))),
		)
	case store.Loaded:
		return elem.Div(class("load"),
			elem.Paragraph(bold(text.DataName(c.Data.Set)), span("")),
			tape(1, tapeParts, true, text.DataFetching, ""),
			elem.Paragraph(class("msg"), vecty.Text(text.DataHere(c.Data.Set))),
		)
	}
	return nil
}
