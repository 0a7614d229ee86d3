package plot

import (
	"math"
	"strconv"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// Figure returns the chart: title, readout, drawing, table. It is drawn anew
// at each call; whoever renders it decides when.
func (c *Chart) Figure() *vecty.HTML {
	chart := *c // what the table will be made of, if it is opened
	f := chart.frame()
	return elem.Figure(
		vecty.Markup(vecty.Class("plot")),
		elem.FigureCaption(
			elem.Heading3(vecty.Text(c.Title)),
			elem.Paragraph(vecty.Text(c.Subtitle)),
		),
		chart.readout(f),
		chart.drawing(f),
		&dataTable{Of: &chart},
	)
}

// XAt returns the x of the data nearest to a pointer, px pixels right of the
// drawing's left edge; not ok if there is none.
func (c *Chart) XAt(px float64) (x float64, ok bool) {
	if math.IsNaN(px) {
		return 0, false
	}
	f := c.frame()
	nearest := math.Inf(1)
	for i := range c.Series {
		s := &c.Series[i]
		for j := range min(len(s.X), len(s.Y)) {
			if !f.x.shows(s.X[j]) || !f.y.shows(s.Y[j]) {
				continue
			}
			if d := math.Abs(f.x.at(s.X[j]) - px); d < nearest {
				nearest, x, ok = d, s.X[j], true
			}
		}
	}
	return x, ok
}

// drawing draws the axes, what shows the deviations, the lines, the labels
// and the cursor, later ones over earlier ones. Every part is one group, so
// that vecty finds each in its place.
func (c *Chart) drawing(f frame) *vecty.HTML {
	width, height := pixels(c.Width), pixels(c.Height)
	return svg("svg", "chart",
		[]string{"viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img", "aria-label", c.description(f)},
		c.drawAxes(f),
		c.drawBands(f),
		c.drawLines(f),
		c.drawBars(f),
		c.drawEnds(f),
		c.drawCursor(f),
		c.drawEmpty(f),
	)
}

func (c *Chart) drawBands(f frame) *vecty.HTML {
	var list vecty.List
	for i := range c.Series {
		if c.Spread == Bands {
			s := &c.Series[i]
			list = append(list, svgPath("band "+s.class(), c.bandPath(s, f.x, f.y)))
		}
	}
	return svg("g", "", nil, list)
}

func (c *Chart) drawLines(f frame) *vecty.HTML {
	var list vecty.List
	for i := range c.Series {
		s := &c.Series[i]
		list = append(list,
			svgPath("line "+s.class(), linePath(s, f.x, f.y)),
			svgPath("dot "+s.class(), lonePoints(s, f.x, f.y)))
	}
	return svg("g", "", nil, list)
}

func (c *Chart) drawBars(f frame) *vecty.HTML {
	var with []*Series
	for i := range c.Series {
		if s := &c.Series[i]; c.Spread == Bars && !s.Plain && len(s.Deviation) > 0 {
			with = append(with, s)
		}
	}
	every := barStep(f.x, len(with))
	var list vecty.List
	for i, s := range with {
		list = append(list, svgPath("bar "+s.class(), c.barPath(s, f.x, f.y, every, barShift(i, len(with)))))
	}
	return svg("g", "", nil, list)
}

// drawEnds draws the points of live lines and, unless the chart is narrow,
// the labels.
func (c *Chart) drawEnds(f frame) *vecty.HTML {
	var list vecty.List
	bars := 0
	for _, l := range c.labels(f) {
		s := &c.Series[l.series]
		from := l.endX + 2
		if s.Live {
			list = append(list, svgDot(s.class(), l.endX, l.endY, "4"))
			from = l.endX + 5
		}
		if c.Narrow {
			continue
		}
		if below, above, ok := c.interval(s, s.last(f.x, f.y)); ok && l.inMargin && c.deviationsInMargin() {
			from = f.right + atTheEnd + deviationGap*float64(bars)
			bars++
			var bar path
			bar.errorBar(from, f.y.clamped(above), f.y.clamped(below), 5)
			list = append(list, svgPath("bar "+s.class(), string(bar)), svgDot(s.class(), from, l.endY, "3"))
			from += 4
		}
		list = append(list,
			svgPath("lead "+s.class(), lead(l, from)),
			svg("text", "lbl", []string{"x", coordinate(l.x), "y", coordinate(l.y + 4)},
				vecty.Text(l.name), svg("tspan", "val", []string{"dx", "5"}, vecty.Text(l.value))))
	}
	return svg("g", "", nil, list)
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

func (c *Chart) drawCursor(f frame) *vecty.HTML {
	if !c.hasCursor() || !f.x.shows(c.Cursor) || c.Cursor < f.x.lo || c.Cursor > f.x.hi || c.empty(f) {
		return svg("g", "", nil)
	}
	x := f.x.at(c.Cursor)
	var hair path
	hair.to('M', x, f.top)
	hair.to('V', f.bottom)
	list := vecty.List{svgPath("cursor", string(hair))}
	for i := range c.Series {
		s := &c.Series[i]
		if at := s.index(c.Cursor); at >= 0 && f.y.shows(s.Y[at]) {
			list = append(list, svgDot(s.class(), x, f.y.at(s.Y[at]), "3.5"))
		}
	}
	return svg("g", "", nil, list)
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
		if s.Live {
			ends.WriteString(", still training")
		}
		ends.WriteString(".")
	}
	text := c.Title + " by " + label
	if c.Y.Logarithmic {
		text += ", logarithmic"
	}
	switch curves {
	case 0:
		return text + ". Nothing to show yet."
	case 1:
		return text + ", 1 curve." + ends.String()
	}
	return text + ", " + strconv.Itoa(curves) + " curves." + ends.String()
}
