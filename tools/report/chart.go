package main

import (
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// chart is one of a figure's two: lines over epochs, whose names stand at their
// ends.
type chart struct {
	title, unit string
	plot        *plot.Plot
	fonts       fonts
	lines       []chartLine
}

type chartLine struct {
	label    string
	stroke   stroke
	values   []float64 // by epoch
	bars     []float64 // deviations; nil if it has none
	decimals int       // of the last value, beside the label
}

func (f *figure) newChart(title, unit string) *chart {
	p := plot.New()
	p.BackgroundColor = nil
	p.X.Min, p.X.Max, p.X.Tick.Marker = 0, float64(f.epochs), epochTicks{}
	p.X.Label.Text = "epoch"
	p.X.Label.TextStyle = f.fonts.style(textSize, faint, false)
	p.X.Label.TextStyle.XAlign, p.X.Label.TextStyle.YAlign = draw.XCenter, draw.YBottom
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		label := &axis.Tick.Label
		x, y := label.XAlign, label.YAlign
		*label = f.fonts.style(textSize, ink, false)
		label.XAlign, label.YAlign = x, y
		axis.Color, axis.Tick.Color = faint, faint
		axis.Tick.Length = 5
		axis.Padding = 0
	}
	return &chart{title: title, unit: unit, plot: p, fonts: f.fonts}
}

// scale sets the vertical axis.
func (c *chart) scale(low, high float64, ticks plot.Ticker, scale plot.Normalizer) {
	c.plot.Y.Min, c.plot.Y.Max, c.plot.Y.Tick.Marker, c.plot.Y.Scale = low, high, ticks, scale
}

func (c *chart) draw(canvas draw.Canvas) {
	const heading = 16
	bold, plain := c.fonts.style(textSize+1, ink, true), c.fonts.style(textSize, faint, false)
	at := vg.Point{X: canvas.Min.X + 2, Y: canvas.Max.Y - heading/2}
	canvas.FillText(bold, at, c.title)
	at.X += bold.Width(c.title + "  ")
	canvas.FillText(plain, at, c.unit)

	area := draw.Crop(canvas, 0, -labelWidth, 0, -heading)
	inner := c.plot.DataCanvas(area)
	x, y := c.plot.Transforms(&inner)
	for _, t := range c.plot.Y.Tick.Marker.Ticks(c.plot.Y.Min, c.plot.Y.Max) {
		if t.Label != "" {
			inner.StrokeLine2(draw.LineStyle{Color: hairline, Width: 0.4}, inner.Min.X, y(t.Value), inner.Max.X, y(t.Value))
		}
	}
	c.plot.Draw(area)
	for i, l := range c.lines {
		inner.StrokeLines(l.stroke.style(1.2), inner.ClipLinesXY(points(l.values, x, y))...)
		c.drawBars(inner, i, x, y)
	}
	c.drawLabels(inner, x, y)
}

// barsEvery is how many epochs lie between two error bars of a line.
const barsEvery = 5

// drawBars draws the error bars of a line, set beside those of the others.
func (c *chart) drawBars(inner draw.Canvas, line int, x, y func(float64) vg.Length) {
	l := c.lines[line]
	style := draw.LineStyle{Color: l.stroke.color, Width: 0.7}
	beside := vg.Length(2*line-len(c.lines)+1) * 1.1
	for e := barsEvery; e <= len(l.bars); e += barsEvery {
		bar := l.bars[e-1]
		if bar == 0 {
			continue
		}
		at := min(x(float64(e))+beside, inner.Max.X)
		low, high := y(l.values[e-1]-bar), y(l.values[e-1]+bar)
		stem := inner.ClipLinesY([]vg.Point{{X: at, Y: low}, {X: at, Y: high}})
		inner.StrokeLines(style, stem...)
		for _, end := range []vg.Length{low, high} {
			if inner.ContainsY(end) {
				inner.StrokeLine2(style, at-1.1, end, at+1.1, end)
			}
		}
	}
}

// drawLabels writes the names of the lines at their ends, with the last values,
// and apart from each other.
func (c *chart) drawLabels(inner draw.Canvas, x, y func(float64) vg.Length) {
	var ends []vg.Point
	var lines []chartLine
	for _, l := range c.lines {
		if n := len(l.values); n > 0 {
			lines = append(lines, l)
			end := vg.Point{X: x(float64(n)), Y: y(l.values[n-1])}
			end.Y = min(max(end.Y, inner.Min.Y), inner.Max.Y)
			ends = append(ends, end)
		}
	}
	name, value := c.fonts.style(textSize, ink, false), c.fonts.style(textSize, faint, false)
	for i, at := range spread(ends, lineGap, inner.Min.Y, inner.Max.Y) {
		l := lines[i]
		left := inner.Max.X + 12
		middle := at + 0.1*textSize // of the letters, which have more above it than below
		leader := []vg.Point{{X: ends[i].X + 2, Y: ends[i].Y}, {X: inner.Max.X + 4, Y: ends[i].Y}, {X: left - 2, Y: at}}
		inner.StrokeLines(draw.LineStyle{Color: l.stroke.color, Width: 0.5}, leader)
		inner.StrokeLine2(l.stroke.style(1.2), left, at, left+16, at)
		inner.FillText(name, vg.Point{X: left + 19, Y: middle}, l.label)
		last := strconv.FormatFloat(l.values[len(l.values)-1], 'f', l.decimals, 64)
		inner.FillText(value, vg.Point{X: left + 19 + name.Width(l.label+"  "), Y: middle}, last)
	}
}

// spread returns heights as near to the points' as they can be with a gap
// between each two, within the bounds, in the order of the points.
func spread(points []vg.Point, gap, low, high vg.Length) []vg.Length {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case points[a].Y < points[b].Y:
			return -1
		case points[a].Y > points[b].Y:
			return 1
		}
		return 0
	})
	heights := make([]vg.Length, len(points))
	// Groups of names that would touch stand around the middle of their points.
	type group struct {
		middle vg.Length
		n      int
	}
	var groups []group
	for _, i := range order {
		groups = append(groups, group{points[i].Y, 1})
		for len(groups) > 1 {
			a, b := groups[len(groups)-2], groups[len(groups)-1]
			if b.middle-a.middle >= gap*vg.Length(a.n+b.n)/2 {
				break
			}
			n := a.n + b.n
			groups = append(groups[:len(groups)-2], group{(a.middle*vg.Length(a.n) + b.middle*vg.Length(b.n)) / vg.Length(n), n})
		}
	}
	k := 0
	floor := low
	for _, g := range groups {
		for j := range g.n {
			at := g.middle + gap*(vg.Length(j)-vg.Length(g.n-1)/2)
			heights[order[k]] = max(at, floor)
			floor = heights[order[k]] + gap
			k++
		}
	}
	for ceiling := high; k > 0; k-- {
		at := min(heights[order[k-1]], ceiling)
		heights[order[k-1]], ceiling = at, at-gap
	}
	return heights
}

// shortest writes a number in as few digits as it has.
func shortest(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
