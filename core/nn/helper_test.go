package nn_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/diff/fd"

	"atelier/core/nn"
	"atelier/core/rng"
)

// Of all layers made here for comparison with their slow twins.
const (
	dropped = 0.3
	epsilon = 1e-5
)

// matrix returns rows of equal length as a matrix.
func matrix(rows ...[]float32) blas32.General {
	m := blas32.General{Rows: len(rows), Cols: len(rows[0]), Stride: len(rows[0])}
	for _, r := range rows {
		m.Data = append(m.Data, r...)
	}
	return m
}

// blank returns a matrix full of NaN, so that an element which is left out, or
// read before it is set, is found.
func blank(rows, columns int) blas32.General {
	m := blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: make([]float32, rows*columns)}
	for i := range m.Data {
		m.Data[i] = float32(math.NaN())
	}
	return m
}

// drawn returns a matrix whose values are between 0.1 and 2 away from 0, with
// signs that alternate along rows and columns: so no small step crosses the
// corner of ReLU, and two rows are never the same to batch normalisation.
func drawn(s *rng.Stream, rows, columns int) blas32.General {
	m := blank(rows, columns)
	for i := range m.Data {
		m.Data[i] = float32(s.Uniform(0.1, 2))
		if (i/columns+i%columns)%2 == 1 {
			m.Data[i] *= -1
		}
	}
	return m
}

// drawMask returns a mask of 0 and 1.
func drawMask(s *rng.Stream, n int) []float32 {
	mask := make([]float32, n)
	for i := range mask {
		if s.Float64() >= dropped {
			mask[i] = 1
		}
	}
	return mask
}

func fill(s *rng.Stream, x []float32) {
	for i := range x {
		x[i] = float32(s.Uniform(-1, 1))
	}
}

func clone(m blas32.General) blas32.General {
	m.Data = slices.Clone(m.Data)
	return m
}

func double(x []float32) []float64 {
	d := make([]float64, len(x))
	for i, v := range x {
		d[i] = float64(v)
	}
	return d
}

// inOrder returns an array of the parameter in PyTorch's order, in float64.
func inOrder(p *nn.Parameter, array []float32) []float64 {
	values := make([]float32, len(array))
	p.PyTorch(values, array)
	return double(values)
}

// gradient returns the gradient of f at x by central differences, which in
// float64 are right to ten digits.
func gradient(f func(x []float64) float64, x []float64) []float64 {
	return fd.Gradient(nil, f, x, &fd.Settings{Formula: fd.Central})
}

// tolerance is some dozen roundings of float32.
const tolerance = 2e-6

// requireClose requires the digits of float32, counted from the largest value
// or 1: sums whose terms cancel have none to spare.
func requireClose(t *testing.T, want, got []float64, what string) {
	t.Helper()
	require.Len(t, got, len(want), what)
	largest := 1.0
	for _, v := range want {
		largest = math.Max(largest, math.Abs(v))
	}
	for i := range want {
		require.InDelta(t, want[i], got[i], tolerance*largest, "%s, element %d", what, i)
	}
}
