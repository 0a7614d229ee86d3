package nn_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
)

// inTraining runs a batch through a layer in training and returns what comes out.
func inTraining(l nn.Layer, x ...[]float32) []float32 {
	l.Reserve(len(x))
	y := blank(len(x), l.Outputs())
	l.Forward(matrix(x...), y, nn.NewPass(nn.Training, len(x)))
	return y.Data
}

// By hand. The columns 1, 3 and 10, 30 have the means 2 and 20, the biased
// variances 1 and 100, the unbiased ones 2 and 200. An ε of 3 makes the first
// root √(1 + 3) = 2.
func TestBatchNormNormalisesByTheBiasedVariance(t *testing.T) {
	l := nn.NewBatchNorm(2, 0.1, 3)
	copy(l.Gamma.Value, []float32{4, 1})
	copy(l.Beta.Value, []float32{5, 0})
	y := inTraining(l, []float32{1, 10}, []float32{3, 30})
	root := float32(10 / math.Sqrt(103))
	require.InDeltaSlice(t, []float32{3, -root, 7, root}, y, 1e-6)
}

// As above, with a momentum of ¼; then a second batch of the mean 4 and the
// unbiased variance (4 + 0 + 4)/2 = 4, of one more row.
func TestRunningStatisticsTakeTheUnbiasedVariance(t *testing.T) {
	l := nn.NewBatchNorm(2, 0.25, 1e-5)
	inTraining(l, []float32{1, 10}, []float32{3, 30})
	require.InDeltaSlice(t, []float32{0.25 * 2, 0.25 * 20}, l.RunningMean, 1e-6)
	require.InDeltaSlice(t, []float32{0.75 + 0.25*2, 0.75 + 0.25*200}, l.RunningVariance, 1e-5)
	inTraining(l, []float32{2, 0}, []float32{4, 0}, []float32{6, 0})
	require.InDeltaSlice(t, []float32{0.75*0.5 + 0.25*4, 0.75 * 5}, l.RunningMean, 1e-6)
	require.InDeltaSlice(t, []float32{0.75*1.25 + 0.25*4, 0.75 * 50.75}, l.RunningVariance, 1e-5)
	require.Equal(t, []float32{2}, l.Buffers()[2].Values, "batches tracked")
}

// By hand: the roots are √(1 + 3) = 2 and √(6 + 3) = 3. Even a single row has
// them, and nothing is learnt from it.
func TestEvaluationNormalisesByTheRunningStatistics(t *testing.T) {
	l := nn.NewBatchNorm(2, 0.1, 3)
	copy(l.Gamma.Value, []float32{2, 3})
	copy(l.Beta.Value, []float32{1, -1})
	copy(l.RunningMean, []float32{10, 20})
	copy(l.RunningVariance, []float32{1, 6})
	l.Reserve(1)
	y := blank(1, 2)
	l.Forward(matrix([]float32{12, 17}), y, nn.NewPass(nn.Evaluation, 1))
	require.InDeltaSlice(t, []float32{3, -4}, y.Data, 1e-6)
	require.Equal(t, []float32{10, 20}, l.RunningMean)
	require.Equal(t, []float32{1, 6}, l.RunningVariance)
	require.Zero(t, l.Buffers()[2].Values[0])
}

// The variance is 0 then, and the root that is divided by √ε.
func TestAFeatureThatNeverVariesGivesBeta(t *testing.T) {
	l := nn.NewBatchNorm(1, 0.1, 1e-5)
	l.Beta.Value[0] = 0.5
	require.Equal(t, []float32{0.5, 0.5, 0.5}, inTraining(l, []float32{7}, []float32{7}, []float32{7}))
}

func TestBatchNormStartsAsPyTorchs(t *testing.T) {
	l := nn.NewBatchNorm(2, 0.1, 1e-5)
	require.Equal(t, []float32{1, 1}, l.Gamma.Value)
	require.Equal(t, []float32{0, 0}, l.Beta.Value)
	require.Equal(t, []nn.Buffer{
		{Name: "running_mean", Values: []float32{0, 0}},
		{Name: "running_var", Values: []float32{1, 1}},
		{Name: "num_batches_tracked", Values: []float32{0}},
	}, l.Buffers())
}

// PyTorch: "Expected more than 1 value per channel when training".
func TestBatchNormRefusesToTrainOnOneRow(t *testing.T) {
	l := nn.NewBatchNorm(1, 0.1, 1e-5)
	require.PanicsWithValue(t, "nn: batch normalisation of 1 row in training; at least 2 are needed", func() { inTraining(l, []float32{1}) })
	require.Equal(t, []float32{0}, l.RunningMean, "nothing is learnt from it")
}
