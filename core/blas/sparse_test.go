package blas_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	gonum "gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/rng"
)

// sparsen makes a share of all elements zero, with either sign, and one row and
// one column whole.
func sparsen(s *rng.Stream, m blas32.General, share float64) {
	zero := []float32{0, float32(math.Copysign(0, -1))}
	row, column := s.IntN(m.Rows+1), s.IntN(m.Cols+1)
	for i := range m.Rows {
		for j := range m.Cols {
			if share > 0 && (i == row || j == column) || s.Uniform(0, 1) < share {
				m.Data[i*m.Stride+j] = zero[s.IntN(2)]
			}
		}
	}
}

// spoil puts in somewhere what is no number, or none that is finite.
func spoil(s *rng.Stream, m blas32.General) {
	values := []float64{math.NaN(), math.Inf(1), math.Inf(-1)}
	m.Data[s.IntN(m.Rows)*m.Stride+s.IntN(m.Cols)] = float32(values[s.IntN(len(values))])
}

// drawnSparse returns operands as the sparse products may meet them: A with any
// share of zeros, and now and then an infinity or NaN in A or B.
func drawnSparse(s *rng.Stream, tA gonum.Transpose, m, n, k int) (a, b, c blas32.General) {
	a, b, c = operands(s, tA, gonum.NoTrans, m, n, k, s.IntN(3))
	shares := []float64{0, 0.1, 0.5, 0.9, 1}
	sparsen(s, a, shares[s.IntN(len(shares))])
	switch s.IntN(8) {
	case 0:
		spoil(s, a)
	case 1:
		spoil(s, b)
	}
	return a, b, c
}

// bits are those of all elements, so that -0 is not 0; any NaN is any other.
func bits(m blas32.General) []uint32 {
	list := make([]uint32, len(m.Data))
	for i, v := range m.Data {
		if v != v {
			v = float32(math.NaN())
		}
		list[i] = math.Float32bits(v)
	}
	return list
}

var sparseSizes = []int{1, 2, 3, 4, 5, 10, 15, 16, 17, 31, 32, 33, 47, 48, 49, 50, 64, 97, 128, 129, 170, 292}

func TestSparseProductsHaveTheBitsOfTheSlowOnes(t *testing.T) {
	s := rng.New(1, "sparse")
	var w blas.Workspace // one for all: what an earlier product left must not show
	for range 150 {
		pick := func() int { return sparseSizes[s.IntN(len(sparseSizes))] }
		m, n, k := pick(), pick(), pick()
		if s.IntN(8) == 0 {
			k = 200 + s.IntN(500) // more than one block of the inner loop
		}
		a, b, c := drawnSparse(s, gonum.NoTrans, m, n, k)
		want := clone(c)
		slow(gonum.NoTrans, gonum.NoTrans, 1, a, b, 0, want)
		blas.GemmSparse(&w, a, b, c)
		require.Equal(t, bits(want), bits(c), "%d×%d×%d", m, n, k)
	}
}

func TestSparseSumsOverSlicesHaveTheBitsOfTheSlowOnes(t *testing.T) {
	s := rng.New(2, "sparse")
	var w blas.Workspace
	for range 150 {
		pick := func() int { return sparseSizes[s.IntN(len(sparseSizes))] }
		m, n, k := pick(), pick(), pick()
		if s.IntN(8) == 0 {
			k = 200 + s.IntN(900) // slices of more than one block
		}
		a, b, c := drawnSparse(s, gonum.Trans, m, n, k)
		slices := drawnSlices(s, k, 1<<s.IntN(4))
		want := clone(c)
		slowSlices(a, b, slices, want)
		blas.GemmSlicesSparse(&w, a, b, slices, c)
		require.Equal(t, bits(want), bits(c), "%d×%d, %v", m, n, slices)
	}
}

// One element of B after the other, and all of A zero: none is overlooked.
func TestNoNumbersSpreadThroughZerosToo(t *testing.T) {
	var w blas.Workspace
	for i := range 3 * 35 {
		a, b, c := operands(rng.New(3, "sparse"), gonum.NoTrans, gonum.NoTrans, 2, 35, 3, 1)
		clear(a.Data)
		b.Data[i/35*b.Stride+i%35] = float32(math.Inf(1))
		blas.GemmSparse(&w, a, b, c)
		require.True(t, c.Data[i%35] != c.Data[i%35], "0·∞ is not a number")
	}
}

func TestEmptySparseSumsAreZero(t *testing.T) {
	var w blas.Workspace
	none := blas32.General{Rows: 2, Cols: 0, Stride: 1, Data: make([]float32, 2)}
	c := blas32.General{Rows: 2, Cols: 2, Stride: 2, Data: []float32{1, 2, 3, 4}}
	blas.GemmSparse(&w, none, blas32.General{Rows: 0, Cols: 2, Stride: 2}, c)
	require.Equal(t, make([]float32, 4), c.Data)

	a, b, c := operands(rng.New(6, "sparse"), gonum.NoTrans, gonum.NoTrans, 3, 0, 5, 1)
	blas.GemmSparse(&w, a, b, c) // of no columns
}

func TestSparseProductsThatDoNotFitPanic(t *testing.T) {
	var w blas.Workspace
	a, b, c := operands(rng.New(4, "sparse"), gonum.NoTrans, gonum.NoTrans, 3, 4, 5, 0)
	for name, call := range map[string]func(){
		"inner sizes": func() { blas.GemmSparse(&w, a, c, c) },
		"C":           func() { blas.GemmSparse(&w, a, b, b) },
		"slices":      func() { blas.GemmSlicesSparse(&w, a, c, blas.Slices{0, 4}, b) },
	} {
		t.Run(name, func(t *testing.T) { require.PanicsWithValue(t, "blas: shapes do not fit", call) })
	}
}

func TestASparseProductAllocatesNothingOnceItHas(t *testing.T) {
	a, b, c := operands(rng.New(5, "sparse"), gonum.NoTrans, gonum.NoTrans, 50, 60, 70, 0)
	x, dy, dw := operands(rng.New(5, "sparse"), gonum.Trans, gonum.NoTrans, 50, 60, 70, 0)
	var w blas.Workspace
	require.Zero(t, testing.AllocsPerRun(10, func() {
		blas.GemmSparse(&w, a, b, c)
		blas.GemmSlicesSparse(&w, x, dy, blas.Slices{0, 35, 70}, dw)
	}))
}

// pictures returns pictures of 28×28 that are dark outside a disc; half of all
// pixels are.
func pictures(s *rng.Stream, count int) blas32.General {
	x := drawn(s, count, 28*28, 0)
	for i := range x.Data {
		radius := 9 + 5*float64(i/784*7%count)/float64(count)
		if math.Hypot(float64(i/28%28)-13.5, float64(i%28)-13.5) > radius {
			x.Data[i] = 0
		}
	}
	return x
}

// The products of the first layer of a training step: batch 512, 784 inputs, 128
// units. Operations are counted as if none were left out.
func BenchmarkSparse(b *testing.B) {
	const k, m, n = 784, 512, 128
	s := rng.New(1, "bench")
	x, y, dw := pictures(s, m), drawn(s, m, n, 0), drawn(s, k, n, 0)
	slices := blas.Slices{0, 64, 128, 192, 256, 320, 384, 448, 512}
	var w blas.Workspace
	for _, c := range []struct {
		name string
		call func()
	}{
		{"forward X·W, all", func() { blas.Gemm(gonum.NoTrans, gonum.NoTrans, 1, x, dw, 0, y) }},
		{"forward X·W, sparse", func() { blas.GemmSparse(&w, x, dw, y) }},
		{"gradient Xᵀ·dY, all", func() { blas.GemmSlices(&w, x, y, slices, dw) }},
		{"gradient Xᵀ·dY, sparse", func() { blas.GemmSlicesSparse(&w, x, y, slices, dw) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for i := range y.Data {
				y.Data[i] = float32(i%13) - 6 // what products of products grow to would not stay finite
			}
			for b.Loop() {
				c.call()
			}
			b.ReportMetric(2*float64(m*n*k)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
		})
	}
}
