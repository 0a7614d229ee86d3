package ui

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Units says how the units of the hidden layers fare: dead ones, the gradient,
// and batch normalisation's running statistics.
type Units struct {
	vecty.Core
	Insight *wire.Insight `vecty:"prop"` // nil until it is here
	Run     *store.Run    `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Units) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Units) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Units)
	return ok && p.Insight == c.Insight && sameInside(p.Run, c.Run)
}

// Render implements vecty.Component.
func (c *Units) Render() vecty.ComponentOrHTML {
	return elem.Section(class("units"), attribute("aria-label", text.UnitsTitle),
		heading(text.UnitsTitle),
		elem.DescriptionList(c.figures()),
		elem.Paragraph(class("msg"), vecty.Text(c.note())),
		c.statistics(),
	)
}

func (c *Units) figures() vecty.List {
	var list vecty.List
	if c.Insight != nil {
		for layer, share := range c.Insight.DeadUnits {
			all := c.Run.Recipe.Hidden[layer]
			list = append(list, term(text.DeadIn(layer), text.OfUnitsOf(int(math.Round(share*float64(all))), all)))
		}
	}
	norm := text.None
	if n := len(c.Run.Observed); n > 0 && c.Run.Observed[n-1].Epoch > 0 {
		norm = text.Figure(c.Run.Observed[n-1].GradientNorm)
	}
	return append(list, term(text.GradientNorm, norm))
}

func (c *Units) note() string {
	if c.Insight != nil && len(c.Insight.DeadUnits) == 0 {
		return text.NoDead
	}
	return text.DeadHint
}

// statistics is a table of the running means and variances, layer by layer.
func (c *Units) statistics() *vecty.HTML {
	if c.Insight == nil || len(c.Insight.Statistics) == 0 {
		return elem.Div(class("statistics"))
	}
	var body vecty.List
	layer := 0
	for _, s := range c.Insight.Statistics {
		word := text.RunningMean
		switch kind(s) {
		case "running_mean":
		case "running_var":
			word = text.RunningVariance
		default:
			continue
		}
		sorted := slices.Sorted(slices.Values(s.Values))
		figure := func(x float32) *vecty.HTML { return elem.TableData(vecty.Text(text.Figure(float64(x)))) }
		body = append(body, elem.TableRow(
			elem.TableHeader(attribute("scope", "row"), vecty.Text(text.Layer(layer)+", "+word)),
			figure(sorted[0]), figure(sorted[len(sorted)/2]), figure(sorted[len(sorted)-1]),
		))
		if word == text.RunningVariance {
			layer++
		}
	}
	return elem.Div(class("statistics"),
		elem.Heading3(vecty.Text(text.StatisticsTitle)),
		elem.Table(elem.Caption(vecty.Text(text.StatisticsHint)), elem.TableBody(body)),
	)
}

// kind returns what a buffer holds: the last part of its name.
func kind(s train.RunningStatistics) string {
	for i := len(s.Name) - 1; i >= 0; i-- {
		if s.Name[i] == '.' {
			return s.Name[i+1:]
		}
	}
	return s.Name
}
