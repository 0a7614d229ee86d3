package plot

import "math"

// The error bars of several series stand this far apart, in pixels, and have
// caps of this width.
const (
	barDistance = 3.2
	barCap      = 3.0
)

// barPath returns the error bars of a series at its end and, on a linear axis,
// at the multiples of every, on a logarithmic one every so many pixels, moved
// sideways by shift pixels.
func (c *Chart) barPath(s *Series, x, y scale, every, shift float64) string {
	var p path
	last := s.last(x, y)
	before := math.Inf(-1)
	for i := range last + 1 {
		below, above, ok := c.interval(s, i)
		if !ok || !x.shows(s.X[i]) || !y.shows(s.Y[i]) {
			continue
		}
		at := x.at(s.X[i])
		wanted := isMultiple(s.X[i], every)
		if x.logarithmic {
			wanted = at >= before+every
		}
		if wanted || i == last {
			before = at
			p.errorBar(at+shift, y.clamped(above), y.clamped(below), barCap)
		}
	}
	return string(p)
}

// errorBar appends one bar with its caps.
func (p *path) errorBar(x, top, bottom, width float64) {
	p.to('M', x, top)
	p.to('V', bottom)
	for _, y := range []float64{top, bottom} {
		p.to('M', x-width/2, y)
		p.to('h', width)
	}
}

// barStep returns the distance of the error bars of n series, with a gap as
// wide as the bars between one group and the next: in pixels on a logarithmic
// axis, in epochs on others, 1 on one of up to ten, else 5 or a multiple of 5.
func barStep(x scale, n int) float64 {
	width := 2 * barDistance * float64(n)
	if x.logarithmic {
		return max(24, width)
	}
	if x.hi-x.lo <= 10 {
		return 1
	}
	return max(5, niceStep(width*(x.hi-x.lo)/x.length()))
}

// barShift returns how far the bars of the i-th of n series stand beside
// their points.
func barShift(i, n int) float64 {
	return (float64(i) - float64(n-1)/2) * barDistance
}
