package measure

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
)

func session(t *testing.T) *train.Session {
	r := train.Default()
	r.TrainingImages, r.Hidden, r.BatchSize, r.Epochs = 200, []int{8}, 90, 3
	s, err := train.NewSession(r, dataset.MadeUp(1, 200, 100))
	require.NoError(t, err)
	s.Step() // Started
	return s
}

// ticking returns a clock that advances by a second at each look.
func ticking() func() float64 {
	clock := 0.0
	return func() float64 { clock++; return clock }
}

// 180 images to train on in batches of 90, and 20 to validate on.
func TestAnEpochIsTwoStepsOfTrainingAndOneOfEvaluation(t *testing.T) {
	s := session(t)
	for range 2 {
		training, evaluation := Epoch(s, ticking())
		require.Equal(t, 2.0, training)
		require.Equal(t, 1.0, evaluation)
	}
}

// Each piece takes a second. A step has the three products of two layers less
// that for dX of the first.
func TestThePiecesOfAnEpochAreCounted(t *testing.T) {
	s := session(t)
	for range 2 {
		parts := EpochParts(s, ticking())
		require.Equal(t, 2*5.0, parts.Products)
		require.Equal(t, 2.0, parts.Gather)
		require.Equal(t, 2.0, parts.Optimizer)
		require.Equal(t, 1.0, parts.Evaluation)
		require.Positive(t, parts.Activations)
		require.Zero(t, parts.Exchange)
	}
}

func TestTheMedianIsInTheMiddle(t *testing.T) {
	for want, values := range map[float64][]float64{0: nil, 7: {7}, 2: {9, 1, 2}, 2.5: {4, 1, 3, 2}} {
		require.Equal(t, want, Median(values))
	}
	require.Equal(t, Parts{Gather: 2, Messages: 5}, MedianParts([]Parts{{Gather: 1, Messages: 5}, {Gather: 2, Messages: 4}, {Gather: 3, Messages: 6}}))
}
