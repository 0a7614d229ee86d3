package plot

import "math"

// scale maps values from lo to hi onto pixels from a to b, linearly or by the
// logarithm. lo < hi, and 0 < lo if it is logarithmic.
type scale struct {
	lo, hi      float64
	a, b        float64
	logarithmic bool
}

// at returns the pixel of a value that the scale shows.
func (s scale) at(v float64) float64 {
	lo, hi := s.lo, s.hi
	if s.logarithmic {
		lo, hi, v = math.Log(lo), math.Log(hi), math.Log(v)
	}
	return s.a + (v-lo)/(hi-lo)*(s.b-s.a)
}

// value returns the value at a pixel: the inverse of at.
func (s scale) value(px float64) float64 {
	t := (px - s.a) / (s.b - s.a)
	if s.logarithmic {
		return math.Exp(math.Log(s.lo) + t*(math.Log(s.hi)-math.Log(s.lo)))
	}
	return s.lo + t*(s.hi-s.lo)
}

// clamped is at for values that may lie beyond the ends of the scale, or be
// no logarithm's argument: those are at its ends.
func (s scale) clamped(v float64) float64 { return s.at(min(max(v, s.lo), s.hi)) }

// shows reports whether a value has a place on this kind of scale.
func (s scale) shows(v float64) bool {
	return finite(v) && (!s.logarithmic || v > 1/huge)
}

// length returns the scale's length in pixels.
func (s scale) length() float64 { return math.Abs(s.b - s.a) }

// huge is where numbers end for charts: sums and differences of smaller ones
// do not overflow.
const huge = 1e300

// finite reports whether v is a number of a size that can be drawn.
func finite(v float64) bool { return math.Abs(v) < huge }
