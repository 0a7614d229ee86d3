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

	sheets Sheets
}

// Copy implements vecty.Copier; see the package comment.
func (c *Page) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// Render implements vecty.Component.
func (c *Page) Render() vecty.ComponentOrHTML {
	s := c.State
	visit := len(s.Runs) == 0
	return elem.Div(vecty.Markup(prop.ID("app")), listeners(c.Dispatch),
		elem.Anchor(class("skip"), vecty.Markup(prop.Href("#"+contentID(s.View))), vecty.Text(text.SkipToContent)),
		&Header{View: s.View, Data: s.Data, Theme: s.Theme},
		elem.Main(vecty.Markup(
			prop.ID("main"),
			vecty.Attribute("tabindex", "-1"),
			vecty.Class("lab"),
			vecty.ClassMap{"first": visit},
			vecty.Property("hidden", s.View != store.Laboratory),
		),
			recipe(s),
			elem.Div(class("work"),
				&Notices{Data: s.Data, Troubles: s.Troubles(), Fault: s.Fault},
				offers(s),
				&Hero{Absent: !visit, Draft: s.Draft, Data: s.Data},
				curves(s, &c.sheets, c.Dispatch),
				progressOf(s),
				&Queue{Entries: queue(s)},
				elem.Div(class("under"),
					&Runs{State: s},
					elem.Div(class("beside"),
						verdict(s),
						&Details{Group: s.Group(s.Selected)},
					),
				),
				keptHere(s),
			),
		),
		inside(s),
		garments(s),
		dock(s),
		&Announcer{Words: announcement(s)},
	)
}
