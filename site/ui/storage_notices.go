package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Offers offers to go on with runs that were interrupted, and says where runs
// are not kept.
type Offers struct {
	vecty.Core
	Interrupted int           `vecty:"prop"` // runs
	Keeping     store.Keeping `vecty:"prop"`
	Why         string        `vecty:"prop"` // what the browser said
}

func offers(s store.State) *Offers {
	return &Offers{Interrupted: len(s.Interrupted()), Keeping: s.Storage.Keeping, Why: s.Storage.Why}
}

// Copy implements vecty.Copier; see the package comment.
func (c *Offers) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Offers) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Offers)
	return ok && p.Interrupted == c.Interrupted && p.Keeping == c.Keeping && p.Why == c.Why
}

// Render implements vecty.Component.
func (c *Offers) Render() vecty.ComponentOrHTML {
	notKept := c.Keeping != store.Opening && c.Keeping != store.Working
	return elem.Div(class("notices"), attribute("role", "status"),
		vecty.If(c.Interrupted > 0, offer(c.Interrupted)),
		vecty.If(notKept, notice("plain", text.NotKeptTitle, text.Reason(c.Why), text.NotKept(keepings[c.Keeping]), nil)),
	)
}

func offer(runs int) *vecty.HTML {
	return notice("plain", text.InterruptedTitle(runs), "", text.InterruptedHint, elem.Span(class("acts"),
		button(text.GoOn, doGoOn, then(thenRuns), class("second")),
		button(text.LeaveThem, doLeaveThem, then(thenRuns), class("quiet")),
	))
}

// keepings are the words of package text for how the page stands.
var keepings = map[store.Keeping]string{
	store.Full: "full", store.Refused: "refused", store.Newer: "newer", store.Blocked: "blocked", store.Lost: "lost",
}
