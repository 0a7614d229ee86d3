package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Beginning says whose weights the recipe in the panel begins with, if not with
// initialised ones.
type Beginning struct {
	vecty.Core
	With *store.Begin `vecty:"prop"` // nil: nothing is seen
}

// Copy implements vecty.Copier; see the package comment.
func (c *Beginning) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Beginning) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Beginning)
	return ok && p.With == c.With
}

// Render implements vecty.Component.
func (c *Beginning) Render() vecty.ComponentOrHTML {
	if c.With == nil {
		return elem.Div(attribute("role", "status"))
	}
	return elem.Div(class("beginning"), attribute("role", "status"),
		elem.Paragraph(class("msg"), vecty.Text(text.PanelBegins(c.With.Name))),
		button(text.BeginAfresh, doBeginAfresh, class("quiet"), then(thenMain)),
	)
}
