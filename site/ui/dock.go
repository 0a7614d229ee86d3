package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Dock lies at the bottom of small screens: the state in two lines, and the
// main action within the thumb's reach.
type Dock struct {
	vecty.Core
	Run      *store.Run `vecty:"prop"` // the newest; nil if there is none
	Data     store.Data `vecty:"prop"`
	Problems int        `vecty:"prop"`
	Doing    Doing      `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Dock) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Dock) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Dock)
	return ok && p.Run == c.Run && p.Data == c.Data && p.Problems == c.Problems && p.Doing == c.Doing
}

// Render implements vecty.Component.
func (c *Dock) Render() vecty.ComponentOrHTML {
	first, second := c.lines()
	return elem.Div(class("dock"), attributes("role", "region", "aria-label", text.StatusLabel),
		elem.Paragraph(bold(first), elem.Break(), span(second)),
		elem.Anchor(vecty.Markup(prop.Href("#recipe")), vecty.Text(text.RecipeLabel)),
		&Actions{Problems: c.Problems, Doing: c.Doing, Prime: !c.Doing.Busy, Data: c.Data.Phase, ID: "why-not-dock"},
	)
}

// lines says how things stand.
func (c *Dock) lines() (first, second string) {
	switch {
	case c.Run != nil && c.Run.Phase.Active():
		return text.EpochOf(c.Run.Epoch, c.Run.Recipe.Epochs), outlook(c.Run)
	case c.Problems > 0:
		return text.MendFields(c.Problems), ""
	case c.Data.Phase == store.Fetching:
		return text.DataFetching, text.Megabytes(c.Data.Loading.Bytes, c.Data.Loading.TotalBytes)
	case c.Data.Phase == store.DataFailed:
		return text.DataMissing, ""
	case c.Run != nil && c.Run.Phase == store.Finished:
		return c.Run.Recipe.Name, text.DockResult(c.Run.TestAccuracy)
	case c.Run != nil:
		return c.Run.Recipe.Name, ending(c.Run.Phase, c.Run.Epoch)
	}
	return text.Ready, ""
}

// outlook says how long an active run will still take, or why it does not go
// on.
func outlook(r *store.Run) string {
	switch r.Phase {
	case store.Paused:
		return text.PausedWord
	case store.Stopping:
		return text.Stopping
	}
	if seconds, ok := r.SecondsLeft(); ok {
		return text.Duration(seconds) + " " + text.Left
	}
	return ""
}
