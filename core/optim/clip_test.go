package optim_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/optim"
)

func withGradients(gradients ...[]float32) []*nn.Parameter {
	var list []*nn.Parameter
	for _, g := range gradients {
		list = append(list, &nn.Parameter{Value: make([]float32, len(g)), Grad: g})
	}
	return list
}

// The norm of (2, 3, 6) is 7.
func TestClipNormScalesAllGradientsByOneFactor(t *testing.T) {
	parameters := withGradients([]float32{2, -3}, []float32{6})
	require.Equal(t, 7.0, optim.ClipNorm(parameters, 3.5))
	require.InDeltaSlice(t, []float32{1, -1.5}, parameters[0].Grad, 1e-6)
	require.InDeltaSlice(t, []float32{3}, parameters[1].Grad, 1e-6)
	require.InDelta(t, 3.5, optim.ClipNorm(parameters, 10), 1e-6)
}

// The factor for a norm of 7e-6 is 7e-6/(7e-6 + 1e-6) = 7/8.
func TestClipNormHasPyTorchsEpsilon(t *testing.T) {
	parameters := withGradients([]float32{2e-6, 3e-6, 6e-6})
	optim.ClipNorm(parameters, 7e-6)
	require.InDelta(t, 6e-6*7/8, parameters[0].Grad[2], 1e-12)
}

func TestClipNormLeavesSmallerGradientsAlone(t *testing.T) {
	parameters := withGradients([]float32{2, -3}, []float32{6})
	require.Equal(t, 7.0, optim.ClipNorm(parameters, 7.1))
	require.Equal(t, []float32{2, -3}, parameters[0].Grad)
	require.Equal(t, []float32{6}, parameters[1].Grad)
}

// In float32 the square would overflow.
func TestClipNormCopesWithLargeGradients(t *testing.T) {
	parameters := withGradients([]float32{3e30, 4e30})
	require.InEpsilon(t, 5e30, optim.ClipNorm(parameters, 1), 1e-6)
	require.InDeltaSlice(t, []float32{0.6, 0.8}, parameters[0].Grad, 1e-6)
}

func TestClipNormTellsOfNaN(t *testing.T) {
	require.True(t, math.IsNaN(optim.ClipNorm(withGradients([]float32{1, float32(math.NaN())}), 1)))
	require.Zero(t, optim.ClipNorm(nil, 1))
}

func TestClipNormAllocatesNothing(t *testing.T) {
	parameters := withGradients([]float32{2, -3}, []float32{6})
	require.Zero(t, testing.AllocsPerRun(10, func() { optim.ClipNorm(parameters, 1) }))
}
