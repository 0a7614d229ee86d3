package train_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/train"
)

// The run that the parameters are from tells what must come out.
func TestAnAdoptedNetworkIsTestedAndSeenAsTheOneItIsFrom(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	recipe := train.Default()
	recipe.Hidden, recipe.Epochs, recipe.TrainingImages, recipe.BatchSize = []int{16}, 2, 500, 50
	recipe.BatchNorm.Enabled = true
	original, err := train.NewSession(recipe, data)
	require.NoError(t, err)
	var want train.Event
	for !original.Done() {
		want = original.Step()
	}

	adopted, err := train.Adopt(recipe, data, func(n *nn.Network) error {
		for i, p := range n.Parameters() {
			copy(p.Value, original.Network().Parameters()[i].Value)
		}
		for i, b := range n.Buffers() {
			copy(b.Values, original.Network().Buffers()[i].Values)
		}
		return nil
	})
	require.NoError(t, err)
	var got train.Event
	for !adopted.Done() {
		got = adopted.Step()
	}
	require.Equal(t, want, got)
	require.Equal(t, original.Judge(train.TestPart, 5), adopted.Judge(train.TestPart, 5))

	restored, err := train.Restore(adopted.Snapshot(), data)
	require.NoError(t, err)
	require.True(t, restored.Done())
	require.Equal(t, want.ParametersSHA256, restored.Network().SHA256())
	require.Equal(t, 2, restored.Epoch())
}

func TestANetworkThatCannotBeLoadedIsNotAdopted(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	recipe := train.Default()
	recipe.TrainingImages = 500
	why := errors.New("damaged")
	_, err := train.Adopt(recipe, data, func(*nn.Network) error { return why })
	require.ErrorIs(t, err, why)

	recipe.TrainingImages = 700
	_, err = train.Adopt(recipe, data, func(*nn.Network) error { return nil })
	require.ErrorContains(t, err, "training_images must be at most 600")
}
