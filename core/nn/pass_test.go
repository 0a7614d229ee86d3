package nn_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/nn"
)

// 16 rows are eight slices of two, added in pairs of pairs: with 10⁸ in the
// first row and -10⁸ in the third, whose slices are the first pair, the ones
// beside them are lost (float32 numbers near 10⁸ are 8 apart) and all others are
// not; one after the other, only the first of them would be.
func TestRowsAreSummedSliceBySlice(t *testing.T) {
	m := blas32.General{Rows: 16, Cols: 1, Stride: 1, Data: make([]float32, 16)}
	for i := range m.Data {
		m.Data[i] = 1
	}
	m.Data[0], m.Data[2] = 1e8, -1e8
	sum := []float32{9}
	nn.NewPass(nn.Training, 16).SumRows(sum, m)
	require.Equal(t, []float32{12}, sum)
}

func TestSlicesMayBeEmpty(t *testing.T) {
	for rows := range 12 {
		m := blas32.General{Rows: rows, Cols: 2, Stride: 2, Data: make([]float32, 2*rows)}
		for i := range m.Data {
			m.Data[i] = float32(i)
		}
		sum := []float32{9, 9}
		nn.NewPass(nn.Training, rows).SumRows(sum, m)
		// 0 + 2 + 4 + … and 1 + 3 + 5 + …
		require.Equal(t, []float32{float32(rows * (rows - 1)), float32(rows * rows)}, sum)
	}
}
