package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Recipe is the panel that edits the recipe, with the button that trains it.
type Recipe struct {
	vecty.Core
	Draft *store.Draft `vecty:"prop"`
	Full  bool         `vecty:"prop"` // too few workers are free
	Prime bool         `vecty:"prop"` // whether Train is the page's main button

	Cores   int   `vecty:"prop"` // by which a run is trained together
	Choices []int `vecty:"prop"` // what Cores may be
}

// Copy implements vecty.Copier; see the package comment.
func (c *Recipe) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Recipe) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Recipe)
	return ok && p.Draft == c.Draft && p.Full == c.Full && p.Prime == c.Prime &&
		p.Cores == c.Cores && slices.Equal(p.Choices, c.Choices)
}

// Render implements vecty.Component.
func (c *Recipe) Render() vecty.ComponentOrHTML {
	return elem.Section(class("recipe"), vecty.Markup(prop.ID("recipe")), attribute("aria-label", text.RecipeLabel),
		elem.Form(vecty.Markup(vecty.Attribute("novalidate", "")),
			&Fields{Draft: c.Draft, Cores: c.Cores, Choices: c.Choices},
			&Actions{Problems: len(c.Draft.Errors), Full: c.Full, Prime: c.Prime, ID: "why-not"},
		),
	)
}
