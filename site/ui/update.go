package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Update offers a newer version of the page, and says what it waits for. Its
// place is there when it says nothing, so that what it says later is announced.
type Update struct {
	vecty.Core
	Update store.Update `vecty:"prop"`
	Busy   bool         `vecty:"prop"` // something trains, or waits to
}

// Copy implements vecty.Copier; see the package comment.
func (c *Update) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Update) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Update)
	return ok && p.Update == c.Update && p.Busy == c.Busy
}

// Render implements vecty.Component.
func (c *Update) Render() vecty.ComponentOrHTML {
	here := c.Update != store.NoUpdate
	offered := here && !c.Busy && c.Update != store.UpdateWanted
	return elem.Div(class("update"), attribute("role", "status"),
		vecty.If(here, elem.Paragraph(bold(text.UpdateHere), vecty.Text(" "+c.words()))),
		vecty.If(offered, button(text.UseUpdate, doUpdate, class("second"))),
	)
}

// words says what stands between the reader and the new version.
func (c *Update) words() string {
	switch {
	case c.Update == store.UpdateWanted:
		return text.UpdateLoading
	case c.Busy:
		return text.UpdateLater
	case c.Update == store.UpdateHeld:
		return text.UpdateHeld
	}
	return text.UpdateNow
}
