package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/site/store"
	"atelier/site/text"
)

// Recipe is the panel that edits the recipe, with the buttons that train it.
type Recipe struct {
	vecty.Core
	Draft *store.Draft    `vecty:"prop"`
	Doing Doing           `vecty:"prop"`
	Prime bool            `vecty:"prop"` // whether Train is the page's main button
	Data  store.DataPhase `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Recipe) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Recipe) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Recipe)
	return ok && p.Draft == c.Draft && p.Doing == c.Doing && p.Prime == c.Prime && p.Data == c.Data
}

// Render implements vecty.Component.
func (c *Recipe) Render() vecty.ComponentOrHTML {
	d := c.Draft
	return elem.Section(class("recipe"), vecty.Markup(prop.ID("recipe")), attribute("aria-label", text.RecipeLabel),
		elem.Form(vecty.Markup(vecty.Attribute("novalidate", "")),
			elem.Div(class("title"),
				elem.Label(vecty.Markup(prop.For(store.Name)), vecty.Text(text.Name)),
				button(text.Reset, doReset, class("quiet"), vecty.Markup(vecty.Property("hidden", d.IsBaseline()))),
				input(d, store.Name, "text", vecty.Markup(prop.ID(store.Name))),
				complaint(d, store.Name, ""),
			),
			&Shape{Draft: d},
			elem.Heading3(span(text.Training), span(text.Optimizer(d.Recipe.Optimizer), class("aside"))),
			elem.Div(class("grid2"),
				field(d, store.LearningRate, text.LearningRate, "decimal", ""),
				field(d, store.BatchSize, text.BatchSize, "numeric", text.Images),
				field(d, store.Epochs, text.Epochs, "numeric", ""),
				field(d, store.Seed, text.Seed, "numeric", ""),
			),
			elem.Heading3(span(text.DataHeading)),
			elem.Div(class("grid2"),
				field(d, store.TrainingImages, text.TrainingImages, "numeric", ""),
				scaling(d),
			),
			&Actions{Problems: len(d.Errors), Doing: c.Doing, Prime: c.Prime, Data: c.Data, ID: "why-not"},
		),
	)
}

// scaling is the choice of the input scaling.
func scaling(d *store.Draft) *vecty.HTML {
	var options vecty.List
	for _, s := range dataset.Scalings() {
		options = append(options, elem.Option(
			vecty.Markup(prop.Value(string(s)), vecty.Property("selected", d.Text(store.InputScaling) == string(s))),
			vecty.Text(string(s)),
		))
	}
	return labelled(d, store.InputScaling, text.InputScaling, elem.Span(class("select"),
		elem.Select(vecty.Markup(prop.ID(store.InputScaling), vecty.Attribute("name", store.InputScaling)), options),
	))
}
