package rng

import "math"

// log is the natural logarithm of a positive, finite, normal x, accurate to
// about 1e-15. math.Log is assembly on some platforms and then differs in the
// last bit; this one is the same everywhere.
//
// x = 2^e·m with m in [√½, √2), and log m = 2 artanh((m-1)/(m+1)), whose
// series converges fast because |(m-1)/(m+1)| < 0.172.
func log(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	t := (m - 1) / (m + 1)
	t2 := float64(t * t)
	sum := 0.0
	for n := 21; n >= 1; n -= 2 {
		sum = float64(sum*t2) + 1/float64(n)
	}
	return float64(2*t*sum) + float64(float64(e)*math.Ln2)
}
