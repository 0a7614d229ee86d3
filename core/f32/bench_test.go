package f32_test

import (
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
	"atelier/core/rng"
)

// Vectors as long as a row of the report's hidden layer, a block of an
// optimizer, and a batch of the hidden layer.
func BenchmarkVectors(b *testing.B) {
	lengths := []struct {
		name string
		n    int
	}{{"a row", 128}, {"a block", 1024}, {"a batch", 512 * 128}}
	for _, f := range []struct {
		name string
		do   func(d, x, y []float32)
	}{
		{"Add", func(d, x, _ []float32) { f32.Add(d, x) }},
		{"Sub", func(d, x, _ []float32) { f32.Sub(d, x) }},
		{"Mul", func(d, x, _ []float32) { f32.Mul(d, x) }},
		{"Div", func(d, x, _ []float32) { f32.Div(d, x) }},
		{"AddScalar", func(d, _, _ []float32) { f32.AddScalar(d, 1e-8) }},
		{"Scale", func(d, _, _ []float32) { f32.Scale(d, 1) }},
		{"AddScaled", func(d, x, _ []float32) { f32.AddScaled(d, 0.5, x) }},
		{"AddProduct", func(d, x, y []float32) { f32.AddProduct(d, 0.5, x, y) }},
		{"Sqrt", func(d, x, _ []float32) { f32.Sqrt(d, x) }},
		{"Relu", func(d, x, _ []float32) { f32.Relu(d, x) }},
		{"ReluGrad", f32.ReluGrad},
		{"ExpTo", func(d, x, _ []float32) { f32.ExpTo(d, x) }},
		{"TanhTo", func(d, x, _ []float32) { f32.TanhTo(d, x) }},
		{"SigmoidTo", func(d, x, _ []float32) { f32.SigmoidTo(d, x) }},
	} {
		for _, l := range lengths {
			b.Run(f.name+" "+l.name, func(b *testing.B) {
				d, x, y := ones(l.n), ones(l.n), ones(l.n)
				for b.Loop() {
					f.do(d, x, y)
				}
				b.ReportMetric(float64(l.n)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "elements/ns")
			})
		}
	}
}

// ones returns ones, with which no function above leaves the normal numbers
// soon.
func ones(n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = 1
	}
	return x
}

func BenchmarkAddRows(b *testing.B) {
	m := blas32.General{Rows: 512, Cols: 128, Stride: 128, Data: make([]float32, 512*128)}
	x := make([]float32, 128)
	for b.Loop() {
		f32.AddRows(m, x)
	}
}

func BenchmarkAddUp(b *testing.B) {
	m := blas32.General{Rows: 512, Cols: 128, Stride: 128, Data: make([]float32, 512*128)}
	sum := make([]float32, 128)
	for b.Loop() {
		f32.AddUp(sum, m)
	}
}

func BenchmarkSumSquares(b *testing.B) {
	x := drawn(rng.New(1, "squares"), 784*128)
	for b.Loop() {
		f32.SumSquares(x)
	}
}
