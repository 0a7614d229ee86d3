package train_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
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

	adopted, err := train.Adopt(recipe, 2, data, original.Network())
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

// The epoch is that of the weights: 3 of 7 here.
func TestANetworkOfAnEarlierEpochIsAdoptedAtIt(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	recipe := train.Default()
	recipe.Hidden, recipe.Epochs, recipe.TrainingImages = []int{16}, 7, 500
	for _, epoch := range []int{0, 3, 7} {
		s, err := train.Adopt(recipe, epoch, data, train.NewNetwork(recipe, 1))
		require.NoError(t, err)
		var end train.Event
		for !s.Done() {
			end = s.Step()
		}
		require.Equal(t, train.Finished, end.Kind)
		require.Equal(t, []int{epoch, 7}, []int{end.Epoch, end.Epochs})
		restored, err := train.Restore(s.Snapshot(), data)
		require.NoError(t, err)
		require.Equal(t, epoch, restored.Epoch())
	}
	for _, epoch := range []int{-1, 8} {
		_, err := train.Adopt(recipe, epoch, data, train.NewNetwork(recipe, 1))
		require.ErrorContains(t, err, "is none of the recipe's 7")
	}
}

func TestARunThatTheDataDoesNotAllowIsNotAdopted(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	recipe := train.Default()
	recipe.TrainingImages = 700
	_, err := train.Adopt(recipe, 1, data, train.NewNetwork(recipe, 1))
	require.ErrorContains(t, err, "training_images must be at most 600")
}
