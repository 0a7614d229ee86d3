// Package math64 holds the few functions of float64 that training needs, with
// the same bits on every platform. Those of the standard library are assembly
// on some, and may be fused on others, and differ there in the last bit.
package math64

import "math"

// Exp returns eˣ for |x| ≤ 700, to 5e-16 of it.
//
// x = n·ln 2/16 + r with |r| ≤ ln 2/32, and eˣ = 2^(n/16)·eʳ by the series of eʳ.
//
// Loops may call its steps instead: unlike the whole they are inlined, and a call
// takes WebAssembly about as long as an exponential.
func Exp(x float64) float64 {
	n, r := Sixteenths(x)
	return float64(Series(r)*Root(n)) * Power2(n)
}

// Sixteenths returns n and r of x = n·ln 2/16 + r, as Exp has them.
func Sixteenths(x float64) (n int64, r float64) {
	// ln 2/16 in two parts, so that n times the first is exact.
	const high, low = 6.93147180369123816490e-01 / 16, 1.90821492927058770002e-10 / 16
	f := math.Floor(float64(x*(16*math.Log2E)) + 0.5)
	return int64(f), x - float64(f*high) - float64(f*low)
}

// Series returns eʳ for |r| ≤ ln 2/32.
func Series(r float64) float64 {
	sum := float64(r*(1.0/720)) + 1.0/120
	sum = float64(sum*r) + 1.0/24
	sum = float64(sum*r) + 1.0/6
	sum = float64(sum*r) + 1.0/2
	sum = float64(sum*r) + 1
	return float64(sum*r) + 1
}

// Root returns 2^(n/16) without the whole powers of 2 in it, which Power2
// returns.
func Root(n int64) float64 { return roots[n&15] }

// Power2 returns the whole powers of 2 in 2^(n/16).
func Power2(n int64) float64 {
	const bias, mantissa = 1023, 52
	return math.Float64frombits(uint64(n>>4+bias) << mantissa)
}

// roots are the powers 2^(i/16).
var roots = [16]float64{
	1.0, 1.0442737824274138, 1.0905077326652577, 1.1387886347566916,
	1.189207115002721, 1.241857812073484, 1.2968395546510096, 1.3542555469368927,
	1.4142135623730951, 1.4768261459394993, 1.5422108254079407, 1.6104903319492543,
	1.681792830507429, 1.7562521603732995, 1.8340080864093424, 1.9152065613971474,
}

// Log returns the natural logarithm of a positive, finite x, to 4e-16 of it.
//
// x = 2ⁿ·m with m in [√½, √2), and ln m = 2 artanh((m-1)/(m+1)) by its series.
func Log(x float64) float64 {
	m, n := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		n--
	}
	t := (m - 1) / (m + 1)
	t2 := float64(t * t)
	sum := float64(t2*(1.0/21)) + 1.0/19
	sum = float64(sum*t2) + 1.0/17
	sum = float64(sum*t2) + 1.0/15
	sum = float64(sum*t2) + 1.0/13
	sum = float64(sum*t2) + 1.0/11
	sum = float64(sum*t2) + 1.0/9
	sum = float64(sum*t2) + 1.0/7
	sum = float64(sum*t2) + 1.0/5
	sum = float64(sum*t2) + 1.0/3
	sum = float64(sum*t2) + 1
	return float64(2*t*sum) + float64(float64(n)*math.Ln2)
}

// CosPi returns cos πt for 0 ≤ t ≤ 1, to 4e-16.
func CosPi(t float64) float64 {
	switch {
	case t > 0.5:
		return -CosPi(1 - t)
	case t > 0.25:
		return sin(float64(math.Pi * (0.5 - t)))
	}
	return cos(float64(math.Pi * t))
}

// cos returns the cosine for 0 ≤ x ≤ π/4, by its series.
func cos(x float64) float64 {
	term, sum := 1.0, 1.0
	for k := 2.0; k <= 18; k += 2 {
		term = -float64(term*float64(x*x)) / (k * (k - 1))
		sum += term
	}
	return sum
}

// sin returns the sine for 0 ≤ x ≤ π/4, by its series.
func sin(x float64) float64 {
	term, sum := x, x
	for k := 3.0; k <= 19; k += 2 {
		term = -float64(term*float64(x*x)) / (k * (k - 1))
		sum += term
	}
	return sum
}

// Power returns xⁿ for n ≥ 0, by repeated squaring.
func Power(x float64, n int) float64 {
	result := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result *= x
		}
		x *= x
	}
	return result
}
