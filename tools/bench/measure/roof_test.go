package measure

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// x = x/2 + 1 from i is 2 + (i - 2)/2ⁿ after n steps; over the chains, from 0 to
// 11, that is 24 + 42/2ⁿ. A chain that a compiler had shortened or left out would
// show in the sum.
func TestEveryChainMakesEveryStep(t *testing.T) {
	for turns, want := range map[int]float32{0: 24 + 42, 1: 24 + 42.0/16, 2: 24 + 42.0/256, 3: 24 + 42.0/4096, 1000: 24} {
		require.Equal(t, want, spin(turns), "%d turns of %d steps", turns, unroll)
	}
}

// A clock that advances by 10 ms at each look: three stretches of the loop make
// one that is timed, 30 ms long.
func TestTheRoofIsOperationsOverTime(t *testing.T) {
	clock := 0.0
	roof := Roof(func() float64 { clock += 0.010; return clock })
	operations := 3 * 1024 * 4 * 12 * lanes() * 2 // calls, turns, steps, chains, lanes, a product and a sum
	require.InEpsilon(t, float64(operations)/0.030/1e9, roof, 1e-6)
}

func BenchmarkRoof(b *testing.B) {
	const turns = 1 << 10
	for b.Loop() {
		spin(turns)
	}
	b.ReportMetric(float64(turns*unroll*chains*lanes()*2)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
}
