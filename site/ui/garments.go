package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Garments is the view where people try a garment of their own, and look
// through the data set.
type Garments struct {
	vecty.Core
	Absent  bool           `vecty:"prop"`
	Drawing store.Drawing  `vecty:"prop"`
	Trial   *store.Trial   `vecty:"prop"` // nil if there is none
	Groups  []store.Group  `vecty:"prop"` // those that are asked
	Browsed *store.Browsed `vecty:"prop"` // nil before any is asked for
	Set     *wire.Data     `vecty:"prop"` // nil until it is here
}

// garments returns the view of a state.
func garments(s store.State) *Garments {
	if s.View != store.Garments {
		return &Garments{Absent: true}
	}
	return &Garments{Drawing: s.Drawing, Trial: s.Trial, Groups: s.Tried(), Browsed: s.Garments, Set: s.Data.Set}
}

// garmentsID is the ID of the view's content.
const garmentsID = "garments-view"

// contentID is the ID of what a view shows, to which the first link of the page
// leads.
func contentID(v store.View) string {
	switch v {
	case store.Garments:
		return garmentsID
	case store.Inside:
		return insideID
	case store.Report:
		return reportID
	}
	return "main"
}

// Copy implements vecty.Copier; see the package comment.
func (c *Garments) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Garments) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Garments)
	return ok && p.Absent == c.Absent && (c.Absent || p.Trial == c.Trial && p.Browsed == c.Browsed && p.Set == c.Set &&
		sameDrawing(p.Drawing, c.Drawing) && slices.EqualFunc(p.Groups, c.Groups, store.Group.Equal))
}

// sameDrawing reports whether two drawings look the same, and their controls.
func sameDrawing(a, b store.Drawing) bool {
	return a.Sheet == b.Sheet && a.Tool == b.Tool && a.Width == b.Width && a.Refused == b.Refused && a.Undos() == b.Undos()
}

// Render implements vecty.Component.
func (c *Garments) Render() vecty.ComponentOrHTML {
	if c.Absent {
		return nil
	}
	photo := c.Drawing.Sheet.Photo
	return elem.Main(class("try"), vecty.Markup(prop.ID(garmentsID), vecty.Attribute("tabindex", "-1")),
		elem.Heading1(vecty.Text(text.GarmentsTitle)),
		elem.Paragraph(class("intro"), vecty.Text(text.GarmentsLede)),
		elem.Div(class("bench"),
			&Drawing{Drawing: c.Drawing},
			&Seen{Image: c.Drawing.Image(), Dark: photo != nil && photo.Dark},
			&Verdicts{Answers: answers(c.Trial, c.Groups), Runs: len(c.Groups), Empty: c.Drawing.Image() == nil},
		),
		&Browser{Set: c.Set, Browsed: c.Browsed},
	)
}
