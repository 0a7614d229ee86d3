package ui

import (
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Actions is the button that trains the recipe, with what it will begin, or the
// reason when that is not possible, or not at once; and the button that opens
// what varies it.
type Actions struct {
	vecty.Core
	Problems int    `vecty:"prop"` // fields of the recipe that are wrong
	Full     bool   `vecty:"prop"` // all workers are occupied: the run will be queued
	Prime    bool   `vecty:"prop"` // whether Train is the page's main button now
	ID       string `vecty:"prop"` // of the reason; there may be two such buttons on a page
	Plan     string `vecty:"prop"` // what Train will begin
	Vary     bool   `vecty:"prop"` // whether variants are offered
	Varying  bool   `vecty:"prop"` // their panel is open
}

// Copy implements vecty.Copier; see the package comment.
func (c *Actions) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Actions) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Actions)
	return ok && p.Problems == c.Problems && p.Full == c.Full && p.Prime == c.Prime && p.ID == c.ID &&
		p.Plan == c.Plan && p.Vary == c.Vary && p.Varying == c.Varying
}

// Render implements vecty.Component.
func (c *Actions) Render() vecty.ComponentOrHTML {
	refused := c.Problems > 0
	reason := c.Plan
	switch {
	case refused:
		reason = text.MendFields(c.Problems)
	case c.Full:
		reason = strings.TrimSpace(reason + " " + text.StartsLater)
	}
	look := "second"
	if c.Prime {
		look = "primary"
	}
	return elem.Div(class("act"),
		elem.Button(class(look),
			vecty.Markup(
				prop.Type(prop.TypeSubmit),
				vecty.Data("do", doTrain),
				prop.Disabled(refused),
				vecty.MarkupIf(reason != "", vecty.Attribute("aria-describedby", c.ID)),
			),
			vecty.Text(text.Train),
		),
		vecty.If(c.Vary, button(text.VaryOne, doOpen, class("second"), then(thenVaryField), vecty.Markup(
			vecty.Data("about", string(store.Varying)),
			vecty.Attribute("aria-expanded", yesNo(c.Varying)),
		))),
		elem.Paragraph(
			vecty.Markup(prop.ID(c.ID), vecty.Class("msg"), vecty.ClassMap{"err": refused}, vecty.Property("hidden", reason == "")),
			vecty.Text(reason),
		),
	)
}
