package ui

import (
	"fmt"
	"math"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/event"
	"github.com/hexops/vecty/prop"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Plates are a figure's two charts, of training loss and of validation
// accuracy. They follow the pointer and the keys as all charts do.
type Plates struct {
	vecty.Core
	Figure   *store.Figure      `vecty:"prop"` // nil: nothing is seen
	Loss     *plot.Sheet        `vecty:"prop"` // nil until it is laid out
	Accuracy *plot.Sheet        `vecty:"prop"`
	Width    int                `vecty:"prop"` // of a chart
	Cursor   int                `vecty:"prop"`
	Dispatch func(store.Action) `vecty:"prop"`
}

// The charts' height and the width from which there is room for names at the
// lines' ends, in pixels.
const (
	plateHeight   = 250
	labelledWidth = 360
)

// chartWidth returns the width of a chart in a window of that width. The style
// sheet has the same measures: text, two charts and a table side by side, two
// charts, or a single one.
func chartWidth(page int) int {
	switch {
	case page > 1320:
		return (min(page, 1440) - 2*32 - 172 - 284 - 3*24) / 2
	case page > 960:
		return (page - 2*24 - 24) / 2
	case page > 599:
		return (page - 2*16 - 24) / 2
	}
	return max(page-2*16, 0)
}

// plateID is the ID of a figure's chart.
func plateID(f *store.Figure, m store.Measure) string {
	return fmt.Sprintf("experiment-%d-%s", f.Experiment.Number, m)
}

// Copy implements vecty.Copier; see the package comment.
func (c *Plates) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. The charts themselves tell whether
// the figure is another one.
func (c *Plates) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Plates)
	return ok && (p.Figure == nil) == (c.Figure == nil) && p.Loss == c.Loss && p.Accuracy == c.Accuracy && p.Width == c.Width && p.Cursor == c.Cursor
}

// Render implements vecty.Component.
func (c *Plates) Render() vecty.ComponentOrHTML {
	if c.Figure == nil {
		return nil
	}
	return elem.Div(class("plates"), c.listeners(), c.pane(store.TrainingLoss), c.pane(store.Accuracy))
}

// pane is the place of a chart. It can be focused, for the keys.
func (c *Plates) pane(m store.Measure) *vecty.HTML {
	var figure *vecty.HTML
	if sheet := c.sheet(m); sheet != nil && c.Width > 0 {
		figure = sheet.Figure(plot.Over{Cursor: float64(c.Cursor)})
	}
	title := text.FigureTitle(c.Figure.Experiment.Figure, c.Figure.Experiment.Title)
	return elem.Div(class("plate"),
		vecty.Markup(prop.ID(plateID(c.Figure, m)+"-plate"), vecty.Attribute("tabindex", "0"), vecty.Data("plate", string(m))),
		attributes("role", "group", "aria-label", text.ReportChart(title, string(m))),
		vecty.If(figure != nil, figure),
	)
}

func (c *Plates) sheet(m store.Measure) *plot.Sheet {
	if m == store.Accuracy {
		return c.Accuracy
	}
	return c.Loss
}

// listeners has the pointer and the keys choose the epoch that all charts show.
func (c *Plates) listeners() vecty.MarkupList {
	return vecty.Markup(
		event.PointerDown(c.pointed),
		event.PointerMove(c.pointed),
		event.PointerLeave(func(e *vecty.Event) {
			if byMouse(e) && c.Cursor != 0 { // a finger leaves its mark
				c.Dispatch(store.PointAt{})
			}
		}),
		event.KeyDown(func(e *vecty.Event) {
			of := e.Value
			if !e.Target.Call("matches", "[data-plate]").Bool() || of.Get("ctrlKey").Bool() || of.Get("metaKey").Bool() || of.Get("altKey").Bool() {
				return
			}
			for _, a := range keyed(of.Get("key").String()) {
				switch a.(type) {
				case store.PointAt, store.PointBy:
					c.Dispatch(a)
					of.Call("preventDefault")
				}
			}
		}),
	)
}

// pointed points at the epoch under the pointer, if it is another one.
func (c *Plates) pointed(e *vecty.Event) {
	place := e.Target.Call("closest", "[data-plate]")
	if !place.Truthy() {
		return
	}
	sheet := c.sheet(store.Measure(place.Get("dataset").Get("plate").String()))
	if sheet == nil {
		return
	}
	x, _ := sheet.XAt(e.Value.Get("clientX").Float() - place.Call("getBoundingClientRect").Get("left").Float())
	if epoch := int(math.Round(x)); epoch != c.Cursor {
		c.Dispatch(store.PointAt{Epoch: epoch})
	}
}
