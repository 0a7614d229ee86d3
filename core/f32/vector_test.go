package f32_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
	"atelier/core/rng"
)

// lengths have whole vectors of every width, and rests.
var lengths = []int{0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 48, 64, 67, 100}

// awkward are the values on which machines like to differ.
var awkward = []float32{
	0, float32(math.Copysign(0, -1)), 1, -1, math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32,
	float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()), 1e-40, 3.4e38,
}

// drawn returns a vector of random values, every fourth of them awkward.
func drawn(s *rng.Stream, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		if x[i] = float32(s.Uniform(-3, 3)); s.IntN(4) == 0 {
			x[i] = awkward[s.IntN(len(awkward))]
		}
	}
	return x
}

// requireSameBits compares bits, so that -0 is not 0; any NaN is any other.
func requireSameBits(t *testing.T, want, got []float32) {
	t.Helper()
	require.Len(t, got, len(want))
	for i := range want {
		if want[i] != want[i] && got[i] != got[i] {
			continue
		}
		require.Equal(t, math.Float32bits(want[i]), math.Float32bits(got[i]), "element %d: want %v, got %v", i, want[i], got[i])
	}
}

// The slow twins are IEEE 754's single operations, one element at a time.
func TestVectorsAreTheirElementsOneByOne(t *testing.T) {
	var a float32 = -1.7
	sqrt := func(x float32) float32 { return float32(math.Sqrt(float64(x))) }
	for name, c := range map[string]struct {
		vector  func(d, x, y []float32)
		element func(d, x, y float32) float32
	}{
		"Add":       {func(d, x, _ []float32) { f32.Add(d, x) }, func(d, x, _ float32) float32 { return d + x }},
		"Sub":       {func(d, x, _ []float32) { f32.Sub(d, x) }, func(d, x, _ float32) float32 { return d - x }},
		"Mul":       {func(d, x, _ []float32) { f32.Mul(d, x) }, func(d, x, _ float32) float32 { return d * x }},
		"Div":       {func(d, x, _ []float32) { f32.Div(d, x) }, func(d, x, _ float32) float32 { return d / x }},
		"AddScalar": {func(d, _, _ []float32) { f32.AddScalar(d, a) }, func(d, _, _ float32) float32 { return d + a }},
		"Scale":     {func(d, _, _ []float32) { f32.Scale(d, a) }, func(d, _, _ float32) float32 { return d * a }},
		"AddScaled": {func(d, x, _ []float32) { f32.AddScaled(d, a, x) }, func(d, x, _ float32) float32 { return d + float32(a*x) }},
		"AddProduct": {func(d, x, y []float32) { f32.AddProduct(d, a, x, y) },
			func(d, x, y float32) float32 { return d + float32(float32(a*x)*y) }},
		"Sqrt": {func(d, x, _ []float32) { f32.Sqrt(d, x) }, func(_, x, _ float32) float32 { return sqrt(x) }},
		"Relu": {func(d, x, _ []float32) { f32.Relu(d, x) }, func(_, x, _ float32) float32 {
			if x < 0 {
				return 0
			}
			return x
		}},
		"ReluGrad": {f32.ReluGrad, func(_, dy, y float32) float32 {
			if y > 0 {
				return dy
			}
			return 0
		}},
		"ExpTo":     {func(d, x, _ []float32) { f32.ExpTo(d, x) }, func(_, x, _ float32) float32 { return f32.Exp(x) }},
		"TanhTo":    {func(d, x, _ []float32) { f32.TanhTo(d, x) }, func(_, x, _ float32) float32 { return f32.Tanh(x) }},
		"SigmoidTo": {func(d, x, _ []float32) { f32.SigmoidTo(d, x) }, func(_, x, _ float32) float32 { return f32.Sigmoid(x) }},
	} {
		t.Run(name, func(t *testing.T) {
			s := rng.New(1, name)
			for _, n := range lengths {
				d, x, y := drawn(s, n), drawn(s, n+2), drawn(s, n+1)
				want := make([]float32, n)
				for i := range want {
					want[i] = c.element(d[i], x[i], y[i])
				}
				c.vector(d, x, y)
				requireSameBits(t, want, d)
			}
			if n := 8; name != "AddScalar" && name != "Scale" {
				require.Panics(t, func() { c.vector(make([]float32, n), make([]float32, n-1, n-1), make([]float32, n)) }, "a source that is too short")
			}
		})
	}
}

func TestARowIsAddedToEveryRow(t *testing.T) {
	const columns, stride = 5, 7
	m := blas32.General{Rows: 2, Cols: columns, Stride: stride, Data: make([]float32, 2*stride)}
	for i := range m.Data {
		m.Data[i] = float32(10 * i)
	}
	f32.AddRows(m, []float32{1, 2, 3, 4, 5})
	require.Equal(t, []float32{1, 12, 23, 34, 45, 50, 60, 71, 82, 93, 104, 115, 120, 130}, m.Data, "the gap between rows stays as it is")
}

// Rows of every length, many and few, in one piece and not.
func TestRowsAreAddedAndAddedUpAsOneByOne(t *testing.T) {
	s := rng.New(3, "rows")
	for _, columns := range []int{1, 3, 4, 10, 16, 17, 42, 64, 128, 131, 600, 1025} {
		for _, count := range []int{0, 1, 2, 7, 64, 65, 130} {
			stride := columns + s.IntN(2)*3
			m := blas32.General{Rows: count, Cols: columns, Stride: stride, Data: drawn(s, count*stride)}
			x, sum := drawn(s, columns), drawn(s, columns)
			wantRows, wantSum := slices.Clone(m.Data), slices.Clone(sum)
			for r := range count {
				for j := range columns {
					wantSum[j] += m.Data[r*stride+j]
					wantRows[r*stride+j] += x[j]
				}
			}
			f32.AddUp(sum, m)
			requireSameBits(t, wantSum, sum)
			f32.AddRows(m, x)
			requireSameBits(t, wantRows, m.Data)
		}
	}
}

// By hand: 10⁸ + 1 is no float32, and neither is the square of 4097, which is
// 16785409; 2¹⁴⁰ is beyond the largest.
func TestSquaresAreSummedInDoublePrecision(t *testing.T) {
	require.Equal(t, 100000001.0, f32.SumSquares([]float32{1e4, 1}))
	require.Equal(t, 100000001.0, f32.SumSquares([]float32{1, -1e4}))
	require.Equal(t, 16785409.0, f32.SumSquares([]float32{4097}))
	require.Equal(t, 0x1p140, f32.SumSquares([]float32{0x1p70}))
	require.Zero(t, f32.SumSquares(nil))
}

func ExampleAddScaled() {
	weights, gradient := []float32{1, 2, 3}, []float32{10, 0, -10}
	f32.AddScaled(weights, -0.1, gradient)
	fmt.Println(weights)
	// Output: [0 2 4]
}

func BenchmarkAddScaled(b *testing.B) {
	d, x := make([]float32, 1024), make([]float32, 1024)
	b.SetBytes(3 * 4 * 1024)
	for b.Loop() {
		f32.AddScaled(d, 0.5, x)
	}
}

func BenchmarkExp(b *testing.B) {
	d, x := make([]float32, 1024), drawn(rng.New(1, "exp"), 1024)
	b.SetBytes(2 * 4 * 1024)
	for b.Loop() {
		f32.ExpTo(d, x)
	}
}

// One element after the other is infinite or NaN, in vectors of every length.
func TestFiniteOverlooksNoElement(t *testing.T) {
	for _, n := range lengths {
		x := make([]float32, n)
		for i := range x {
			x[i] = []float32{0, 1, -math.MaxFloat32, math.SmallestNonzeroFloat32}[i%4]
		}
		require.True(t, f32.Finite(x))
		for i, was := range x {
			for _, v := range []float64{math.Inf(1), math.Inf(-1), math.NaN()} {
				x[i] = float32(v)
				require.False(t, f32.Finite(x), "element %d of %d", i, n)
			}
			x[i] = was
		}
	}
}

// The loop has the exponential written out, but for extremes.
func TestSumsOfExponentialsHaveTheBitsOfSingleOnes(t *testing.T) {
	s := rng.New(9, "vectors")
	x := []float32{0, 89, 89.5, -104, -104.5, 300, -300, inf(1), inf(-1), float32(math.NaN())}
	for range 1000 {
		x = append(x, float32(s.Uniform(-110, 90)))
	}
	for _, shift := range []float32{0, 1.5, -3} {
		for i := range x {
			piece := x[i:min(i+5, len(x))]
			var want []float32
			var sum float32
			for _, v := range piece {
				want = append(want, f32.Exp(v-shift))
				sum += f32.Exp(v - shift)
			}
			requireSameBits(t, []float32{sum}, []float32{f32.SumExp(nil, piece, shift)})
			d := slices.Clone(piece)
			requireSameBits(t, []float32{sum}, []float32{f32.SumExp(d, d, shift)})
			requireSameBits(t, want, d)
		}
	}
}
