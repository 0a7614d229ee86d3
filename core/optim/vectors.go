package optim

import (
	"math"

	"atelier/core/f32"
)

// average sets d to β·d + (1-β)·x, a running mean.
func average(d []float32, beta float64, x []float32) {
	f32.Scale(d, float32(beta))
	f32.AddScaled(d, float32(1-beta), x)
}

// averageSquare sets d to β·d + (1-β)·x², a running mean of squares.
func averageSquare(d []float32, beta float64, x []float32) {
	f32.Scale(d, float32(beta))
	f32.AddProduct(d, float32(1-beta), x, x)
}

// rootMean sets d to √x + ε, what a gradient is divided by.
func rootMean(d, x []float32, epsilon float64) {
	f32.Sqrt(d, x)
	f32.AddScalar(d, float32(epsilon))
}

// correctedRootMean sets d to √x/√correction + ε.
func correctedRootMean(d, x []float32, correction, epsilon float64) {
	f32.Sqrt(d, x)
	f32.Scale(d, float32(1/math.Sqrt(correction)))
	f32.AddScalar(d, float32(epsilon))
}

// quotient sets d to x/y.
func quotient(d, x, y []float32) {
	copy(d, x)
	f32.Div(d, y)
}
