package ui

import (
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/experiment"
	"atelier/site/text"
)

// Caption says what a figure of the report shows, and runs what is missing of
// it.
type Caption struct {
	vecty.Core
	Experiment experiment.Experiment `vecty:"prop"`
	Runs       int                   `vecty:"prop"` // of all seeds; 0: nothing is seen
	Over       int                   `vecty:"prop"`
	Missing    int                   `vecty:"prop"`
	Going      bool                  `vecty:"prop"` // some are being trained, or wait
}

// Copy implements vecty.Copier; see the package comment.
func (c *Caption) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Caption) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Caption)
	return ok && p.Runs == c.Runs && p.Over == c.Over && p.Missing == c.Missing && p.Going == c.Going &&
		p.Experiment.Number == c.Experiment.Number && p.Experiment.Figure == c.Experiment.Figure && p.Experiment.Title == c.Experiment.Title
}

// Render implements vecty.Component.
func (c *Caption) Render() vecty.ComponentOrHTML {
	if c.Runs == 0 {
		return nil
	}
	e := c.Experiment
	title := text.FigureTitle(e.Figure, e.Title)
	number := strconv.Itoa(e.Number)
	about := vecty.Markup(vecty.Data("about", number))
	other := func(do string) vecty.MarkupList {
		return then(`[data-do="` + do + `"][data-about="` + number + `"]:not([hidden])`)
	}
	return elem.Div(class("caption"),
		elem.Paragraph(class("over"), vecty.Text(text.ExperimentOf(e.Number))),
		elem.Heading2(vecty.Text(title)),
		elem.Paragraph(vecty.Text(e.Text)),
		elem.Paragraph(class("acts"),
			span(text.RunsOver(c.Over, c.Runs)),
			button(text.RunFigure, doRunStudy, about, other(doStopStudy), class("quiet"),
				vecty.Markup(vecty.Property("hidden", c.Missing == 0), vecty.Attribute("aria-label", text.RunFigureLabel(title)))),
			button(text.Stop, doStopStudy, about, other(doRunStudy), class("quiet"),
				vecty.Markup(vecty.Property("hidden", !c.Going), vecty.Attribute("aria-label", text.StopFigureLabel(title)))),
		),
	)
}
