package ui

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/event"
	"github.com/hexops/vecty/prop"

	"atelier/core/train"
	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Curves shows the two charts: validation accuracy and training loss. They
// are drawn anew only when an epoch has ended, the epoch pointed at has
// changed, or the size.
type Curves struct {
	vecty.Core
	Lines    []line             `vecty:"prop"`
	Epochs   int                `vecty:"prop"` // the axis ends here
	HeldOut  int                `vecty:"prop"` // validation images; 0 if not known
	Cursor   int                `vecty:"prop"`
	Sizes    store.Sizes        `vecty:"prop"`
	Dispatch func(store.Action) `vecty:"prop"`
}

// line is one run in the charts.
type line struct {
	name  string
	style int
	curve *store.Curve
	live  bool
}

// lines lists the runs that have something to draw, or soon will.
func lines(s store.State) []line {
	var list []line
	for _, g := range s.Groups() {
		if g.Waits() {
			continue
		}
		r := g.Runs[0]
		list = append(list, line{r.Recipe.Name, r.Style, r.Curve, r.Phase.Active()})
	}
	return list
}

// epochs returns the last epoch of the axis: the longest of the runs', or
// that of the recipe if there are none.
func epochs(s store.State) int {
	longest := 0
	for _, r := range s.Runs {
		if r.Phase != store.Queued {
			longest = max(longest, r.Recipe.Epochs)
		}
	}
	if longest == 0 {
		return s.Draft.Recipe.Epochs
	}
	return longest
}

// heldOut returns the validation images of the newest run that knows them, 0
// if none does.
func heldOut(s store.State) int {
	for _, r := range slices.Backward(s.Runs) {
		if r.ValidationImages > 0 {
			return r.ValidationImages
		}
	}
	return 0
}

// Copy implements vecty.Copier; see the package comment.
func (c *Curves) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Curves) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Curves)
	return ok && p.Epochs == c.Epochs && p.HeldOut == c.HeldOut && p.Cursor == c.Cursor && p.Sizes == c.Sizes && slices.Equal(p.Lines, c.Lines)
}

// The IDs of the charts' places, whose widths the page measures.
const (
	AccuracyID = "accuracy"
	LossID     = "loss"
)

// Render implements vecty.Component.
func (c *Curves) Render() vecty.ComponentOrHTML {
	accuracy, loss := c.charts()
	return elem.Section(class("curves"), vecty.Markup(prop.ID(string(store.AtCurves))), attribute("aria-label", text.CurvesLabel),
		vecty.If(c.narrow() && len(c.Lines) > 0, c.legend()),
		elem.Div(class("plots"), c.pointing(),
			c.figure(AccuracyID, accuracy),
			c.figure(LossID, loss),
		),
	)
}

// narrow reports whether there is no room for names at the lines' ends; the
// same width stands in the style sheet.
func (c *Curves) narrow() bool { return c.Sizes.Page <= 1240 }

// height returns the charts' height in pixels. While there is nothing to see
// they stay low.
func (c *Curves) height() int {
	switch {
	case len(c.Lines) == 0:
		return 250
	case c.narrow():
		return 280
	}
	return 380
}

// charts returns what is to be drawn.
func (c *Curves) charts() (accuracy, loss *plot.Chart) {
	accuracy = &plot.Chart{
		ID:       AccuracyID + "-chart",
		Title:    text.AccuracyTitle,
		Subtitle: text.AccuracySubtitle(c.HeldOut),
		Empty:    text.AccuracyEmpty,
		Width:    float64(c.Sizes.Accuracy),
		Y:        plot.Axis{Label: text.AccuracyTitle, Unit: text.PerCentWord, Bounds: [2]float64{0, 100}, Format: text.PerCent},
	}
	loss = &plot.Chart{
		ID:       LossID + "-chart",
		Title:    text.LossTitle,
		Subtitle: text.LossSubtitle,
		Empty:    text.LossEmpty,
		Width:    float64(c.Sizes.Loss),
		Y:        plot.Axis{Label: text.LossTitle, Format: text.Loss, Logarithmic: true},
	}
	for _, l := range c.Lines {
		a, b := l.series()
		accuracy.Series = append(accuracy.Series, a)
		loss.Series = append(loss.Series, b)
	}
	if !slices.ContainsFunc(c.Lines, line.started) {
		accuracy.Y.Min, accuracy.Y.Max = 65, 90 // where curves will be
	}
	for _, chart := range []*plot.Chart{accuracy, loss} {
		chart.X = plot.Axis{Label: text.EpochWord, Max: float64(c.Epochs)}
		chart.Height = float64(c.height())
		chart.Narrow = c.narrow()
		chart.Cursor = float64(c.Cursor)
	}
	return accuracy, loss
}

// started reports whether there is a point to draw.
func (l line) started() bool { return len(l.curve.Points) > 0 }

// series returns the run's curves in the two charts.
func (l line) series() (accuracy, loss plot.Series) {
	accuracy = plot.Series{Label: l.name, Style: l.style, Live: l.live}
	loss = accuracy
	for _, p := range l.curve.Points {
		epoch := float64(p.Epoch)
		accuracy.X = append(accuracy.X, epoch)
		accuracy.Y = append(accuracy.Y, 100*p.Accuracy.Mean)
		accuracy.Deviation = append(accuracy.Deviation, deviation(p.Accuracy))
		loss.X = append(loss.X, epoch)
		loss.Y = append(loss.Y, p.TrainingLoss)
	}
	return accuracy, loss
}

// deviation is in per cent; a single batch has none.
func deviation(a train.Accuracy) float64 {
	if a.Deviation == 0 {
		return math.NaN()
	}
	return 100 * a.Deviation
}

// figure is the place of a chart. It can be focused, for the arrow keys.
func (c *Curves) figure(id string, chart *plot.Chart) *vecty.HTML {
	return elem.Div(class("pane"),
		vecty.Markup(prop.ID(id), vecty.Attribute("tabindex", "0"), vecty.Data("chart", id)),
		attributes("role", "group", "aria-label", text.ChartLabel(chart.Title)),
		vecty.If(chart.Width > 0, chart.Figure()),
	)
}

// legend names the lines where there is no room for names at their ends.
func (c *Curves) legend() *vecty.HTML {
	var items vecty.List
	for _, l := range c.Lines {
		items = append(items, elem.ListItem(swatch(l.style), vecty.Text(l.name)))
	}
	return elem.UnorderedList(class("legend"), items)
}

// pointing has the pointer and the arrow keys choose the epoch that both
// charts show.
func (c *Curves) pointing() vecty.MarkupList {
	point := func(e *vecty.Event) {
		place := e.Target.Call("closest", "[data-chart]")
		if !place.Truthy() {
			return
		}
		accuracy, chart := c.charts()
		if place.Get("id").String() == AccuracyID {
			chart = accuracy
		}
		x, _ := chart.XAt(e.Value.Get("clientX").Float() - place.Call("getBoundingClientRect").Get("left").Float())
		c.point(int(math.Round(x)))
	}
	return vecty.Markup(
		event.PointerMove(point),
		event.PointerDown(point),
		event.PointerLeave(func(e *vecty.Event) {
			if e.Value.Get("pointerType").String() == "mouse" { // a finger leaves its mark
				c.point(0)
			}
		}),
		event.KeyDown(func(e *vecty.Event) {
			if a := keyed(e.Value.Get("key").String()); a != nil {
				e.Value.Call("preventDefault")
				c.Dispatch(a)
			}
		}),
	)
}

// point dispatches the epoch if it is another one: the pointer moves often.
func (c *Curves) point(epoch int) {
	if epoch != c.Cursor {
		c.Dispatch(store.PointAt{Epoch: epoch})
	}
}

// keyed returns what a key does in a chart, nil if nothing.
func keyed(key string) store.Action {
	switch key {
	case "ArrowLeft":
		return store.PointBy{Epochs: -1}
	case "ArrowRight":
		return store.PointBy{Epochs: 1}
	case "Home":
		return store.PointAt{Epoch: 1}
	case "End":
		return store.PointAt{Epoch: math.MaxInt}
	case "Escape":
		return store.PointAt{}
	}
	return nil
}
