package nn_test

import (
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/rng"
)

// The shapes of the report: batches of 512, a hidden layer of 128.
const (
	benchRows     = 512
	benchFeatures = 128
)

func randomMatrix(name string, rows, columns int) blas32.General {
	m := blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: make([]float32, rows*columns)}
	s := rng.New(1, name)
	for i := range m.Data {
		m.Data[i] = float32(s.Uniform(-1, 1))
	}
	return m
}

// The layers whose work is not in products, forward and backward.
func BenchmarkLayers(b *testing.B) {
	layers := map[string]nn.Layer{"batch norm": nn.NewBatchNorm(benchFeatures, 0.1, 1e-5)}
	dropout := nn.NewDropout(benchFeatures, 0.5)
	dropout.Seed(rng.New(1, "dropout"))
	layers["dropout"] = dropout
	for _, a := range nn.Activations() {
		layers[a.Name] = a.New(benchFeatures)
	}
	for name, l := range layers {
		l.Reserve(benchRows)
		x, y := randomMatrix("x", benchRows, benchFeatures), randomMatrix("y", benchRows, benchFeatures)
		dy, dx := randomMatrix("dy", benchRows, benchFeatures), randomMatrix("dx", benchRows, benchFeatures)
		pass := nn.NewPass(nn.Training, benchRows)
		b.Run(name+" forward", func(b *testing.B) {
			for b.Loop() {
				l.Forward(x, y, pass)
			}
		})
		l.Forward(x, y, pass)
		b.Run(name+" backward", func(b *testing.B) {
			for b.Loop() {
				l.Backward(x, y, dy, dx, pass)
			}
		})
	}
}

func BenchmarkCrossEntropy(b *testing.B) {
	logits, dlogits := randomMatrix("logits", benchRows, dataset.Classes), randomMatrix("gradient", benchRows, dataset.Classes)
	labels := make([]byte, benchRows)
	pass := nn.NewPass(nn.Training, benchRows)
	for name, gradient := range map[string]blas32.General{"with the gradient": dlogits, "loss only": {}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				nn.CrossEntropy{}.Loss(logits, labels, gradient, pass)
			}
		})
	}
}
