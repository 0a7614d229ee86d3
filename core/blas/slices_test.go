package blas_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	gonum "gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/rng"
)

// slowSlices is GemmSlices from its definition: the slow product of each
// slice, and a tree of sums.
func slowSlices(a, b blas32.General, slices blas.Slices, c blas32.General) {
	if slices.Count() == 1 {
		cut := func(m blas32.General) blas32.General {
			m.Data = m.Data[min(slices[0]*m.Stride, len(m.Data)):]
			m.Rows = slices[1] - slices[0]
			return m
		}
		slow(gonum.Trans, gonum.NoTrans, 1, cut(a), cut(b), 0, c)
		return
	}
	half := slices.Count() / 2
	second := clone(c)
	slowSlices(a, b, slices[:half+1], c)
	slowSlices(a, b, slices[half:], second)
	for i := range c.Rows {
		for j := range c.Cols {
			c.Data[i*c.Stride+j] += second.Data[i*second.Stride+j]
		}
	}
}

// drawnSlices cuts k rows into so many slices at random.
func drawnSlices(s *rng.Stream, k, count int) blas.Slices {
	slices := blas.Slices{0}
	for left := count; left > 0; left-- {
		last := slices[len(slices)-1]
		next := k
		if left > 1 {
			next = last + s.IntN(k-last+1)
		}
		slices = append(slices, next)
	}
	return slices
}

func TestSumsOverSlicesHaveTheBitsOfTheSlowOnes(t *testing.T) {
	s := rng.New(1, "slices")
	sizes := []int{1, 2, 3, 4, 5, 10, 11, 12, 13, 31, 47, 48, 49, 50, 64, 97, 150}
	var w blas.Workspace // one for all: what an earlier product left must not show
	for range 300 {
		pick := func() int { return sizes[s.IntN(len(sizes))] }
		m, n, k := pick(), pick(), pick()
		if s.IntN(8) == 0 {
			k = 200 + s.IntN(900) // slices of more than one block
		}
		a, b, c := operands(s, gonum.Trans, gonum.NoTrans, m, n, k, s.IntN(3))
		slices := drawnSlices(s, k, 1<<s.IntN(4))
		want := clone(c)
		slowSlices(a, b, slices, want)
		blas.GemmSlices(&w, a, b, slices, c)
		require.Equal(t, want.Data, c.Data, "%d×%d, %v", m, n, slices)
	}
}

// What makes a run on several workers possible: halves add up to the whole.
func TestSumsOfHalvesAddUpToTheWhole(t *testing.T) {
	s := rng.New(2, "slices")
	a, b, whole := operands(s, gonum.Trans, gonum.NoTrans, 20, 30, 64, 0)
	var w blas.Workspace
	blas.GemmSlices(&w, a, b, blas.Slices{0, 8, 16, 24, 32, 40, 48, 56, 64}, whole)
	half := func(first int) blas32.General {
		c := clone(whole)
		top, right := a, b
		top.Rows, right.Rows = 32, 32
		top.Data, right.Data = a.Data[first*a.Stride:], b.Data[first*b.Stride:]
		blas.GemmSlices(&w, top, right, blas.Slices{0, 8, 16, 24, 32}, c)
		return c
	}
	sum, second := half(0), half(32)
	for i := range sum.Data {
		sum.Data[i] += second.Data[i]
	}
	require.Equal(t, whole.Data, sum.Data)
}

func TestSlicesThatDoNotFitPanic(t *testing.T) {
	a, b, c := operands(rng.New(3, "slices"), gonum.Trans, gonum.NoTrans, 3, 4, 5, 0)
	var w blas.Workspace
	for name, slices := range map[string]blas.Slices{
		"too few rows":  {0, 4},
		"too many rows": {0, 3, 6},
		"three slices":  {0, 1, 2, 5},
	} {
		t.Run(name, func(t *testing.T) {
			require.PanicsWithValue(t, "blas: shapes do not fit", func() { blas.GemmSlices(&w, a, b, slices, c) })
		})
	}
}

func TestASumOverSlicesAllocatesNothingOnceItHas(t *testing.T) {
	a, b, c := operands(rng.New(5, "slices"), gonum.Trans, gonum.NoTrans, 50, 60, 70, 0)
	var w blas.Workspace
	require.Zero(t, testing.AllocsPerRun(10, func() { blas.GemmSlices(&w, a, b, blas.Slices{0, 35, 70}, c) }))
}

// The gradient of the first layer's weights: batch 512, 784 inputs, 128 units.
func BenchmarkGemmSlices(b *testing.B) {
	const k, m, n = 512, 784, 128
	x, dy, dw := operands(rng.New(1, "bench"), gonum.Trans, gonum.NoTrans, m, n, k, 0)
	for _, slices := range []blas.Slices{{0, 512}, {0, 256, 512}, {0, 64, 128, 192, 256, 320, 384, 448, 512}} {
		b.Run(fmt.Sprint(slices.Count()), func(b *testing.B) {
			var w blas.Workspace
			for b.Loop() {
				blas.GemmSlices(&w, x, dy, slices, dw)
			}
			b.ReportMetric(2*float64(m*n*k)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
		})
	}
}
