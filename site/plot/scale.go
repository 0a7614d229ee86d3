package plot

import "math"

// scale maps values to pixels.
type scale struct {
	low, high   float64 // values
	from, to    float64 // pixels at low and high
	logarithmic bool
}

// at returns the pixel of a value.
func (s scale) at(v float64) float64 {
	low, high := s.low, s.high
	if s.logarithmic {
		low, high, v = math.Log10(low), math.Log10(high), math.Log10(v)
	}
	return s.from + (v-low)/(high-low)*(s.to-s.from)
}

// clamp returns the pixel of a value, or of the nearer end if it lies outside.
func (s scale) clamp(v float64) float64 { return s.at(min(max(v, s.low), s.high)) }

// invert returns the value at a pixel of a linear scale.
func (s scale) invert(px float64) float64 {
	return s.low + (px-s.from)/(s.to-s.from)*(s.high-s.low)
}

// niceStep returns the smallest of 1, 2, 5, 10, … (times a power of ten, at
// least 1 if whole) that is at least v.
func niceStep(v float64, whole bool) float64 {
	if !(v > 0) || math.IsInf(v, 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	step := 10 * power
	for _, m := range []float64{1, 2, 5} {
		// The factor forgives what rounding added: 0.30000000000000004.
		if m*power >= v*(1-1e-9) {
			step = m * power
			break
		}
	}
	if whole {
		return max(step, 1)
	}
	return step
}

// roundDown and roundUp return the nearest of …, 0.1, 0.2, 0.5, 1, 2, 5, … not
// above and not below v.
func roundDown(v float64) float64 {
	up := niceStep(v, false)
	if up <= v*(1+1e-9) {
		return up
	}
	for _, m := range []float64{2, 2.5, 5} {
		if up/m <= v {
			return up / m
		}
	}
	return up / 10
}

func roundUp(v float64) float64 { return niceStep(v, false) }
