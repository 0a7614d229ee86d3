package plot

import (
	"math"

	"github.com/hexops/vecty"
)

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
		d.Sheet.cursor(d.Over.Cursor, d.Over.Near),
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

// cursor draws a hairline, and a point on every line. Where there are several,
// one of them can be named.
func (s *Sheet) cursor(at float64, near string) *vecty.HTML {
	c, f := &s.chart, s.frame
	if !isCursor(at) || !f.x.shows(at) || at < f.x.lo || at > f.x.hi || c.empty(f) {
		return svg("g", "", nil)
	}
	x := f.x.at(at)
	var hair path
	hair.to('M', x, f.top)
	hair.to('V', f.bottom)
	list := vecty.List{svgPath("cursor", string(hair))}
	var name *vecty.HTML
	for i := range c.Series {
		series := &c.Series[i]
		if j := series.index(at); j >= 0 && f.y.shows(series.Y[j]) {
			y, radius := f.y.at(series.Y[j]), "3.5"
			if near != "" && series.ID == near && len(c.Series) > 1 {
				radius, name = "5.5", s.nameAt(x, y, series.Label)
			}
			list = append(list, svgDot(series.class(), x, y, radius))
		}
	}
	return svg("g", "", nil, append(list, name))
}

// nameAt writes a name above a point, on the side where there is more room.
func (s *Sheet) nameAt(x, y float64, name string) *vecty.HTML {
	const beside, above = 8, 9
	f := s.frame
	y = max(y-above, f.top+above)
	if x-f.left > f.right-x {
		return svgText("lbl", x-beside, y, "end", shorten(name, x-beside-f.left))
	}
	return svgText("lbl", x+beside, y, "start", shorten(name, f.right-x-beside))
}

// Near returns the ID of the series whose point at x is nearest to a pointer, py
// pixels below the drawing's upper edge; "" if none is within reach.
func (s *Sheet) Near(x, py float64) string {
	const reach = 24.0
	c, f := &s.chart, s.frame
	id, nearest := "", reach
	for i := range c.Series {
		series := &c.Series[i]
		if j := series.index(x); j >= 0 && f.y.shows(series.Y[j]) {
			if d := math.Abs(f.y.at(series.Y[j]) - py); d < nearest {
				id, nearest = series.ID, d
			}
		}
	}
	return id
}
