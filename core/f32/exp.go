package f32

import (
	"math"

	"atelier/core/internal/math64"
)

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
	return float32(math64.Exp(float64(x)))
}

// Log returns the natural logarithm: -Inf of 0, NaN of negative numbers.
func Log(x float32) float32 {
	switch {
	case x != x || x < 0:
		return float32(math.NaN())
	case x == 0:
		return float32(math.Inf(-1))
	case x > math.MaxFloat32:
		return x
	}
	return float32(math64.Log(float64(x)))
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
	return float32(1 / (1 + math64.Exp(-float64(x))))
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
	e := math64.Exp(2 * t)
	return float32((e - 1) / (e + 1))
}
