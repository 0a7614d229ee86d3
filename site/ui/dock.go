package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Dock lies at the bottom of small screens, within the thumb's reach: the
// state in two lines, the main action, and tabs for the places of the page.
type Dock struct {
	vecty.Core
	First    string      `vecty:"prop"` // how things stand, in two lines
	Second   string      `vecty:"prop"`
	Problems int         `vecty:"prop"`
	Full     bool        `vecty:"prop"` // all workers are occupied
	Prime    bool        `vecty:"prop"` // whether Train is the page's main button now
	View     store.View  `vecty:"prop"`
	Place    store.Place `vecty:"prop"`
}

// dock returns the dock of a state.
func dock(s store.State) *Dock {
	first, second := standing(s)
	return &Dock{First: first, Second: second, Problems: len(s.Draft.Errors), Full: s.Full(), Prime: len(s.Active()) == 0, View: s.View, Place: s.Place}
}

// Copy implements vecty.Copier; see the package comment.
func (c *Dock) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Dock) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Dock)
	return ok && p.First == c.First && p.Second == c.Second && p.Problems == c.Problems && p.Full == c.Full && p.Prime == c.Prime && p.View == c.View && p.Place == c.Place
}

// Render implements vecty.Component.
func (c *Dock) Render() vecty.ComponentOrHTML {
	return elem.Div(class("dock"), attributes("role", "region", "aria-label", text.StatusLabel),
		elem.Div(class("main"),
			elem.Paragraph(bold(c.First), elem.Break(), span(c.Second)),
			&Actions{Problems: c.Problems, Full: c.Full, Prime: c.Prime, ID: "why-not-dock"},
		),
		elem.Navigation(attribute("aria-label", text.PlacesLabel), c.tabs()),
	)
}

// tabs lead to the places of the laboratory and to the other views.
func (c *Dock) tabs() vecty.List {
	var tabs vecty.List
	tab := func(name string, here bool, kind string) {
		if !here {
			kind = "false"
		}
		tabs = append(tabs, elem.Anchor(
			vecty.Markup(prop.Href("#"+name), vecty.Attribute("aria-current", kind)),
			vecty.Text(text.PlaceName(name))))
	}
	for _, p := range store.Places() {
		tab(string(p), c.View == store.Laboratory && c.Place == p, "location")
	}
	for _, v := range store.Views() {
		if v != store.Laboratory {
			tab(string(v), c.View == v, "page")
		}
	}
	return tabs
}

// standing says how things stand, in two lines.
func standing(s store.State) (first, second string) {
	active, problems := s.Active(), len(s.Draft.Errors)
	ended := s.Run(s.Ended)
	switch {
	case len(active) > 0:
		first, second = going(active, len(s.Queue()))
		if problems > 0 { // there is no other place for it
			second = text.MendFields(problems)
		}
		return first, second
	case problems > 0:
		return text.MendFields(problems), ""
	case s.Data.Phase == store.Fetching:
		return text.DataFetching, text.Megabytes(s.Data.Loading.Bytes, s.Data.Loading.TotalBytes)
	case s.Data.Phase == store.DataFailed:
		return text.DataMissing, ""
	case ended == nil:
		return text.Ready, ""
	case ended.Phase == store.Finished:
		return called(ended), text.DockResult(ended.TestAccuracy)
	}
	return called(ended), ending(ended.Phase, ended.Epoch)
}

// going says how far the runs are: a single one by its epoch. The time left is
// that of the slowest, and not told where others will follow.
func going(active []*store.Run, queued int) (first, second string) {
	if len(active) == 1 && queued == 0 {
		return text.EpochOf(active[0].Epoch, active[0].Recipe.Epochs), outlook(active[0])
	}
	first = text.Working(len(active), queued)
	longest, known := 0.0, queued == 0
	for _, r := range active {
		seconds, ok := r.SecondsLeft()
		longest, known = max(longest, seconds), known && ok
	}
	if known {
		second = text.Duration(longest) + " " + text.Left
	}
	return first, second
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
