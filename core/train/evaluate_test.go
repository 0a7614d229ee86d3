package train_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// With a learning rate too small to change any weight, label smoothing can
// show in the training loss only: as in PyTorch, where the loss function that
// evaluates has none.
func TestLabelSmoothingIsOfTrainingOnly(t *testing.T) {
	r := small()
	r.Epochs = 1
	r.Optimizer.LearningRate = 1e-30
	plain := run(t, r, garments())
	r.LabelSmoothing = 0.5
	smoothed := run(t, r, garments())

	end := len(plain) - 1
	require.Equal(t, plain[end].ParametersSHA256, smoothed[end].ParametersSHA256)
	require.Equal(t, plain[end].TestLoss, smoothed[end].TestLoss)
	for i, e := range plain {
		require.Equal(t, e.ValidationLoss, smoothed[i].ValidationLoss)
		if e.TrainingLoss != 0 {
			require.NotEqual(t, e.TrainingLoss, smoothed[i].TrainingLoss)
		}
	}
}
