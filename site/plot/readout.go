package plot

import (
	"math"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// readout is the line above the plot: the values at the cursor, or the last
// ones. It stands there even when empty, so that nothing moves.
type readout struct {
	vecty.Core
	Sheet  *Sheet  `vecty:"prop"`
	Cursor float64 `vecty:"prop"`
}

// Copy keeps vecty from keeping all copies there ever were.
func (r *readout) Copy() vecty.Component { d := *r; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (r *readout) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*readout)
	return ok && p.Sheet == r.Sheet && (p.Cursor == r.Cursor || !isCursor(p.Cursor) && !isCursor(r.Cursor))
}

// Render implements vecty.Component.
func (r *readout) Render() vecty.ComponentOrHTML {
	c, f := &r.Sheet.whole, r.Sheet.frame
	cursor := isCursor(r.Cursor)
	x, common := r.Cursor, true
	if !cursor {
		x, common = c.lastX(f)
	}
	named := c.named(f)
	var items vecty.List
	for i := range c.Series {
		s := &c.Series[i]
		at := s.last(f.x, f.y)
		if at < 0 {
			continue
		}
		if cursor {
			at = s.index(x)
		}
		if len(items) == 0 {
			items = append(items, c.readingAt(x, common))
		}
		value := "–"
		if at >= 0 {
			value = c.writeWithDeviation(s, at, f)
		}
		items = append(items, &reading{Class: s.class(), Label: s.Label, Value: value, Named: named, Of: len(c.Series)})
	}
	live := "off" // epochs that pass are not read aloud, one that was asked for is
	if cursor {
		live = "polite"
	}
	return elem.Paragraph(vecty.Markup(vecty.Class("readout"), vecty.Attribute("aria-live", live)), items)
}

// readingAt says at which x the values are.
func (c *Chart) readingAt(x float64, common bool) *vecty.HTML {
	words := vecty.List{vecty.Text("latest")}
	if common {
		words = vecty.List{vecty.Text(c.xAxis().Label + " "), elem.Bold(vecty.Text(writeX(x)))}
	}
	return elem.Span(vecty.Markup(vecty.Class("ep")), words)
}

// reading is the value of one series: its line, its name if there is room, and
// the value with its deviation.
type reading struct {
	vecty.Core
	Class string `vecty:"prop"`
	Label string `vecty:"prop"`
	Value string `vecty:"prop"`
	Named bool   `vecty:"prop"`
	Of    int    `vecty:"prop"` // series there are: none skips its render when that changes (see package ui)
}

// Copy keeps vecty from keeping all copies there ever were.
func (r *reading) Copy() vecty.Component { d := *r; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (r *reading) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*reading)
	return ok && p.Class == r.Class && p.Label == r.Label && p.Value == r.Value && p.Named == r.Named && p.Of == r.Of
}

// Render implements vecty.Component.
func (r *reading) Render() vecty.ComponentOrHTML {
	m, name := &mark{Class: r.Class, Label: r.Label}, ""
	if r.Named {
		m.Label, name = "", r.Label+" "
	}
	return elem.Span(m, vecty.Text(name+r.Value))
}

// mark is a piece of a series' line, with its name where that stands nowhere
// else. It is left alone while the value beside it changes.
type mark struct {
	vecty.Core
	Class string `vecty:"prop"`
	Label string `vecty:"prop"`
}

const markPath = "M0 5H26"

// Copy keeps vecty from keeping all copies there ever were.
func (m *mark) Copy() vecty.Component { d := *m; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (m *mark) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*mark)
	return ok && p.Class == m.Class && p.Label == m.Label
}

// Render implements vecty.Component.
func (m *mark) Render() vecty.ComponentOrHTML {
	attributes := []string{"viewBox", "0 0 26 10", "width", "26", "height", "10"}
	if m.Label == "" {
		attributes = append(attributes, "aria-hidden", "true")
	} else {
		attributes = append(attributes, "role", "img", "aria-label", m.Label)
	}
	return svg("svg", "sw "+m.Class, attributes, svgPath("line", markPath))
}

// named reports whether the readout has room for the names on one line.
func (c *Chart) named(f frame) bool {
	const epoch, gap, line = 70, 16, 26 + 6 // the page's type is 13 px there
	width := float64(epoch)
	for i := range c.Series {
		s := &c.Series[i]
		if last := s.last(f.x, f.y); last >= 0 {
			width += gap + line + 14.0/12*textWidth(s.Label+" "+c.writeWithDeviation(s, last, f))
		}
	}
	return !c.Narrow && width <= c.Width
}

// lastX returns the last x of all series, if they have the same; else common
// is false.
func (c *Chart) lastX(f frame) (x float64, common bool) {
	x = math.NaN()
	for i := range c.Series {
		s := &c.Series[i]
		last := s.last(f.x, f.y)
		switch {
		case last < 0:
		case math.IsNaN(x):
			x = s.X[last]
		case x != s.X[last]:
			return x, false
		}
	}
	return x, true
}

// isCursor reports whether there is a cursor.
func isCursor(x float64) bool { return finite(x) && x != 0 }

// write writes a value of the y axis.
func (c *Chart) write(v float64, f frame) string { return c.writeLike(v, v, f) }

// writeLike writes a value, or a deviation, with the decimals that a value of
// the size of like has. A linear axis has the same ones everywhere.
func (c *Chart) writeLike(v, like float64, f frame) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	case c.Y.Format != nil:
		return c.Y.Format(v)
	}
	if !c.Y.Logarithmic {
		like = max(math.Abs(f.y.lo), math.Abs(f.y.hi))
	}
	return valuePrecision(math.Abs(like)).write(v)
}

// valuePrecision returns how values of a size are written: per cent with one
// decimal, losses with three, those below 0.1 with three digits.
func valuePrecision(size float64) precision {
	switch {
	case size == 0:
		return precision{decimals: 0}
	case size >= 1e6 || size < 1e-4:
		return precision{decimals: 2, scientific: true}
	case size >= 1000:
		return precision{decimals: 0}
	case size >= 10:
		return precision{decimals: 1}
	case size >= 0.1:
		return precision{decimals: 3}
	}
	return precision{decimals: 2 - int(math.Floor(math.Log10(size)))}
}

// writeWithDeviation writes the value of point i: "83.1 ± 1.2".
func (c *Chart) writeWithDeviation(s *Series, i int, f frame) string {
	text := c.write(s.Y[i], f)
	if d := s.deviation(i); !math.IsNaN(d) && finite(s.Y[i]) {
		text += " ± " + c.writeLike(d, s.Y[i], f)
	}
	return text
}

// writeX writes an x: whole if it is.
func writeX(x float64) string { return minus(strconv.FormatFloat(x, 'g', 6, 64)) }
