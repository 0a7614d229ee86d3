package f32

import (
	"math"

	"atelier/core/internal/math64"
)

// Erf returns the error function, 2/√π ∫₀ˣ exp(-t²) dt.
func Erf(x float32) float32 {
	switch {
	case x != x:
		return x
	case x > 4:
		return 1 // to float32's last bit
	case x < -4:
		return -1
	}
	return float32(erf(float64(x)))
}

// erf returns the error function for |x| ≤ 4, to 1e-10 of it.
func erf(x float64) float64 {
	if math.Abs(x) >= 1 {
		a := math.Abs(x)
		return math.Copysign(1-float64(math64.Exp(-float64(a*a))*scaledErfc(a)), x)
	}
	// 2/√π Σ (-1)ⁿ x²ⁿ⁺¹ / (n! (2n+1))
	const terms = 12
	square := float64(x * x)
	sum, term := x, x
	for n := 1.0; n < terms; n++ {
		term = float64(term*-square) / n
		sum += term / (2*n + 1)
	}
	return sum * (2 / math.SqrtPi)
}

// scaledErfc returns exp(x²)·erfc(x) for 1 ≤ x ≤ 4, as a polynomial in
// (x-2)/(x+2): the Chebyshev interpolant of degree 13 at 40 nodes.
func scaledErfc(x float64) float64 {
	t := (x - 2) / (x + 2)
	sum := 1.197970462798081e-06
	sum = float64(sum*t) - 1.2438421366349864e-05
	sum = float64(sum*t) - 2.7406429185801205e-05
	sum = float64(sum*t) + 2.727892677970415e-05
	sum = float64(sum*t) + 0.0001743311371784675
	sum = float64(sum*t) + 4.3575153988102206e-05
	sum = float64(sum*t) - 0.0009819747752513124
	sum = float64(sum*t) - 0.0008471440286532456
	sum = float64(sum*t) + 0.006997461661443461
	sum = float64(sum*t) + 0.0037328924183486732
	sum = float64(sum*t) - 0.07897858101467291
	sum = float64(sum*t) + 0.24165819424238227
	sum = float64(sum*t) - 0.42718584741396143
	return float64(sum*t) + 0.2553956763105058
}
