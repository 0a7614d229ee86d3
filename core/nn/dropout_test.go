package nn_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/rng"
)

// ones runs a row of n ones through dropout in training.
func ones(l *nn.Dropout) []float32 {
	return inTraining(l, slices.Repeat([]float32{1}, l.Inputs()))
}

func seeded(features int, p float64) *nn.Dropout {
	l := nn.NewDropout(features, p)
	l.Seed(rng.New(1, "dropout"))
	return l
}

// What is kept is divided by the share that is kept: 1/(1 - 0.2) is 1.25. The
// share dropped is p within five standard errors of the binomial
// distribution, and so it is in each half of the random numbers.
func TestDropoutDropsAShareOfPAndScalesTheRest(t *testing.T) {
	const n = 100_001
	for p, kept := range map[float64]float32{0: 1, 0.2: 1.25, 0.5: 2, 0.75: 4, 0.9375: 16} {
		zeros := [2]float64{}
		for i, v := range ones(seeded(n, p)) {
			if v == 0 {
				zeros[i%2]++
			} else {
				require.Equal(t, kept, v)
			}
		}
		for _, z := range zeros {
			require.InDelta(t, p*n/2, z, 5*math.Sqrt(p*(1-p)*n/2)+1, "p = %v", p)
		}
	}
}

// Neighbours that share a random number, and those that do not, are both
// dropped as often as independent ones: p² of the time.
func TestDropoutDropsNeighboursIndependently(t *testing.T) {
	const n, p = 100_000, 0.5
	y := ones(seeded(n, p))
	for offset := range 2 {
		both := 0.0
		for i := offset; i+1 < n; i += 2 {
			if y[i] == 0 && y[i+1] == 0 {
				both++
			}
		}
		require.InDelta(t, p*p*n/2, both, 5*math.Sqrt(p*p*(1-p*p)*n/2))
	}
}

func TestDropoutDrawsANewMaskEachTimeAndTheSameFromTheSameStream(t *testing.T) {
	a, b := seeded(64, 0.5), seeded(64, 0.5)
	first, second := ones(a), ones(a)
	require.NotEqual(t, first, second)
	require.Equal(t, first, ones(b))
	require.Equal(t, second, ones(b))
}

func TestDropoutDoesNothingInEvaluation(t *testing.T) {
	l := seeded(3, 0.5)
	l.Reserve(1)
	y := blank(1, 3)
	l.Forward(matrix([]float32{1, -2, 3}), y, nn.NewPass(nn.Evaluation, 1))
	require.Equal(t, []float32{1, -2, 3}, y.Data)
	require.Equal(t, rng.New(1, "dropout").Uint64(), l.Stream().Uint64(), "nothing is drawn")
}

// 1/(1 - 0.6) is 2.5.
func TestAGivenMaskIsUsedOnceAndNothingIsDrawn(t *testing.T) {
	l := seeded(4, 0.6)
	l.UseMask([]float32{1, 0, 0, 1})
	require.Equal(t, []float32{2.5, 0, 0, -5}, inTraining(l, []float32{1, 1, 1, -2}))
	dx := blank(1, 4)
	l.Backward(dx, dx, matrix([]float32{1, 2, 3, 4}), dx, nn.NewPass(nn.Training, 1))
	require.Equal(t, []float32{2.5, 0, 0, 10}, dx.Data)

	require.Equal(t, ones(seeded(4, 0.6)), ones(l), "the next mask is the stream's first")
}

func TestDropoutOfNoProbabilityPanics(t *testing.T) {
	for _, p := range []float64{-0.1, 1, 1.5, math.NaN()} {
		require.Panics(t, func() { nn.NewDropout(1, p) }, "%v", p)
	}
}
