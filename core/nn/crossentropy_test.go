package nn_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/nn"
)

// By hand: the softmax of ln 1, ln 2, ln 3 and any number more is 1/6, 1/3,
// 1/2; smoothing 0.3 over three classes makes the targets 0.8 and 0.1.
func TestCrossEntropyOfProbabilitiesWorkedByHand(t *testing.T) {
	third, half := math.Log(1./3), math.Log(0.5)
	for _, c := range []struct {
		smoothing, loss float64
		gradient        []float64
	}{
		{0, -half, []float64{1. / 6, 1. / 3, -0.5}},
		{0.3, -0.1*math.Log(1./6) - 0.1*third - 0.8*half, []float64{1./6 - 0.1, 1./3 - 0.1, 0.5 - 0.8}},
		{1, -(math.Log(1./6) + third + half) / 3, []float64{1./6 - 1./3, 0, 0.5 - 1./3}},
	} {
		for _, more := range []float64{0, 4, -60} {
			z := []float32{float32(more), float32(more + math.Ln2), float32(more + math.Log(3))}
			// Two rows alike: the loss is their sum, the gradient that of the mean.
			logits, gradient := matrix(z, z), blank(2, 3)
			loss := nn.CrossEntropy{LabelSmoothing: c.smoothing}.Loss(logits, []byte{2, 2}, gradient, nn.NewPass(nn.Training, 2))
			require.InDelta(t, 2*c.loss, loss, 5e-6)
			for i, want := range c.gradient {
				require.InDelta(t, want/2, gradient.Data[i], 2e-6)
				require.InDelta(t, want/2, gradient.Data[3+i], 2e-6)
			}
		}
	}
}

// The loss of logits a and b far apart is 0 for the larger one, and a - b for
// the smaller one.
func TestHugeLogitsDoNotOverflow(t *testing.T) {
	for _, huge := range []float32{1e3, 1e10, 1e30, 1e38} {
		logits, gradient := matrix([]float32{huge, -huge}, []float32{huge, -huge}), blank(2, 2)
		loss := nn.CrossEntropy{}.Loss(logits, []byte{0, 1}, gradient, nn.NewPass(nn.Training, 2))
		require.InEpsilon(t, 2*float64(huge), loss, 1e-6)
		require.Equal(t, []float32{0, 0, 0.5, -0.5}, gradient.Data)

		loss = nn.CrossEntropy{LabelSmoothing: 0.5}.Loss(logits, []byte{0, 1}, blas32.General{}, nn.NewPass(nn.Training, 2))
		require.InEpsilon(t, (0.25+0.75)*2*float64(huge), loss, 1e-6, "smoothed: the targets are ¾ and ¼")
	}
}

func TestASingleClassIsCertain(t *testing.T) {
	for _, smoothing := range []float64{0, 0.1} {
		gradient := blank(1, 1)
		require.Zero(t, nn.CrossEntropy{LabelSmoothing: smoothing}.Loss(matrix([]float32{-3}), []byte{0}, gradient, nn.NewPass(nn.Training, 1)))
		require.InDelta(t, 0, gradient.Data[0], 1e-7)
	}
}

// Wherever it stands, so that divergence is seen.
func TestALossOfNaNIsNaN(t *testing.T) {
	for at := range 3 {
		z := []float32{1, 2, 3}
		z[at] = float32(math.NaN())
		require.True(t, math.IsNaN(nn.CrossEntropy{}.Loss(matrix(z), []byte{1}, blas32.General{}, nn.NewPass(nn.Training, 1))), "at %d", at)
	}
}

func TestLabelsThatDoNotFitPanic(t *testing.T) {
	logits := matrix([]float32{1, 2}, []float32{3, 4})
	require.Panics(t, func() { nn.CrossEntropy{}.Loss(logits, []byte{0}, blas32.General{}, nn.NewPass(nn.Training, 2)) }, "too few")
	require.Panics(t, func() { nn.CrossEntropy{}.Loss(logits, []byte{0, 1, 1}, blas32.General{}, nn.NewPass(nn.Training, 2)) }, "too many")
	require.Panics(t, func() { nn.CrossEntropy{}.Loss(logits, []byte{0, 2}, blas32.General{}, nn.NewPass(nn.Training, 2)) }, "no such class")
}

func TestThePredictionIsTheLargestLogitAndTheFirstOfEquals(t *testing.T) {
	dst := make([]byte, 4)
	nn.Predict(dst, matrix([]float32{1, 3, 2}, []float32{-1, -1, -2}, []float32{0, 5, 5}, []float32{-3, -2, -1}))
	require.Equal(t, []byte{1, 0, 1, 2}, dst)
}
