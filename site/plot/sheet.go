package plot

import (
	"math"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// Sheet is a chart laid out. It is never changed, so that whoever keeps it can
// have it drawn again at little cost: what depends on the data is drawn anew
// only for another Sheet, the rest when Over changes.
type Sheet struct {
	whole       Chart // as it was given: what readout and table tell
	chart       Chart // what is drawn: cut to the stretch that is shown, and smoothed
	frame       frame
	labels      []label
	bars        []int // the series with error bars
	description string
}

// Over is what lies over a chart and follows the pointer.
type Over struct {
	Cursor   float64 // as Chart.Cursor
	From, To float64 // the stretch that is being chosen; the same: none
	Lit      string  // the ID of the series that stands out; "": none
	Near     string  // the ID of the series that is named at the cursor; "": none
}

// Sheet lays the chart out.
func (c *Chart) Sheet() *Sheet {
	s := &Sheet{whole: *c, chart: *c}
	s.chart.Series = make([]Series, len(c.Series))
	for i, series := range c.Series {
		if c.Smoothing > 0 {
			series.smooth = Smooth(series.Y, c.Smoothing)
		}
		s.chart.Series[i] = c.cut(series)
	}
	s.frame = s.chart.frame()
	s.labels = s.chart.labels(s.frame)
	for i := range s.chart.Series {
		if series := &s.chart.Series[i]; c.Spread == Bars && !series.Plain && len(series.Deviation) > 0 {
			s.bars = append(s.bars, i)
		}
	}
	s.description = s.whole.description(s.frame)
	return s
}

// cut returns the part of a series in the stretch that is shown.
func (c *Chart) cut(s Series) Series {
	if !c.stretch() {
		return s
	}
	from, to := 0, min(len(s.X), len(s.Y))
	for from < to && !(s.X[from] >= c.From) {
		from++
	}
	for to > from && !(s.X[to-1] <= c.To) {
		to--
	}
	if len(s.Deviation) == len(s.Y) {
		s.Deviation = s.Deviation[from:to]
	}
	if s.smooth != nil {
		s.smooth = s.smooth[from:to]
	}
	// What went on beyond the stretch has its end there, too.
	if to < min(len(s.X), len(s.Y)) {
		s.Live, s.End = false, Open
	}
	s.X, s.Y = s.X[from:to], s.Y[from:to]
	return s
}

// Figure returns title, readout, drawing and table.
func (s *Sheet) Figure(o Over) *vecty.HTML {
	c := &s.chart
	width, height := pixels(c.Width), pixels(c.Height)
	return elem.Figure(
		vecty.Markup(vecty.Class("plot")),
		elem.FigureCaption(
			elem.Heading3(vecty.Text(c.Title)),
			elem.Paragraph(vecty.Text(c.Subtitle)),
		),
		&readout{Sheet: s, Cursor: o.Cursor},
		svg("svg", "chart",
			[]string{"viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img", "aria-label", s.description},
			&still{Sheet: s},
			&moving{Sheet: s, Over: o},
		),
		&dataTable{Of: &s.whole},
	)
}

// XAt returns the x of the data nearest to a pointer, px pixels right of the
// drawing's left edge; not ok if there is none.
func (s *Sheet) XAt(px float64) (x float64, ok bool) {
	if math.IsNaN(px) {
		return 0, false
	}
	nearest := math.Inf(1)
	for i := range s.chart.Series {
		series := &s.chart.Series[i]
		for j := range min(len(series.X), len(series.Y)) {
			if !s.frame.x.shows(series.X[j]) || !s.frame.y.shows(series.Y[j]) {
				continue
			}
			if d := math.Abs(s.frame.x.at(series.X[j]) - px); d < nearest {
				nearest, x, ok = d, series.X[j], true
			}
		}
	}
	return x, ok
}
