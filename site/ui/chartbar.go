package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// ChartBar is the head of the charts: what they show, and how.
type ChartBar struct {
	vecty.Core
	Absent   bool         `vecty:"prop"`
	Charts   store.Charts `vecty:"prop"`
	From     int          `vecty:"prop"` // the stretch shown; both 0: all
	To       int          `vecty:"prop"`
	Repeated bool         `vecty:"prop"` // a group has several seeds
	Compared bool         `vecty:"prop"` // groups are compared
}

// Copy implements vecty.Copier; see the package comment.
func (c *ChartBar) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *ChartBar) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*ChartBar)
	return ok && p.Absent == c.Absent && p.Charts.SameDrawing(c.Charts) && p.From == c.From && p.To == c.To &&
		p.Repeated == c.Repeated && p.Compared == c.Compared
}

// Render implements vecty.Component.
func (c *ChartBar) Render() vecty.ComponentOrHTML {
	if c.Absent {
		return nil
	}
	var measures, scales, spreads, smoothings []toggle
	shown := c.Charts.Shown()
	for _, m := range store.Measures() {
		on := c.Charts.Shows(m)
		measures = append(measures, toggle{doShowMeasure + string(m), text.MeasureWord(string(m)), on, on && len(shown) == 1})
		if m.HasScales() {
			scales = append(scales, toggle{doTurnAxis + string(m), text.MeasureWord(string(m)), c.Charts.Logarithmic(m), !on})
		}
	}
	for _, s := range store.Spreads() {
		spreads = append(spreads, toggle{doSpread + string(s), text.SpreadWord(string(s)), c.Charts.Spread == s, false})
	}
	for _, s := range store.Smoothings() {
		smoothings = append(smoothings, toggle{doSmooth + string(s), text.SmoothingWord(string(s)), c.Charts.Smoothing == s, false})
	}
	scales = append(scales, toggle{doTurnEpochs, text.EpochsWord, c.Charts.LogEpochs, false})
	zoomed := c.To > 0
	return elem.Div(class("chartbar"),
		elem.Heading2(vecty.Text(text.CurvesLabel)),
		toggles(text.ShowLabel, true, measures...),
		toggles(text.SpreadLabel, true, spreads...),
		elem.Details(class("more"),
			elem.Summary(vecty.Text(text.MoreLabel)),
			elem.Div(
				toggles(text.OverLabel, c.Repeated,
					toggle{doOverBatches, text.OverBatches, !c.Charts.OverSeeds, false},
					toggle{doOverSeeds, text.OverSeeds, c.Charts.OverSeeds, false}),
				toggles(text.OfLabel, c.Compared,
					toggle{doOfCompared, text.OfCompared, !c.Charts.AllSpread, false},
					toggle{doOfAll, text.OfAll, c.Charts.AllSpread, false}),
				toggles(text.SmoothingLabel, true, smoothings...),
				toggles(text.ScalesLabel, true, scales...),
				elem.Div(class("toggles"), attributes("role", "group", "aria-label", text.ZoomLabel),
					span(text.ZoomLabel),
					button(text.ZoomIn, doZoomIn, class("quiet")),
					// It keeps the focus when all is shown, unlike one that is disabled.
					button(text.ZoomOut, doZoomOut, class("quiet"), attribute("aria-disabled", yesNo(!zoomed)))),
			),
		),
		elem.Paragraph(class("zoomed"), vecty.Markup(vecty.Property("hidden", !zoomed)),
			span(text.Stretch(c.From, c.To)),
			button(text.WholeRun, doWholeRun, class("quiet"), then(thenChart))),
	)
}

// toggle is one button of a row.
type toggle struct {
	do, words    string
	on, disabled bool
}

// toggles is a row of buttons, of which some are on.
func toggles(label string, offered bool, options ...toggle) *vecty.HTML {
	var buttons vecty.List
	for _, o := range options {
		buttons = append(buttons, button(o.words, o.do, class("tog"), attribute("aria-pressed", yesNo(o.on)), vecty.Markup(prop.Disabled(o.disabled))))
	}
	return elem.Div(class("toggles"), attributes("role", "group", "aria-label", label), vecty.Markup(vecty.Property("hidden", !offered)),
		span(label), buttons)
}
