package f32_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/f32"
)

// The slow twin is the formula, with IEEE 754's single operations. The longest
// vectors have every byte, and in all their places.
func TestBytesAreNormalisedOneByOne(t *testing.T) {
	for _, c := range []struct{ mean, deviation float32 }{{0, 1}, {0.5, 0.5}, {0.2860, 0.3530}, {-0.7, 3}} {
		n := f32.NewNormalisation(c.mean, c.deviation)
		for first := range 16 {
			for _, length := range append([]int{16 * 17}, lengths...) {
				x, d := make([]byte, length), make([]float32, length)
				want := make([]float32, length)
				for i := range x {
					x[i] = byte(first + i)
					want[i] = float32(float32(float32(x[i])/255)-c.mean) / c.deviation
				}
				n.Apply(d, x)
				require.Equal(t, want, d)
			}
		}
	}
}

func TestANormalisationNeedsAByteForEachNumber(t *testing.T) {
	n := f32.NewNormalisation(0, 1)
	d := []float32{7, 7}
	n.Apply(d[:1], []byte{255, 255})
	require.Equal(t, []float32{1, 7}, d)
	require.Panics(t, func() { n.Apply(d, make([]byte, 1, 1)) })
}

func ExampleNormalisation() {
	signed, d := f32.NewNormalisation(0.5, 0.5), make([]float32, 3)
	signed.Apply(d, []byte{0, 51, 255})
	fmt.Println(d)
	// Output: [-1 -0.6 1]
}

func BenchmarkNormalisation(b *testing.B) {
	n := f32.NewNormalisation(0.2860, 0.3530)
	d, x := make([]float32, 784), make([]byte, 784)
	b.SetBytes(784)
	for b.Loop() {
		n.Apply(d, x)
	}
}
