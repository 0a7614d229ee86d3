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

// still is all of the drawing that stays while the pointer moves.
type still struct {
	vecty.Core
	Sheet *Sheet `vecty:"prop"`
}

// Copy keeps vecty from keeping all copies there ever were.
func (d *still) Copy() vecty.Component { e := *d; e.Core = vecty.Core{}; return &e }

// SkipRender implements vecty.RenderSkipper.
func (d *still) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*still)
	return ok && p.Sheet == d.Sheet
}

// Render draws the axes, what shows the deviations, the lines and the labels,
// later ones over earlier ones. Every part is one group, so that vecty finds
// each in its place.
func (d *still) Render() vecty.ComponentOrHTML {
	s := d.Sheet
	var bands, lines, bars, ends vecty.List
	for i := range s.chart.Series {
		bands = append(bands, s.band(i))
		lines = append(lines, s.line(i)...)
	}
	for place, i := range s.bars {
		bars = append(bars, s.errorBars(i, place))
	}
	for i := range s.labels {
		ends = append(ends, s.end(i)...)
	}
	return svg("g", "", nil,
		s.chart.drawAxes(s.frame),
		svg("g", "", nil, bands),
		svg("g", "", nil, lines),
		svg("g", "", nil, bars),
		s.chart.drawEvents(s.frame),
		svg("g", "", nil, ends),
		s.chart.drawEmpty(s.frame),
	)
}

// moving is what lies over a drawing.
type moving struct {
	vecty.Core
	Sheet *Sheet `vecty:"prop"`
	Over  Over   `vecty:"prop"`
}

// Copy keeps vecty from keeping all copies there ever were.
func (d *moving) Copy() vecty.Component { e := *d; e.Core = vecty.Core{}; return &e }

// SkipRender implements vecty.RenderSkipper.
func (d *moving) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*moving)
	return ok && p.Sheet == d.Sheet && p.Over == d.Over
}

// Render implements vecty.Component.
func (d *moving) Render() vecty.ComponentOrHTML {
	return svg("g", "", nil,
		d.Sheet.lit(d.Over.Lit),
		d.Sheet.stretch(d.Over.From, d.Over.To),
		d.Sheet.cursor(d.Over.Cursor),
	)
}

// lit pales everything but one series.
func (s *Sheet) lit(id string) *vecty.HTML {
	var list vecty.List
	for i := range s.chart.Series {
		if id == "" || s.chart.Series[i].ID != id {
			continue
		}
		f := s.frame
		list = append(list, svg("rect", "veil", []string{
			"x", coordinate(f.left + 1), "y", "0", "width", coordinate(max(s.chart.Width-f.left-1, 0)), "height", coordinate(f.bottom),
		}), s.band(i))
		list = append(list, s.line(i)...)
		for place, bars := range s.bars {
			if bars == i {
				list = append(list, s.errorBars(i, place))
			}
		}
		for j := range s.labels {
			if s.labels[j].series == i {
				list = append(list, s.end(j)...)
			}
		}
	}
	return svg("g", "", nil, list)
}

// stretch shows what is being chosen.
func (s *Sheet) stretch(from, to float64) *vecty.HTML {
	f := s.frame
	from, to = min(from, to), max(from, to)
	if !(from < to) || !f.x.shows(from) || !f.x.shows(to) {
		return svg("g", "", nil)
	}
	left, right := f.x.clamped(from), f.x.clamped(to)
	return svg("g", "", nil, svg("rect", "stretch", []string{
		"x", coordinate(left), "y", coordinate(f.top), "width", coordinate(right - left), "height", coordinate(f.bottom - f.top),
	}))
}

// cursor draws a hairline, and a point on every line.
func (s *Sheet) cursor(at float64) *vecty.HTML {
	c, f := &s.chart, s.frame
	if !isCursor(at) || !f.x.shows(at) || at < f.x.lo || at > f.x.hi || c.empty(f) {
		return svg("g", "", nil)
	}
	x := f.x.at(at)
	var hair path
	hair.to('M', x, f.top)
	hair.to('V', f.bottom)
	list := vecty.List{svgPath("cursor", string(hair))}
	for i := range c.Series {
		series := &c.Series[i]
		if j := series.index(at); j >= 0 && f.y.shows(series.Y[j]) {
			list = append(list, svgDot(series.class(), x, f.y.at(series.Y[j]), "3.5"))
		}
	}
	return svg("g", "", nil, list)
}
