package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/plot"
	"atelier/site/store"
)

// Paper is one chart for paper. It is drawn outside the page, once.
type Paper struct {
	vecty.Core
	Measure store.Measure `vecty:"prop"`
	Print   *plot.Print   `vecty:"prop"`
}

// The size of a chart on paper, in pixels: at the text's 12 it fits a column of
// 16 cm.
const (
	paperWidth  = 620
	paperHeight = 360
)

// Papers returns the charts that the page shows, of some groups alone, with
// everything else as the page shows it.
func Papers(s store.State, groups []store.Group) []*Paper {
	var list []line
	for _, g := range groups {
		list = append(list, line{g})
	}
	if !slices.ContainsFunc(list, line.started) {
		return nil
	}
	charts := s.Charts
	charts.Hidden = nil
	from, to := s.Stretch()
	epochs := 0
	for _, g := range groups {
		epochs = max(epochs, g.Runs[0].Recipe.Epochs)
	}
	var papers []*Paper
	for _, m := range charts.Shown() {
		v := view{
			measure: m, lines: list, epochs: epochs, from: from, to: to, heldOut: heldOut(s),
			charts: charts, compared: s.Table.Compared, width: paperWidth, height: paperHeight,
		}
		papers = append(papers, &Paper{Measure: m, Print: v.chart(v.series(sheet{})).Sheet().Print()})
	}
	return papers
}

// Name returns what a file of the chart is called, without its ending.
func (c *Paper) Name() string { return "chart-" + string(c.Measure) }

// Width and Height return the drawing's size in pixels.
func (c *Paper) Width() int  { return c.Print.Width }
func (c *Paper) Height() int { return c.Print.Height }

// Copy implements vecty.Copier; see the package comment.
func (c *Paper) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// Render implements vecty.Component.
func (c *Paper) Render() vecty.ComponentOrHTML { return elem.Div(c.Print.Drawing()) }
