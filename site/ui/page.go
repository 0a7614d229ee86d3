package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Page is the root: it hands each part of the state to the component that
// shows it, and each component skips its render when its part is the same.
type Page struct {
	vecty.Core
	State    store.State
	Dispatch func(store.Action)

	sheets   Sheets
	exhibits Exhibits
	parts    [5]*store.State // of which the laboratory's parts were rendered last
	fresh    int             // how many of them are not behind
}

// Copy implements vecty.Copier; see the package comment.
func (c *Page) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// Render implements vecty.Component.
func (c *Page) Render() vecty.ComponentOrHTML {
	s := c.State
	return elem.Div(vecty.Markup(prop.ID("app")), listeners(c.Dispatch),
		elem.Anchor(class("skip"), vecty.Markup(prop.Href("#"+contentID(s.View))), vecty.Text(text.SkipToContent)),
		&Header{View: s.View, Data: s.Data, Theme: s.Theme},
		&Update{Update: s.Update, Busy: s.Busy()},
		c.laboratory(),
		inside(s),
		garments(s),
		&TheReport{State: s, Exhibits: &c.exhibits, Dispatch: c.Dispatch},
		dock(s),
		&Announcer{Words: announcement(s)},
	)
}

// laboratory is the view of that name. Behind another it stays as it was: nobody
// sees it, and to render two views would take a frame too long. Shown again, and
// with the first run, it catches up by one part a frame, for the same reason.
func (c *Page) laboratory() *vecty.HTML {
	c.refresh()
	s, curved, going, ran, beside := c.parts[0], c.parts[1], c.parts[2], c.parts[3], c.parts[4]
	visit := len(s.Runs) == 0
	return elem.Main(vecty.Markup(
		prop.ID("main"),
		vecty.Attribute("tabindex", "-1"),
		vecty.Class("lab"),
		vecty.ClassMap{"first": visit},
		vecty.Property("hidden", c.State.View != store.Laboratory),
	),
		recipe(*s),
		elem.Div(class("work"),
			&Notices{Data: s.Data, Troubles: s.Troubles(), Fault: s.Fault},
			&Links{Links: s.Links, Matched: matched(*s)},
			offers(*s),
			&Hero{Absent: !visit, Draft: s.Draft, Data: s.Data},
			curves(*curved, &c.sheets, c.Dispatch),
			progressOf(*going),
			&Queue{Entries: queue(*going)},
			elem.Div(class("under"),
				&Runs{State: *ran},
				elem.Div(class("beside"),
					verdict(*beside),
					&Details{Group: beside.Group(beside.Selected)},
					saves(*beside),
				),
			),
			files(*beside),
			keptHere(*beside),
		),
	)
}

// refresh brings the laboratory's parts up to the page's state, as far as it is
// their turn.
func (c *Page) refresh() {
	shown := c.State
	switch {
	case c.parts[0] == nil:
		c.fresh = len(c.parts)
	case shown.View != store.Laboratory:
		c.fresh = 0
		return
	case first(*c.parts[0], shown): // nearly all of it is new
		c.fresh = 1
	case c.fresh < len(c.parts):
		c.fresh++
	}
	for i := range c.fresh {
		c.parts[i] = &shown
	}
	if c.fresh < len(c.parts) {
		c.Dispatch(store.NextFrame{})
	}
}

// first reports whether the runs are the first ones that there are to see. What
// was deleted and comes back does so at once, since the focus goes there.
func first(before, now store.State) bool {
	return len(before.Runs) == 0 && len(before.Deleted) == 0 && len(now.Runs) > 0
}
