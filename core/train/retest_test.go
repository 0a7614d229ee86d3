package train_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
)

// The expected event is the one that the run ended with at first.
func TestAFinishedRunIsTestedAgainToTheSameResult(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	recipe := train.Default()
	recipe.Hidden, recipe.Epochs, recipe.TrainingImages, recipe.BatchSize = []int{16}, 9, 500, 50
	recipe.Dropout, recipe.BatchNorm.Enabled = 0.5, true
	recipe.Optimizer.LearningRate, recipe.Patience = 5, 1 // stops early
	s, err := train.NewSession(recipe, data)
	require.NoError(t, err)
	require.False(t, s.TestAgain(), "it has not begun")
	var want train.Event
	for !s.Done() {
		require.False(t, s.TestAgain(), "it is under way")
		want = s.Step()
	}
	require.True(t, want.StoppedEarly)

	restored, err := train.Restore(s.Snapshot(), data)
	require.NoError(t, err)
	require.True(t, restored.TestAgain())
	steps := 0
	var got train.Event
	for ; !restored.Done(); steps++ {
		got = restored.Step()
	}
	require.Equal(t, want, got)
	require.Equal(t, 2, steps, "of 300 images by 256: no training")
}

// The expected event is that of a session.
func TestACrewTestsAgainToTheSameResult(t *testing.T) {
	data, recipe := garments(), small()
	want := last(run(t, recipe, data))
	c, err := train.NewCrew(recipe, data, 2)
	require.NoError(t, err)
	defer c.Close()
	require.False(t, c.TestAgain(), "it has not begun")
	for !c.Done() {
		c.Step()
	}
	restored, err := train.RestoreCrew(c.Snapshot(), data, 4)
	require.NoError(t, err)
	defer restored.Close()
	for _, crew := range []*train.Crew{c, restored} {
		for range 2 {
			require.True(t, crew.TestAgain())
			var got train.Event
			for !crew.Done() {
				got = crew.Step()
			}
			require.Equal(t, want, got)
		}
	}
}

func TestADivergedRunIsNotTestedAgain(t *testing.T) {
	recipe := train.Default()
	recipe.Hidden, recipe.Epochs, recipe.TrainingImages, recipe.BatchSize = []int{16}, 9, 500, 50
	recipe.Optimizer.LearningRate = 100
	s, err := train.NewSession(recipe, dataset.MadeUp(1, 600, 300))
	require.NoError(t, err)
	var end train.Event
	for !s.Done() {
		end = s.Step()
	}
	require.Equal(t, train.Diverged, end.Kind)
	require.False(t, s.TestAgain())
	require.True(t, s.Done())
}
