// Package plot turns data into curves: scales, ticks, lines, error bars and
// the labels at their ends, drawn as SVG at the pixel size of their place.
//
// It knows nothing of runs and epochs but what its caller writes on the axes.
// All looks are the style sheet's: elements carry classes, never styles.
package plot

import (
	"math"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// Series is one curve.
type Series struct {
	Label     string
	Style     int       // 1 to 8: the colour and dash of the class r1 to r8
	X, Y      []float64 // as long as each other; X ascends; a Y that is not finite breaks the line
	Deviation []float64 // nil, or as long as Y: the half length of its error bar
	Live      bool      // still growing: ends in a dot
}

// Axis is one of a chart's axes.
type Axis struct {
	Label       string
	Min, Max    float64              // both 0: from the data
	Logarithmic bool                 // values that are not positive are left out
	Format      func(float64) string // of values in words; nil: up to four digits
}

// Chart is a picture of curves over whole numbers from 0 on. The zero value
// of a field is its default.
type Chart struct {
	ID              string // unique in the page
	Title, Subtitle string
	X, Y            Axis
	Series          []Series
	Width, Height   int     // of the drawing, in pixels
	Cursor          float64 // the x that is pointed at; 0 is none
	Empty           string  // said in a chart without data, which keeps its axes
	Narrow          bool    // no room for labels at the lines' ends
	Table           bool    // show the table behind the drawing: many elements, slow to draw anew
}

// Text is 12 pixels high everywhere; these are the margins that it needs.
const (
	marginTop    = 10
	marginBottom = 28
	marginLeft   = 40
	marginRight  = 24  // half the last number of the axis
	marginLabels = 132 // for labels at the lines' ends
	barEvery     = 5   // x between error bars
)

// frame is a chart ready to be drawn.
type frame struct {
	*Chart
	x, y   scale
	series []Series // without what cannot be drawn
}

func (c *Chart) frame() frame {
	f := frame{Chart: c}
	for _, s := range c.Series {
		if s := drawable(s, c.Y.Logarithmic); len(s.X) > 0 {
			f.series = append(f.series, s)
		}
	}
	right := float64(marginRight)
	if !c.Narrow {
		right = marginLabels
	}
	f.x = scale{low: 0, high: f.lastX(), from: marginLeft, to: max(float64(c.Width)-right, marginLeft+1)}
	low, high := f.extent()
	f.y = scale{low: low, high: high, from: max(float64(c.Height)-marginBottom, marginTop+1), to: marginTop, logarithmic: c.Y.Logarithmic}
	return f
}

// drawable returns the series with breaks (NaN) where a value cannot be drawn,
// and empty if none can.
func drawable(s Series, logarithmic bool) Series {
	y := make([]float64, len(s.Y))
	any := false
	for i, v := range s.Y {
		if math.IsInf(v, 0) || math.IsNaN(v) || logarithmic && v <= 0 {
			y[i] = math.NaN()
			continue
		}
		y[i], any = v, true
	}
	s.Y = y
	if !any {
		s.X, s.Y = nil, nil
	}
	return s
}

// lastX returns the end of the x axis.
func (f *frame) lastX() float64 {
	last := f.X.Max
	for _, s := range f.series {
		last = max(last, s.X[len(s.X)-1])
	}
	return max(last, 1)
}

// extent returns the ends of the y axis: those given, or the nearest round
// numbers around the data and its error bars, with room so that a new point
// seldom moves them.
func (f *frame) extent() (low, high float64) {
	if f.Y.Min != 0 || f.Y.Max != 0 {
		return f.Y.Min, f.Y.Max
	}
	low, high = math.Inf(1), math.Inf(-1)
	for _, s := range f.series {
		for i, v := range s.Y {
			if math.IsNaN(v) {
				continue
			}
			d := s.deviation(i)
			high = max(high, v+d)
			if !f.Y.Logarithmic || v-d > 0 {
				v -= d
			}
			low = min(low, v)
		}
	}
	switch {
	case low > high && f.Y.Logarithmic:
		return 0.2, 2
	case low > high:
		return 0, 1
	case f.Y.Logarithmic:
		return roundDown(low), roundUp(high)
	}
	if low == high {
		low, high = low-1, high+1
	}
	step := niceStep((high-low)/4, false)
	return math.Floor(low/step) * step, math.Ceil(high/step) * step
}

// deviation returns the half length of the error bar at point i, 0 if there is
// none.
func (s Series) deviation(i int) float64 {
	if i >= len(s.Deviation) || !(s.Deviation[i] > 0) || math.IsInf(s.Deviation[i], 0) {
		return 0
	}
	return s.Deviation[i]
}

// Figure returns the chart with its title, the values at the cursor, the
// drawing, and, if wanted, the table behind it.
func (c *Chart) Figure() *vecty.HTML {
	f := c.frame()
	var table vecty.ComponentOrHTML
	if c.Table && len(f.series) > 0 {
		table = f.table()
	}
	return elem.Figure(
		elem.FigureCaption(
			elem.Heading3(vecty.Text(c.Title)),
			vecty.If(c.Subtitle != "", elem.Paragraph(vecty.Text(c.Subtitle))),
		),
		f.readout(),
		f.drawing(),
		table,
	)
}

// XAt returns the x of the data nearest to a place in the drawing, px pixels
// from its left, and whether there is data.
func (c *Chart) XAt(px float64) (x float64, ok bool) {
	f := c.frame()
	wanted := f.x.invert(px)
	best := math.Inf(1)
	for _, s := range f.series {
		for _, v := range s.X {
			if d := math.Abs(v - wanted); d < best {
				best, x, ok = d, v, true
			}
		}
	}
	return x, ok
}

func (a Axis) format(v float64) string {
	if a.Format != nil {
		return a.Format(v)
	}
	return number(v, 4)
}
