package ui

import (
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Presets is the menu of recipes to begin with, by the experiments that compare
// them.
type Presets struct {
	vecty.Core
	Open  bool         `vecty:"prop"`
	Draft *store.Draft `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Presets) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Presets) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Presets)
	return ok && p.Open == c.Open && (!c.Open || p.Draft == c.Draft)
}

// Render implements vecty.Component.
func (c *Presets) Render() vecty.ComponentOrHTML {
	if !c.Open {
		return nil
	}
	var experiments vecty.List
	for _, e := range store.Experiments() {
		experiments = append(experiments, c.experiment(e))
	}
	return elem.Section(class("presets"), attribute("aria-label", text.PresetsWord),
		vecty.Markup(vecty.Data("escape", thenPresets)),
		elem.Paragraph(class("msg"), vecty.Text(text.PresetsNote)),
		experiments,
	)
}

func (c *Presets) experiment(e store.Experiment) *vecty.HTML {
	var recipes vecty.List
	for _, r := range e.Recipes {
		differs := text.Differences(r)
		if strings.EqualFold(differs, r.Name) {
			differs = ""
		}
		recipes = append(recipes, elem.ListItem(
			button(r.Name, doFill, class("quiet"), then(thenPresets), vecty.Markup(vecty.Data("about", r.Name))),
			span(differs),
		))
	}
	_, errs := c.Draft.Presets(e)
	return elem.Div(
		elem.Div(class("experiment"),
			elem.Heading4(vecty.Text(e.Title)),
			button(text.TrainAll(len(e.Recipes)), doTrainAll, class("quiet"), then(thenPresets), vecty.Markup(
				vecty.Data("about", e.Title),
				vecty.Attribute("aria-label", text.TrainAllLabel(len(e.Recipes), e.Title)),
				prop.Disabled(errs != nil),
			)),
		),
		elem.UnorderedList(recipes),
	)
}
