package f32

import "math"

// The functions of numbers compute in float64, in pure Go and without fused
// operations, and round once at the end: they are the same on every platform
// (math.Exp and math.Log are assembly on some and differ in the last bit) and
// within 0.51 units in the last place of float32.

// Exp returns eˣ: 0 below -104, +Inf above 88.73, and NaN of NaN.
func Exp(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > 89:
		return float32(math.Inf(1))
	case x < -104:
		return 0
	}
	return float32(exp(float64(x)))
}

// exp returns eˣ for |x| < 700, to 2e-14 of it.
//
// x = n·ln 2 + r with |r| ≤ ln 2/2, and eˣ = 2ⁿ·eʳ by the series of eʳ.
func exp(x float64) float64 {
	n := math.Floor(float64(x*math.Log2E) + 0.5)
	r := x - float64(n*math.Ln2)
	sum := 1.0 / 39916800
	sum = float64(sum*r) + 1.0/3628800
	sum = float64(sum*r) + 1.0/362880
	sum = float64(sum*r) + 1.0/40320
	sum = float64(sum*r) + 1.0/5040
	sum = float64(sum*r) + 1.0/720
	sum = float64(sum*r) + 1.0/120
	sum = float64(sum*r) + 1.0/24
	sum = float64(sum*r) + 1.0/6
	sum = float64(sum*r) + 1.0/2
	sum = float64(sum*r) + 1
	sum = float64(sum*r) + 1
	const bias, mantissa = 1023, 52
	return sum * math.Float64frombits(uint64(int64(n)+bias)<<mantissa)
}

// Log returns the natural logarithm: -Inf of 0, NaN of negative numbers.
//
// x = 2ⁿ·m with m in [√½, √2), and ln m = 2 artanh((m-1)/(m+1)) by its series.
func Log(x float32) float32 {
	switch {
	case x != x || x < 0:
		return float32(math.NaN())
	case x == 0:
		return float32(math.Inf(-1))
	case x > math.MaxFloat32:
		return x
	}
	m, n := math.Frexp(float64(x))
	if m < math.Sqrt2/2 {
		m *= 2
		n--
	}
	t := (m - 1) / (m + 1)
	t2 := float64(t * t)
	sum := 0.0
	for k := 15; k >= 1; k -= 2 {
		sum = float64(sum*t2) + 1/float64(k)
	}
	return float32(float64(2*t*sum) + float64(float64(n)*math.Ln2))
}

// Sigmoid returns 1/(1+e⁻ˣ).
func Sigmoid(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > 104:
		return 1
	case x < -104:
		return 0
	}
	return float32(1 / (1 + exp(-float64(x))))
}

// Tanh returns the hyperbolic tangent.
func Tanh(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > 10:
		return 1
	case x < -10:
		return -1
	}
	t := float64(x)
	if math.Abs(t) < 1e-3 {
		// Near 0, e²ˣ-1 would lose its digits.
		return float32(t - float64(t*float64(t*t))/3)
	}
	e := exp(2 * t)
	return float32((e - 1) / (e + 1))
}
