package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
)

// Recipe is the panel that edits the recipe, with the buttons that train it, or
// variants of it.
type Recipe struct {
	vecty.Core
	Draft   *store.Draft `vecty:"prop"`
	Undo    bool         `vecty:"prop"` // another draft can be brought back
	Base    store.Base   `vecty:"prop"` // what is not as there is marked
	Design  store.Design `vecty:"prop"`
	Vary    *Vary        `vecty:"prop"`
	Links   store.Links  `vecty:"prop"`
	Seconds float64      `vecty:"prop"` // an epoch will take; 0 is not known
	All     float64      `vecty:"prop"` // all that Train begins will take; 0 is not known
	Full    bool         `vecty:"prop"` // too few workers are free
	Prime   bool         `vecty:"prop"` // whether Train is the page's main button

	Cores   int   `vecty:"prop"` // by which a run is trained together
	Choices []int `vecty:"prop"` // what Cores may be
}

// recipe returns the panel in a state.
func recipe(s store.State) *Recipe {
	return &Recipe{
		Draft:   s.Draft,
		Undo:    s.CanUndoFill(),
		Base:    s.Base(),
		Design:  s.Design,
		Vary:    varyOf(s),
		Links:   s.Links,
		Seconds: s.EpochSeconds(s.Draft.Recipe),
		All:     s.RunSeconds([]train.Recipe{s.Draft.Recipe}, s.Draft.Repeats),
		Full:    s.Full(),
		Prime:   len(s.Runs) > 0 && len(s.Active()) == 0,
		Cores:   s.Cores,
		Choices: s.CoreChoices(),
	}
}

// Copy implements vecty.Copier; see the package comment.
func (c *Recipe) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Recipe) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Recipe)
	return ok && p.Draft == c.Draft && p.Undo == c.Undo && p.Base.Equal(c.Base) && p.Design == c.Design && c.Vary.SkipRender(p.Vary) && sameLesson(p.Links, c.Links) &&
		p.Seconds == c.Seconds && p.All == c.All && p.Full == c.Full && p.Prime == c.Prime &&
		p.Cores == c.Cores && slices.Equal(p.Choices, c.Choices)
}

// Render implements vecty.Component.
func (c *Recipe) Render() vecty.ComponentOrHTML {
	vary := *c.Vary // vecty wants a component of its own in every render
	return elem.Section(class("recipe"), vecty.Markup(prop.ID("recipe")), attribute("aria-label", text.RecipeLabel),
		elem.Form(vecty.Markup(vecty.Attribute("novalidate", "")),
			lesson(c.Links.Lesson, c.Draft),
			&Fields{
				Lesson: c.Links.Lesson,
				Draft:  c.Draft, Undo: c.Undo, Base: c.Base, Hint: c.Design.Hint, More: c.Design.More, Presets: c.Design.Panel == store.Presets,
				Seconds: c.Seconds, Cores: c.Cores, Choices: c.Choices,
			},
			elem.Div(class("begin"),
				&Beginning{With: c.Draft.Begin},
				&vary,
				&Teach{Open: c.Design.Panel == store.Teaching, Links: c.Links, Method: c.Draft.Recipe.Optimizer.Method, Problems: len(c.Draft.Errors)},
				&Actions{
					Problems: len(c.Draft.Errors), Full: c.Full, Prime: c.Prime, ID: "why-not",
					Plan: text.Trains(c.Draft.Repeats, c.All), Vary: c.Links.Lesson == nil, Varying: c.Vary.Open,
				},
				&ShareBar{Problems: len(c.Draft.Errors), Teaching: c.Design.Panel == store.Teaching},
			),
		),
	)
}
