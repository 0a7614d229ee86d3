package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Hero greets the first visit: what this is, one button that trains
// something, how the data is coming, and what it looks like.
type Hero struct {
	vecty.Core
	Absent bool         `vecty:"prop"` // there are runs already
	Draft  *store.Draft `vecty:"prop"`
	Data   store.Data   `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Hero) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Hero) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Hero)
	return ok && p.Absent == c.Absent && (c.Absent || p.Draft == c.Draft && p.Data == c.Data)
}

// Render implements vecty.Component.
func (c *Hero) Render() vecty.ComponentOrHTML {
	if c.Absent {
		return nil
	}
	return elem.Section(class("hero"), attribute("aria-label", text.StartLabel),
		elem.Div(class("say"),
			elem.Heading1(vecty.Text(text.Headline)),
			elem.Paragraph(class("lede"), vecty.Text(text.Lede)),
			elem.Div(class("go"),
				button(text.TrainFirst, doTrain, then(thenMain), class("primary", "big"), vecty.Markup(prop.Disabled(c.Draft.Errors != nil))),
				elem.Paragraph(vecty.Text(c.plan())),
			),
			&Loading{Data: c.Data},
		),
		&Samples{Set: c.Data.Set},
	)
}

func (c *Hero) plan() string {
	if n := len(c.Draft.Errors); n > 0 {
		return text.MendFields(n)
	}
	return text.Plan(c.Draft.Recipe)
}
