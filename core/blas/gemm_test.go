package blas_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	gonum "gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/rng"
)

// drawn returns a rows×columns matrix with a gap after each row, full of
// values that must not change.
func drawn(s *rng.Stream, rows, columns, gap int) blas32.General {
	m := blas32.General{Rows: rows, Cols: columns, Stride: max(1, columns+gap), Data: make([]float32, rows*max(1, columns+gap))}
	for i := range m.Data {
		m.Data[i] = float32(s.Uniform(-1, 1))
	}
	return m
}

// slow is the product from its definition: element by element, over k in
// order, every operation rounded.
func slow(tA, tB gonum.Transpose, alpha float32, a, b blas32.General, beta float32, c blas32.General) {
	at := func(t gonum.Transpose, m blas32.General, i, j int) float32 {
		if t == gonum.Trans {
			i, j = j, i
		}
		return m.Data[i*m.Stride+j]
	}
	k := a.Cols
	if tA == gonum.Trans {
		k = a.Rows
	}
	for i := range c.Rows {
		for j := range c.Cols {
			var sum float32
			for p := range k {
				sum += float32(at(tA, a, i, p) * at(tB, b, p, j))
			}
			sum = float32(alpha * sum)
			if beta != 0 {
				sum += float32(beta * c.Data[i*c.Stride+j])
			}
			c.Data[i*c.Stride+j] = sum
		}
	}
}

// operands returns matrices whose product is m×n with sums over k.
func operands(s *rng.Stream, tA, tB gonum.Transpose, m, n, k, gap int) (a, b, c blas32.General) {
	a, b = drawn(s, m, k, gap), drawn(s, k, n, gap)
	if tA == gonum.Trans {
		a = drawn(s, k, m, gap)
	}
	if tB == gonum.Trans {
		b = drawn(s, n, k, gap)
	}
	return a, b, drawn(s, m, n, gap)
}

func clone(m blas32.General) blas32.General {
	m.Data = append([]float32(nil), m.Data...)
	return m
}

var transposes = []gonum.Transpose{gonum.NoTrans, gonum.Trans}

func TestProductsHaveTheBitsOfTheSlowOnes(t *testing.T) {
	s := rng.New(1, "gemm")
	sizes := []int{1, 2, 3, 4, 5, 10, 11, 12, 13, 31, 47, 48, 49, 50, 64, 97}
	for range 300 {
		pick := func() int { return sizes[s.IntN(len(sizes))] }
		m, n, k := pick(), pick(), pick()
		if s.IntN(8) == 0 {
			k = 200 + s.IntN(400) // more than one block of the inner loop
		}
		tA, tB := transposes[s.IntN(2)], transposes[s.IntN(2)]
		a, b, c := operands(s, tA, tB, m, n, k, s.IntN(3))
		want := clone(c)
		slow(tA, tB, 1, a, b, 0, want)
		blas.Gemm(tA, tB, 1, a, b, 0, c)
		require.Equal(t, want.Data, c.Data, "%c%c %d×%d×%d", tA, tB, m, n, k)
	}
}

func TestAnyAlphaAndBetaAreDone(t *testing.T) {
	s := rng.New(2, "gemm")
	for _, alpha := range []float32{0, 1, -0.7} {
		for _, beta := range []float32{0, 1, 2.5} {
			for _, tA := range transposes {
				for _, tB := range transposes {
					a, b, c := operands(s, tA, tB, 7, 13, 5, 1)
					want := clone(c)
					slow(tA, tB, alpha, a, b, beta, want)
					blas.Gemm(tA, tB, alpha, a, b, beta, c)
					require.Equal(t, want.Data, c.Data)
				}
			}
		}
	}
}

// gonum adds in another order, so it agrees but for rounding.
func TestProductsAgreeWithGonum(t *testing.T) {
	s := rng.New(3, "gemm")
	for _, tA := range transposes {
		for _, tB := range transposes {
			a, b, c := operands(s, tA, tB, 33, 50, 300, 0)
			want := clone(c)
			blas32.Gemm(tA, tB, 0.5, a, b, 2, want)
			blas.Gemm(tA, tB, 0.5, a, b, 2, c)
			require.InDeltaSlice(t, want.Data, c.Data, 1e-4)
		}
	}
}

func TestNoNumbersSpread(t *testing.T) {
	for name, v := range map[string]float64{"NaN": math.NaN(), "infinity": math.Inf(1)} {
		t.Run(name, func(t *testing.T) {
			s := rng.New(4, "gemm")
			a, b, c := operands(s, gonum.NoTrans, gonum.NoTrans, 4, 20, 6, 0)
			clear(a.Data)
			b.Data[5*b.Stride+17] = float32(v)
			blas.Gemm(gonum.NoTrans, gonum.NoTrans, 1, a, b, 0, c)
			for i, sum := range c.Data {
				require.Equal(t, i%20 == 17, sum != sum, "0·%s is not a number, and stays in its column", name)
			}
		})
	}
}

func TestWithABetaOfZeroCIsNotRead(t *testing.T) {
	a := blas32.General{Rows: 1, Cols: 1, Stride: 1, Data: []float32{2}}
	c := blas32.General{Rows: 1, Cols: 1, Stride: 1, Data: []float32{float32(math.NaN())}}
	blas.Gemm(gonum.NoTrans, gonum.NoTrans, 3, a, a, 0, c)
	require.Equal(t, []float32{12}, c.Data)
}

func TestEmptySumsAreZero(t *testing.T) {
	c := blas32.General{Rows: 2, Cols: 2, Stride: 2, Data: []float32{1, 2, 3, 4}}
	blas.Sgemm(gonum.NoTrans, gonum.NoTrans, 2, 2, 0, 1, nil, 1, nil, 2, 0, c.Data, 2)
	require.Equal(t, []float32{0, 0, 0, 0}, c.Data)
	blas.Sgemm(gonum.NoTrans, gonum.NoTrans, 0, 2, 3, 1, nil, 3, make([]float32, 6), 2, 0, nil, 2)
}

func TestWhatDoesNotFitPanics(t *testing.T) {
	x := make([]float32, 6)
	matrix := func(rows, columns int) blas32.General {
		return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: x}
	}
	for name, c := range map[string]struct {
		call func()
		says string
	}{
		"inner sizes":    {func() { blas.Gemm('N', 'N', 1, matrix(2, 3), matrix(2, 3), 0, matrix(2, 3)) }, "blas: shapes do not fit"},
		"rows of C":      {func() { blas.Gemm('N', 'T', 1, matrix(2, 3), matrix(2, 3), 0, matrix(3, 2)) }, "blas: shapes do not fit"},
		"transpose":      {func() { blas.Sgemm('x', 'N', 1, 1, 1, 1, x, 1, x, 1, 0, x, 1) }, "blas: illegal transpose"},
		"negative size":  {func() { blas.Sgemm('N', 'N', -1, 1, 1, 1, x, 1, x, 1, 0, x, 1) }, "blas: negative size of A"},
		"short stride":   {func() { blas.Sgemm('N', 'N', 2, 2, 2, 1, x, 2, x, 1, 0, x, 2) }, "blas: bad leading dimension of B"},
		"short matrix A": {func() { blas.Sgemm('N', 'N', 3, 1, 3, 1, x, 3, x, 1, 0, x, 1) }, "blas: insufficient length of A"},
		"short matrix C": {func() { blas.Sgemm('N', 'N', 3, 3, 1, 1, x, 1, x, 3, 0, x, 3) }, "blas: insufficient length of C"},
	} {
		t.Run(name, func(t *testing.T) { require.PanicsWithValue(t, c.says, c.call) })
	}
}

func TestAProductAllocatesNothing(t *testing.T) {
	a, b, c := operands(rng.New(5, "gemm"), gonum.Trans, gonum.NoTrans, 50, 60, 70, 0)
	require.Zero(t, testing.AllocsPerRun(10, func() { blas.Gemm(gonum.Trans, gonum.NoTrans, 1, a, b, 0, c) }))
}

func ExampleGemm() {
	x := blas32.General{Rows: 1, Cols: 2, Stride: 2, Data: []float32{1, 2}}
	w := blas32.General{Rows: 2, Cols: 3, Stride: 3, Data: []float32{1, 2, 3, 4, 5, 6}}
	y := blas32.General{Rows: 1, Cols: 3, Stride: 3, Data: make([]float32, 3)}
	blas.Gemm(gonum.NoTrans, gonum.NoTrans, 1, x, w, 0, y)
	fmt.Println(y.Data)
	// Output: [9 12 15]
}

// The three products of a training step: batch 512, 784 inputs, 128 units.
func BenchmarkGemm(b *testing.B) {
	for _, c := range []struct {
		name    string
		tA, tB  gonum.Transpose
		m, n, k int
	}{
		{"forward X·W", gonum.NoTrans, gonum.NoTrans, 512, 128, 784},
		{"gradient Xᵀ·dY", gonum.Trans, gonum.NoTrans, 784, 128, 512},
		{"backward dY·Wᵀ", gonum.NoTrans, gonum.Trans, 512, 784, 128},
		{"logits X·W", gonum.NoTrans, gonum.NoTrans, 512, 10, 128},
	} {
		b.Run(c.name, func(b *testing.B) {
			x, y, z := operands(rng.New(1, "bench"), c.tA, c.tB, c.m, c.n, c.k, 0)
			for b.Loop() {
				blas.Gemm(c.tA, c.tB, 1, x, y, 0, z)
			}
			b.ReportMetric(2*float64(c.m*c.n*c.k)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
		})
	}
}
