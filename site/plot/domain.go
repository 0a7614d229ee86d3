package plot

import "math"

// domain returns the ends of the axis for data between lo and hi; with
// lo > hi there are none. The result is a valid scale's: lo < hi, and both
// positive if the axis is logarithmic.
//
// The ends are multiples of a step that is coarse beside the span, and steps
// are multiples of one another. So data that widen never narrow the axis, and
// most new points leave it as it is.
func (a Axis) domain(lo, hi float64) (float64, float64) {
	wished := a.Min < a.Max && !(a.Logarithmic && a.Min <= 0)
	switch {
	case lo <= hi && wished:
		lo, hi = min(lo, a.Min), max(hi, a.Max)
	case wished:
		lo, hi = a.Min, a.Max
	case lo > hi && a.Logarithmic:
		lo, hi = 0.15, 2 // losses of ten classes
	case lo > hi:
		lo, hi = 0, 1
	}
	round := roundLinear
	if a.Logarithmic {
		round = roundLogarithmic
	}
	from, to := round(lo, hi)
	if wished && lo == a.Min {
		from = lo // as wished, round or not
	}
	if wished && hi == a.Max {
		to = hi
	}
	return from, to
}

// roundLinear moves lo and hi outwards to multiples of a step of 1 or 5 times
// a power of ten, at least an eighth of their distance.
func roundLinear(lo, hi float64) (float64, float64) {
	if narrow := 1e-9 * max(math.Abs(lo), math.Abs(hi)); hi-lo <= narrow {
		widen := max(math.Abs(lo)/20, 1e-9) // all the same value
		if lo == 0 {
			widen = 1
		}
		lo, hi = lo-widen, hi+widen
	}
	step := math.Pow10(int(math.Floor(math.Log10((hi - lo) / 8))))
	for _, m := range []float64{5, 2} {
		if step < (hi-lo)/8*(1-1e-9) {
			step *= m
		}
	}
	// The shift keeps a lo that is a multiple, but for rounding, where it is.
	return math.Floor(lo/step+1e-9) * step, math.Ceil(hi/step-1e-9) * step
}

// logarithmicGrid is where a logarithmic axis may end, in every decade.
var logarithmicGrid = [...]float64{1, 1.5, 2, 3, 5, 7, 10}

// roundLogarithmic moves lo and hi outwards to the grid.
func roundLogarithmic(lo, hi float64) (float64, float64) {
	if hi <= lo*(1+1e-9) { // all the same value, but for rounding
		lo, hi = lo/1.2, hi*1.2
	}
	below := math.Pow10(int(math.Floor(math.Log10(lo) + 1e-12)))
	above := math.Pow10(int(math.Floor(math.Log10(hi) - 1e-12)))
	from, to := below, 10*above
	for _, m := range logarithmicGrid {
		if m*below <= lo*(1+1e-9) {
			from = m * below
		}
	}
	for i := len(logarithmicGrid) - 1; i >= 0; i-- {
		if m := logarithmicGrid[i]; m*above >= hi*(1-1e-9) {
			to = m * above
		}
	}
	return from, to
}

// xRange returns the least and the largest x of all points; lo > hi if there
// are none.
func (c *Chart) xRange() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	kind := scale{logarithmic: c.X.Logarithmic}
	for _, s := range c.Series {
		for _, x := range s.X {
			if kind.shows(x) {
				lo, hi = min(lo, x), max(hi, x)
			}
		}
	}
	return lo, hi
}

// yRange is xRange for y with the deviations that are drawn.
func (c *Chart) yRange() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	kind := scale{logarithmic: c.Y.Logarithmic}
	for i := range c.Series {
		s := &c.Series[i]
		for j, y := range s.Y {
			if !kind.shows(y) {
				continue
			}
			lo, hi = min(lo, y), max(hi, y)
			if below, above, ok := c.interval(s, j); ok {
				hi = max(hi, above)
				if kind.shows(below) {
					lo = min(lo, below)
				}
			}
		}
	}
	return lo, hi
}

// interval returns the deviation's interval about point i of s, cut at the
// bounds of the axis; not ok if none is to be drawn.
func (c *Chart) interval(s *Series, i int) (below, above float64, ok bool) {
	d := s.deviation(i)
	if c.Spread == NoSpread || s.Plain || math.IsNaN(d) || !finite(s.Y[i]) {
		return 0, 0, false
	}
	below, above = s.Y[i]-d, s.Y[i]+d
	if least, most := c.Y.Bounds[0], c.Y.Bounds[1]; least < most {
		below, above = max(below, min(least, s.Y[i])), min(above, max(most, s.Y[i]))
	}
	return below, above, true
}
