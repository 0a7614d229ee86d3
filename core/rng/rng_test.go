package rng_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"

	"atelier/core/rng"
)

func TestStreamsOfDifferentNamesOrSeedsDiffer(t *testing.T) {
	seen := map[uint64]bool{}
	for _, seed := range []uint64{0, 1, 2, math.MaxUint64} {
		for _, name := range []string{"", "weights", "shuffle", "dropout"} {
			seen[rng.New(seed, name).Uint64()] = true
		}
	}
	require.Len(t, seen, 16)
}

func TestARestoredStreamGoesOnExactly(t *testing.T) {
	s := rng.New(7, "shuffle")
	for range 1000 {
		s.Normal()
	}
	state, err := s.MarshalBinary()
	require.NoError(t, err)
	var r rng.Stream
	require.NoError(t, r.UnmarshalBinary(state))
	for range 100 {
		require.Equal(t, s.Uint64(), r.Uint64())
	}
	require.Error(t, r.UnmarshalBinary(state[:5]))
}

// The expected moments are those of the distributions; the bounds are five
// standard errors wide.
func TestMomentsAreThoseOfTheDistributions(t *testing.T) {
	const n = 200_000
	s := rng.New(3, "moments")
	uniform, normal := make([]float64, n), make([]float64, n)
	for i := range n {
		uniform[i] = s.Uniform(-2, 4)
		normal[i] = s.Normal()
	}
	mean, std := stat.MeanStdDev(uniform, nil)
	require.InDelta(t, 1, mean, 5*math.Sqrt(3)/math.Sqrt(n))
	require.InDelta(t, math.Sqrt(3), std, 0.01)
	require.GreaterOrEqual(t, slices.Min(uniform), -2.0)
	require.Less(t, slices.Max(uniform), 4.0)

	mean, std = stat.MeanStdDev(normal, nil)
	require.InDelta(t, 0, mean, 5/math.Sqrt(n))
	require.InDelta(t, 1, std, 5/math.Sqrt(2*n))
	require.InDelta(t, 0, stat.Skew(normal, nil), 5*math.Sqrt(6.0/n))
	require.InDelta(t, 0, stat.ExKurtosis(normal, nil), 5*math.Sqrt(24.0/n))
}

func TestIntNIsUniform(t *testing.T) {
	const n, draws = 7, 70_000
	s := rng.New(1, "ints")
	counts := make([]float64, n)
	for range draws {
		counts[s.IntN(n)]++
	}
	expected := slices.Repeat([]float64{draws / n}, n)
	// 99.9 % quantile of chi-square with 6 degrees of freedom.
	require.Less(t, stat.ChiSquare(counts, expected), 22.46)
	require.Panics(t, func() { s.IntN(0) })
}

func TestPermutationHoldsEveryIndexOnce(t *testing.T) {
	p := make([]int, 100)
	rng.New(9, "split").Permutation(p)
	require.False(t, slices.IsSorted(p))
	slices.Sort(p)
	for i, v := range p {
		require.Equal(t, i, v)
	}
}

// The standard library, put together as the doc comment of New says.
func TestAStreamIsPCGSeededBySHA256(t *testing.T) {
	h := sha256.Sum256([]byte("\x2a\x00\x00\x00\x00\x00\x00\x00weights"))
	expected := rand.NewPCG(binary.LittleEndian.Uint64(h[:]), binary.LittleEndian.Uint64(h[8:]))
	s := rng.New(42, "weights")
	for range 100 {
		require.Equal(t, expected.Uint64(), s.Uint64())
	}
}

// These values must never change: links and stored runs promise the same bits.
func ExampleNew() {
	s := rng.New(42, "weights")
	fmt.Println(s.IntN(1000), s.Float32(), s.Normal())
	// Output: 406 0.12788635 -0.5014684616406054
}
