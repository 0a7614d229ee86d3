package ui

import (
	"slices"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// Exhibits keeps the charts of the report as they were laid out last. As with
// Sheets, a render lays out a single one anew, the one that has waited longest:
// all of them together would take a frame too long. It holds nothing that does
// not follow from the state.
type Exhibits struct {
	plates [2 * store.MaxFigures]plate
	turn   int  // whose it is
	spent  bool // this render has drawn one
}

// plate is a chart with all that it follows from.
type plate struct {
	figure *store.Figure
	width  int
	laid   *plot.Sheet
	waits  int // for how many renders it has been waiting
}

// begin begins a render.
func (e *Exhibits) begin() {
	e.spent, e.turn = false, 0
	for i, p := range e.plates {
		if p.waits > e.plates[e.turn].waits {
			e.turn = i
		}
	}
}

// late reports whether the render has left charts for the next one.
func (e *Exhibits) late() bool {
	return slices.ContainsFunc(e.plates[:], func(p plate) bool { return p.waits > 0 })
}

// lay returns the chart of a figure's measure; the last one, which may be nil,
// if this is not its turn.
func (e *Exhibits) lay(place int, f *store.Figure, m store.Measure, width int) *plot.Sheet {
	i := 2 * place
	if m == store.Accuracy {
		i++
	}
	p := &e.plates[i]
	first := e.plates[e.turn].waits == 0 // nobody waits
	switch {
	case p.figure == f && p.width == width:
		p.waits = 0
	case !e.spent && (first || i == e.turn):
		e.spent = true
		*p = plate{f, width, figureChart(f, m, width).Sheet(), 0}
	default:
		p.waits++
	}
	return p.laid
}

// forget drops the charts of a place without a figure.
func (e *Exhibits) forget(place int) { e.plates[2*place], e.plates[2*place+1] = plate{}, plate{} }

// figureChart returns what is to be drawn of a figure.
func figureChart(f *store.Figure, m store.Measure, width int) *plot.Chart {
	c := &plot.Chart{
		ID:     plateID(f, m),
		Title:  text.MeasureTitle(string(m)),
		Empty:  text.MeasureEmpty(string(m)),
		Width:  float64(width),
		Height: plateHeight,
		Narrow: width < labelledWidth,
		X:      plot.Axis{Label: text.EpochWord, Max: float64(f.Epochs)},
		Y:      plot.Axis{Label: text.MeasureTitle(string(m)), Logarithmic: true, Format: text.Loss},
	}
	deviations := false
	for _, l := range f.Lines {
		if !l.Control && len(l.TrainLoss) > 0 {
			s := lineSeries(l, m)
			c.Series = append(c.Series, s)
			deviations = deviations || s.Deviation != nil
		}
	}
	if m == store.Accuracy {
		c.Y.Logarithmic, c.Y.Unit, c.Y.Bounds, c.Y.Format = false, text.PerCentWord, [2]float64{0, 100}, text.PerCent
		if len(c.Series) == 0 {
			c.Y.Min, c.Y.Max = 65, 90 // where curves will be
		}
	}
	c.Subtitle = text.ReportAxis(string(m), deviations || len(c.Series) == 0)
	return c
}

// lineSeries returns a recipe's curve: of the mean over its finished runs.
func lineSeries(l store.FigureLine, m store.Measure) plot.Series {
	s := plot.Series{ID: l.Line.Recipe, Label: l.Label, Style: l.Style, Live: l.Live}
	if len(l.Finished) == 0 && l.Diverged > 0 {
		s.End = plot.BrokenOff
	}
	for e := range l.TrainLoss {
		s.X = append(s.X, float64(e+1))
		if m != store.Accuracy {
			s.Y = append(s.Y, l.TrainLoss[e])
			continue
		}
		s.Y = append(s.Y, 100*l.ValidationAccuracy[e].Mean)
		s.Deviation = append(s.Deviation, 100*l.ValidationAccuracy[e].Deviation)
	}
	if !slices.ContainsFunc(s.Deviation, func(d float64) bool { return d > 0 }) {
		s.Deviation = nil // single batches
	}
	return s
}
