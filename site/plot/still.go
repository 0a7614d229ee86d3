package plot

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
)

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
// each in its place; those that do not change with every epoch of another run
// are components, which skip their render.
func (d *still) Render() vecty.ComponentOrHTML {
	s := d.Sheet
	var bands, lines, bars, ends vecty.List
	for i := range s.chart.Series {
		if s.chart.Spread == Bands {
			bands = append(bands, &part{Sheet: s, Index: i, Kind: band})
		}
		lines = append(lines, &part{Sheet: s, Index: i, Kind: line})
	}
	for i := range s.bars {
		bars = append(bars, &part{Sheet: s, Index: i, Kind: bar})
	}
	for i := range s.labels {
		ends = append(ends, &part{Sheet: s, Index: i, Kind: end})
	}
	return svg("g", "", nil,
		&axes{Sheet: s},
		svg("g", "", nil, bands),
		svg("g", "", nil, lines),
		svg("g", "", nil, bars),
		s.chart.drawEvents(s.frame),
		svg("g", "", nil, ends),
		s.chart.drawEmpty(s.frame),
	)
}

// axes are the axes with their grid.
type axes struct {
	vecty.Core
	Sheet *Sheet `vecty:"prop"`
}

// Copy keeps vecty from keeping all copies there ever were.
func (d *axes) Copy() vecty.Component { e := *d; e.Core = vecty.Core{}; return &e }

// SkipRender implements vecty.RenderSkipper.
func (d *axes) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*axes)
	return ok && p.Sheet.sameFrame(d.Sheet)
}

// Render implements vecty.Component.
func (d *axes) Render() vecty.ComponentOrHTML { return d.Sheet.chart.drawAxes(d.Sheet.frame) }

// part is what belongs to one series.
type part struct {
	vecty.Core
	Sheet *Sheet `vecty:"prop"`
	Index int    `vecty:"prop"` // of a series; of one with bars, or of a label, where Kind is that
	Kind  kind   `vecty:"prop"`
}

// kind says which part.
type kind int

const (
	band kind = iota
	line
	bar
	end // what stands at the end of the line
)

// Copy keeps vecty from keeping all copies there ever were.
func (d *part) Copy() vecty.Component { e := *d; e.Core = vecty.Core{}; return &e }

// SkipRender implements vecty.RenderSkipper.
func (d *part) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*part)
	if !ok || p.Index != d.Index || p.Kind != d.Kind || !p.Sheet.sameFrame(d.Sheet) {
		return false
	}
	was, is := p.series(), d.series()
	same := is >= 0 && was == is && p.Sheet.chart.Series[was].same(&d.Sheet.chart.Series[is])
	switch d.Kind {
	case bar:
		return same && len(p.Sheet.bars) == len(d.Sheet.bars)
	case end:
		return same && p.Sheet.labels[p.Index] == d.Sheet.labels[d.Index] && p.Sheet.place(p.Index) == d.Sheet.place(d.Index)
	}
	return same
}

// series returns the index of the part's series; -1 if the sheet has none.
func (d *part) series() int {
	s, i := d.Sheet, d.Index
	switch {
	case d.Kind == bar && i < len(s.bars):
		return s.bars[i]
	case d.Kind == end && i < len(s.labels):
		return s.labels[i].series
	case (d.Kind == band || d.Kind == line) && i < len(s.chart.Series):
		return i
	}
	return -1
}

// Render implements vecty.Component.
func (d *part) Render() vecty.ComponentOrHTML {
	var list vecty.List
	switch d.Kind {
	case band:
		list = vecty.List{d.Sheet.band(d.Index)}
	case line:
		list = d.Sheet.line(d.Index)
	case bar:
		list = vecty.List{d.Sheet.errorBars(d.Sheet.bars[d.Index], d.Index)}
	case end:
		list = d.Sheet.end(d.Index)
	}
	return svg("g", "", nil, list)
}

// sameFrame reports whether both sheets put every value in the same place.
func (s *Sheet) sameFrame(other *Sheet) bool {
	a, b := s.frame, other.frame
	return a.x == b.x && a.y == b.y && a.left == b.left && a.right == b.right && a.top == b.top && a.bottom == b.bottom &&
		s.chart.X.Label == other.chart.X.Label && s.chart.Y.Bounds == other.chart.Y.Bounds &&
		s.chart.Spread == other.chart.Spread && s.chart.Narrow == other.chart.Narrow
}

// same reports whether two series are drawn alike in the same frame.
func (s *Series) same(other *Series) bool {
	return s.Style == other.Style && s.Live == other.Live && s.Plain == other.Plain && s.End == other.End &&
		equal(s.X, other.X) && equal(s.Y, other.Y) && equal(s.Deviation, other.Deviation) && equal(s.smooth, other.smooth)
}

// equal compares numbers; NaN is NaN here.
func equal(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) })
}
