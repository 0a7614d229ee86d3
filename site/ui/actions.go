package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/text"
)

// Actions is the button that trains the recipe, with the reason when that is
// not possible, or not at once.
type Actions struct {
	vecty.Core
	Problems int    `vecty:"prop"` // fields of the recipe that are wrong
	Full     bool   `vecty:"prop"` // all workers are occupied: the run will be queued
	Prime    bool   `vecty:"prop"` // whether Train is the page's main button now
	ID       string `vecty:"prop"` // of the reason; there may be two such buttons on a page
}

// Copy implements vecty.Copier; see the package comment.
func (c *Actions) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Actions) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Actions)
	return ok && p.Problems == c.Problems && p.Full == c.Full && p.Prime == c.Prime && p.ID == c.ID
}

// Render implements vecty.Component.
func (c *Actions) Render() vecty.ComponentOrHTML {
	refused := c.Problems > 0
	reason := ""
	switch {
	case refused:
		reason = text.MendFields(c.Problems)
	case c.Full:
		reason = text.StartsLater
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
		elem.Paragraph(
			vecty.Markup(prop.ID(c.ID), vecty.Class("msg"), vecty.ClassMap{"err": refused}, vecty.Property("hidden", reason == "")),
			vecty.Text(reason),
		),
	)
}
