package f32

import (
	"math"

	"atelier/core/internal/math64"
)

// Every function begins with as many elements as fill whole vectors, which
// its ...Front does and counts where the build has SIMD; elsewhere that is
// none. The loop after it does the rest and says what is computed.

// Add sets d to d + x.
func Add(d, x []float32) {
	x = x[:len(d)]
	for i := addFront(d, x); i < len(d); i++ {
		d[i] += x[i]
	}
}

// Sub sets d to d - x.
func Sub(d, x []float32) {
	x = x[:len(d)]
	for i := subFront(d, x); i < len(d); i++ {
		d[i] -= x[i]
	}
}

// Mul sets d to d·x.
func Mul(d, x []float32) {
	x = x[:len(d)]
	for i := mulFront(d, x); i < len(d); i++ {
		d[i] *= x[i]
	}
}

// Div sets d to d/x.
func Div(d, x []float32) {
	x = x[:len(d)]
	for i := divFront(d, x); i < len(d); i++ {
		d[i] /= x[i]
	}
}

// AddScalar sets d to d + a.
func AddScalar(d []float32, a float32) {
	for i := addScalarFront(d, a); i < len(d); i++ {
		d[i] += a
	}
}

// Scale sets d to a·d.
func Scale(d []float32, a float32) {
	for i := scaleFront(d, a); i < len(d); i++ {
		d[i] *= a
	}
}

// AddScaled sets d to d + a·x.
func AddScaled(d []float32, a float32, x []float32) {
	x = x[:len(d)]
	for i := addScaledFront(d, a, x); i < len(d); i++ {
		d[i] += float32(a * x[i])
	}
}

// AddProduct sets d to d + (a·x)·y.
func AddProduct(d []float32, a float32, x, y []float32) {
	x, y = x[:len(d)], y[:len(d)]
	for i := addProductFront(d, a, x, y); i < len(d); i++ {
		d[i] += float32(float32(a*x[i]) * y[i])
	}
}

// Sqrt sets d to the square roots of x.
func Sqrt(d, x []float32) {
	x = x[:len(d)]
	for i := sqrtFront(d, x); i < len(d); i++ {
		// Rounding twice is exact: float64 has more than twice the digits.
		d[i] = float32(math.Sqrt(float64(x[i])))
	}
}

// Relu sets d to max(x, 0). NaN stays NaN, and -0 stays -0.
func Relu(d, x []float32) {
	x = x[:len(d)]
	for i := reluFront(d, x); i < len(d); i++ {
		v := x[i]
		if v < 0 {
			v = 0
		}
		d[i] = v
	}
}

// ReluGrad sets d to dy where y > 0, and to 0 elsewhere.
func ReluGrad(d, dy, y []float32) {
	dy, y = dy[:len(d)], y[:len(d)]
	for i := reluGradFront(d, dy, y); i < len(d); i++ {
		v := dy[i]
		if !(y[i] > 0) {
			v = 0
		}
		d[i] = v
	}
}

// ExpTo sets d to Exp of x.
func ExpTo(d, x []float32) { SumExp(d, x[:len(d)], 0) }

// SumExp returns the sum of Exp of x - shift, one after the other, and sets d,
// unless it is nil, to them; d may be x.
func SumExp(d, x []float32, shift float32) float32 {
	var sum float32
	for i, v := range x {
		v -= shift
		var e float32
		if -104 <= v && v <= 89 {
			// Exp, as a whole and as what it calls, for the loop's sake: see math64.Exp.
			n, r := math64.Sixteenths(float64(v))
			e = float32(float64(math64.Series(r)*math64.Root(n)) * math64.Power2(n))
		} else {
			e = Exp(v)
		}
		sum += e
		if d != nil {
			d[i] = e
		}
	}
	return sum
}

// TanhTo sets d to Tanh of x.
func TanhTo(d, x []float32) {
	for i, v := range x[:len(d)] {
		d[i] = Tanh(v)
	}
}

// SigmoidTo sets d to Sigmoid of x.
func SigmoidTo(d, x []float32) {
	for i, v := range x[:len(d)] {
		d[i] = Sigmoid(v)
	}
}

// SumSquares returns the sum of the squares, one after the other in float64.
func SumSquares(x []float32) float64 {
	var sum float64
	for _, v := range x {
		sum += float64(float64(v) * float64(v))
	}
	return sum
}

// Finite reports whether no element is infinite or NaN.
func Finite(x []float32) bool {
	i, finite := finiteFront(x)
	for ; i < len(x); i++ {
		// 0 of a number, and NaN of all else.
		finite = finite && x[i]*0 == 0
	}
	return finite
}
