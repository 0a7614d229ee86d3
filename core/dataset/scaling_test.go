package dataset_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
)

// ramp is one image that has every byte.
func ramp() dataset.Images {
	m := dataset.NewImages(1)
	for i := range m.Pixels {
		m.Pixels[i] = byte(i)
	}
	return m
}

func matrix(rows, stride int) blas32.General {
	return blas32.General{Rows: rows, Cols: dataset.Pixels, Stride: stride, Data: make([]float32, rows*stride)}
}

// The formulas, in float64; a result of float32 is off by a few of its last
// bits. What is gathered lacks what black becomes.
func TestPixelsAreScaledByTheirFormula(t *testing.T) {
	for scaling, formula := range map[dataset.Scaling]func(x float64) float64{
		dataset.Unit:     func(x float64) float64 { return x / 255 },
		dataset.Signed:   func(x float64) float64 { return 2*x/255 - 1 },
		dataset.Standard: func(x float64) float64 { return (x/255 - 0.2860) / 0.3530 },
	} {
		t.Run(string(scaling), func(t *testing.T) {
			dst := matrix(1, dataset.Pixels)
			dataset.Gather(dst, make([]byte, 1), ramp(), []int{0}, scaling)
			for i, got := range dst.Data {
				require.InDelta(t, formula(float64(byte(i)))-formula(0), float64(got), 3e-7, "pixel %d", byte(i))
			}
		})
	}
}

// ToTensor divides by 255, Normalize subtracts and divides, and each rounds to
// float32. Of 0 and 255 the first makes 0 and 1, so that the rest can be
// written down.
func TestTheEndsOfTheScalingsAreExact(t *testing.T) {
	for scaling, want := range map[dataset.Scaling]struct{ black, white float32 }{
		dataset.Unit:     {0, 1},
		dataset.Signed:   {-1, 2},
		dataset.Standard: {-0.2860 / float32(0.3530), 1 / float32(0.3530)},
	} {
		dst := matrix(1, dataset.Pixels)
		dataset.Gather(dst, make([]byte, 1), ramp(), []int{0}, scaling)
		require.Equal(t, want.black, scaling.Black(), scaling)
		require.Zero(t, math.Float32bits(dst.Data[0]), "black is +0 without Black, in %s", scaling)
		require.Equal(t, want.white, dst.Data[255], "white without Black, in %s", scaling)
	}
}

func TestGatherTakesTheImagesInTheGivenOrder(t *testing.T) {
	from := labelled(3, 1, 4, 1, 5)
	dst := matrix(4, dataset.Pixels+3) // three numbers between the rows
	labels := make([]byte, 4)
	dataset.Gather(dst, labels, from, []int{4, 0, 2, 4}, dataset.Unit)
	require.Equal(t, []byte{5, 3, 4, 5}, labels)
	for row, i := range []float32{4, 0, 2, 4} {
		for column := range dst.Stride {
			want := i / 255
			if column >= dataset.Pixels {
				want = 0 // left alone
			}
			require.Equal(t, want, dst.Data[row*dst.Stride+column])
		}
	}
}

func TestGatherAllocatesNothing(t *testing.T) {
	from := dataset.MadeUp(1, 64, 0).Train
	dst, labels, indices := matrix(64, dataset.Pixels), make([]byte, 64), upTo(64)
	for _, scaling := range dataset.Scalings() {
		require.Zero(t, testing.AllocsPerRun(10, func() { dataset.Gather(dst, labels, from, indices, scaling) }))
	}
}

func TestOnlyTheListedScalingsAreValid(t *testing.T) {
	for _, s := range dataset.Scalings() {
		require.True(t, s.Valid())
		require.NotPanics(t, func() { s.Normalisation() })
	}
	for _, s := range []dataset.Scaling{"", "Unit", "robust"} {
		require.False(t, s.Valid())
		require.PanicsWithValue(t, "dataset: unknown scaling "+string(s), func() { s.Normalisation() })
	}
}
