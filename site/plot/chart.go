package plot

import (
	"math"
	"strconv"
	"strings"

	"github.com/hexops/vecty"
)

// Figure returns the chart: title, readout, drawing, table. It is laid out anew
// at each call; see Sheet for one that is drawn often.
func (c *Chart) Figure() *vecty.HTML { return c.Sheet().Figure(Over{Cursor: c.Cursor}) }

// XAt is that of the chart's Sheet.
func (c *Chart) XAt(px float64) (x float64, ok bool) { return c.Sheet().XAt(px) }

// band returns the band of the i-th series.
func (s *Sheet) band(i int) *vecty.HTML {
	if s.chart.Spread != Bands {
		return nil
	}
	series := &s.chart.Series[i]
	return svgPath("band "+series.class(), s.chart.bandPath(series, s.frame.x, s.frame.y))
}

// line returns the line of the i-th series, behind it what was measured if it
// is smoothed, and its lone points.
func (s *Sheet) line(i int) vecty.List {
	series, f := &s.chart.Series[i], s.frame
	raw := ""
	if series.smooth != nil {
		raw = linePath(series, series.Y, f.x, f.y)
	}
	return vecty.List{
		svgPath("raw "+series.class(), raw),
		svgPath("line "+series.class(), linePath(series, series.drawn(), f.x, f.y)),
		svgPath("dot "+series.class(), lonePoints(series, f.x, f.y)),
	}
}

// errorBars returns the error bars of the i-th series, which has the given
// place among those that have some.
func (s *Sheet) errorBars(i, place int) *vecty.HTML {
	series, n := &s.chart.Series[i], len(s.bars)
	return svgPath("bar "+series.class(), s.chart.barPath(series, s.frame.x, s.frame.y, barStep(s.frame.x, n), barShift(place, n)))
}

// end returns what stands at the end of a line: its mark or, while it is live,
// a point, and its label unless the chart is narrow.
func (s *Sheet) end(i int) vecty.List {
	l, c, f := s.labels[i], &s.chart, s.frame
	series := &c.Series[l.series]
	var list vecty.List
	from := l.endX + 2
	if series.Live {
		list = append(list, svgDot(series.class(), l.endX, l.endY, "4"))
		from = l.endX + 5
	}
	list = append(list, svgPath("end "+series.class(), series.endPath(l.endX, l.endY)))
	if c.Narrow {
		return list
	}
	if below, above, ok := c.interval(series, series.last(f.x, f.y)); ok && l.inMargin && c.deviationsInMargin() {
		from = f.right + atTheEnd + deviationGap*float64(s.place(i))
		var bar path
		bar.errorBar(from, f.y.clamped(above), f.y.clamped(below), 5)
		list = append(list, svgPath("bar "+series.class(), string(bar)), svgDot(series.class(), from, l.endY, "3"))
		from += 4
	}
	return append(list,
		svgPath("lead "+series.class(), lead(l, from)),
		svg("text", "lbl", []string{"x", coordinate(l.x), "y", coordinate(l.y + 4)},
			vecty.Text(l.name), svg("tspan", "val", []string{"dx", "5"}, vecty.Text(l.value))))
}

// place returns how many deviations stand in the margin before that of the
// i-th label.
func (s *Sheet) place(i int) int {
	n := 0
	for _, l := range s.labels[:i] {
		series := &s.chart.Series[l.series]
		if _, _, ok := s.chart.interval(series, series.last(s.frame.x, s.frame.y)); ok && l.inMargin {
			n++
		}
	}
	return n
}

// lead returns the line from the end of a run's line, or what stands beside
// it, to its label; nothing for a label that stands right there.
func lead(l label, from float64) string {
	if !l.inMargin && math.Abs(l.y-l.endY) <= labelShift {
		return ""
	}
	var p path
	p.to('M', from, l.endY)
	if l.inMargin {
		p.to('L', l.x-4, l.y)
	} else {
		p.to('L', l.x-2, l.y)
	}
	return string(p)
}

func (c *Chart) drawEmpty(f frame) *vecty.HTML {
	if c.Empty == "" || !c.empty(f) {
		return svg("g", "", nil)
	}
	return svg("g", "", nil, svgText("empty", (f.left+f.right)/2, (f.top+f.bottom)/2-6, "middle", c.Empty))
}

// empty reports whether there is no point to draw.
func (c *Chart) empty(f frame) bool {
	for i := range c.Series {
		if c.Series[i].last(f.x, f.y) >= 0 {
			return false
		}
	}
	return true
}

// description says in words what the drawing shows.
func (c *Chart) description(f frame) string {
	label := c.xAxis().Label
	var ends strings.Builder
	curves := 0
	for i := range c.Series {
		s := &c.Series[i]
		last := s.last(f.x, f.y)
		if last < 0 {
			continue
		}
		curves++
		ends.WriteString(" " + s.Label + ": " + c.writeWithDeviation(s, last, f))
		if c.Y.Unit != "" {
			ends.WriteString(" " + c.Y.Unit)
		}
		ends.WriteString(" at " + label + " " + writeX(s.X[last]))
		ends.WriteString(s.ended())
		ends.WriteString(".")
	}
	text := c.Title + " by " + label
	if c.Y.Logarithmic {
		text += ", logarithmic"
	}
	switch curves {
	case 0:
		return text + ". Nothing to show yet." + c.aside()
	case 1:
		return text + ", 1 curve." + ends.String() + c.aside()
	}
	return text + ", " + strconv.Itoa(curves) + " curves." + ends.String() + c.aside()
}

// ended says how a line ends, and what happened on the way.
func (s *Series) ended() string {
	text := ""
	switch {
	case s.Live:
		text = ", still training"
	case s.End == BrokenOff:
		text = ", diverged"
	case s.End == StoppedEarly:
		text = ", stopped early"
	}
	for _, e := range s.Events {
		text += "; " + e.Text + " after " + writeX(math.Round(10*e.X)/10)
	}
	return text
}

// aside says what of the chart is not to be seen as it was measured.
func (c *Chart) aside() string {
	text := ""
	if c.stretch() {
		text += " Shown from " + writeX(c.From) + " to " + writeX(c.To) + "."
	}
	if c.Smoothing > 0 {
		text += " Lines smoothed."
	}
	if len(c.Hidden) > 0 {
		text += " Hidden: " + strings.Join(c.Hidden, ", ") + "."
	}
	return text
}
