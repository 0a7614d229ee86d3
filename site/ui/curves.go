package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Curves shows the charts. What depends on the data is drawn anew only when an
// epoch has ended or people want to see it otherwise; the cursor and the readout
// follow the pointer by themselves.
type Curves struct {
	vecty.Core
	Lines    []line             `vecty:"prop"`
	Epochs   int                `vecty:"prop"` // the axis ends here
	From     int                `vecty:"prop"` // the stretch shown; both 0: all
	To       int                `vecty:"prop"`
	HeldOut  int                `vecty:"prop"` // validation images; 0 if not known
	Cursor   int                `vecty:"prop"`
	Charts   store.Charts       `vecty:"prop"`
	Compared []string           `vecty:"prop"` // IDs of the groups that are compared
	Sizes    store.Sizes        `vecty:"prop"`
	Sheets   *Sheets            `vecty:"prop"` // nil: all is laid out at every render
	Dispatch func(store.Action) `vecty:"prop"`
}

// curves returns the charts of a state.
func curves(s store.State, sheets *Sheets, dispatch func(store.Action)) *Curves {
	from, to := s.Stretch()
	return &Curves{
		Lines: lines(s), Epochs: s.LongestRun(), From: from, To: to, HeldOut: heldOut(s),
		Cursor: s.Cursor, Charts: s.Charts, Compared: s.Table.Compared, Sizes: s.Sizes, Sheets: sheets, Dispatch: dispatch,
	}
}

// Copy implements vecty.Copier; see the package comment.
func (c *Curves) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Curves) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Curves)
	return ok && !c.Sheets.late() && p.Epochs == c.Epochs && p.From == c.From && p.To == c.To && p.HeldOut == c.HeldOut && p.Cursor == c.Cursor &&
		p.Charts.Equal(c.Charts) && slices.Equal(p.Compared, c.Compared) && p.Sizes == c.Sizes && slices.EqualFunc(p.Lines, c.Lines, line.same)
}

// Render implements vecty.Component.
func (c *Curves) Render() vecty.ComponentOrHTML {
	shown := c.Charts.Shown()
	c.Sheets.begin(shown)
	var panes vecty.List
	for _, m := range store.Measures() {
		panes = append(panes, c.pane(m))
	}
	if c.Sheets.late() {
		c.Dispatch(store.NextFrame{})
	}
	return elem.Section(class("curves"), vecty.Markup(prop.ID(string(store.AtCurves))), attribute("aria-label", text.CurvesLabel), c.listeners(),
		&ChartBar{
			Absent: len(c.Lines) == 0, Charts: c.Charts, From: c.From, To: c.To,
			Repeated: slices.ContainsFunc(c.Lines, line.repeated), Compared: len(c.Compared) > 0,
		},
		&Legend{Entries: entries(c.Lines, c.Charts)},
		elem.Div(class("plots", layouts[len(shown)]), panes),
	)
}

// layouts are the classes of so many charts.
var layouts = [...]string{1: "one", 2: "two", 3: "three", 4: "four"}

// pane is the place of a chart. It can be focused, for the keys.
func (c *Curves) pane(m store.Measure) *vecty.HTML {
	shown := c.Charts.Shows(m)
	var figure *vecty.HTML
	if shown && c.Sizes.Of(m) > 0 {
		figure = c.sheet(m).Figure(plot.Over{
			Cursor: float64(c.Cursor),
			From:   float64(c.Charts.Grip),
			To:     float64(c.Charts.Pulled),
			Lit:    c.Charts.Lit,
			Near:   c.Charts.Near,
		})
	}
	return elem.Div(class("pane"),
		vecty.Markup(prop.ID(string(m)), vecty.Attribute("tabindex", "0"), vecty.Data("chart", string(m)), vecty.Property("hidden", !shown)),
		attributes("role", "group", "aria-label", text.ChartLabel(text.MeasureTitle(string(m)))),
		vecty.If(figure != nil, figure),
	)
}

// sheet returns the chart of a measure, laid out.
func (c *Curves) sheet(m store.Measure) *plot.Sheet {
	return c.Sheets.lay(view{
		measure: m, lines: c.Lines, epochs: c.Epochs, from: c.From, to: c.To, heldOut: c.HeldOut,
		charts: c.Charts, compared: c.Compared, width: c.Sizes.Of(m), height: c.height(), narrow: c.narrow(),
	})
}

// narrow reports whether there is no room for names at the lines' ends; the
// same width stands in the style sheet.
func (c *Curves) narrow() bool { return c.Sizes.Page <= 1240 }

// height returns the charts' height in pixels. While there is nothing to see
// they stay low, and where there are many.
func (c *Curves) height() int {
	switch many := len(c.Charts.Shown()) > 2; {
	case len(c.Lines) == 0:
		return 250
	case c.narrow() && many:
		return 240
	case c.narrow() || many:
		return 280
	}
	return 380
}
