package train_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
)

// begun is a recipe with all that a run can bring along from another: the past
// of an optimizer, running statistics, dropout.
func begun() train.Recipe {
	r := train.Default()
	r.Hidden, r.Epochs, r.TrainingImages, r.BatchSize = []int{16, 12}, 2, 500, 50
	r.BatchNorm.Enabled, r.Dropout = true, 0.25
	r.Optimizer.Method = "adam"
	return r
}

func end(t *testing.T, s *train.Session) train.Event {
	t.Helper()
	var last train.Event
	for !s.Done() {
		last = s.Step()
	}
	return last
}

// The twin is a session whose weights are set by hand before its first step, as a
// program of PyTorch sets them: so nothing else of the run before comes along.
func TestARunThatBeginsWithWeightsIsOneWhoseInitialWeightsAreThese(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	before := begun()
	before.Seed, before.Dropout, before.Optimizer.LearningRate = 7, 0, 0.003
	source, err := train.NewSession(before, data)
	require.NoError(t, err)
	end(t, source)
	sum := source.Network().SHA256()

	twin, err := train.NewSession(begun(), data)
	require.NoError(t, err)
	for i, p := range twin.Network().Parameters() {
		copy(p.Value, source.Network().Parameters()[i].Value)
	}
	for i, b := range twin.Network().Buffers() {
		copy(b.Values, source.Network().Buffers()[i].Values)
	}
	s, err := train.NewSessionFrom(begun(), data, source.Network())
	require.NoError(t, err)
	require.Equal(t, sum, s.Network().SHA256())
	require.Zero(t, s.Epoch())
	require.Equal(t, sum, source.Network().SHA256(), "it is only read")
	require.Equal(t, end(t, twin), end(t, s))
	require.Equal(t, twin.Network().SHA256(), s.Network().SHA256())
}

func TestARunThatBeginsWithWeightsGoesOnFromItsSnapshot(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	source, err := train.NewSession(begun(), data)
	require.NoError(t, err)
	end(t, source)
	s, err := train.NewSessionFrom(begun(), data, source.Network())
	require.NoError(t, err)
	again, err := train.Restore(s.Snapshot(), data)
	require.NoError(t, err)
	require.Equal(t, source.Network().SHA256(), again.Network().SHA256())
	require.Equal(t, end(t, s), end(t, again))
}

func TestARunThatDivergesIsLeftWithTheWeightsItBeganWith(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	wild := begun()
	wild.BatchNorm.Enabled = false
	source, err := train.NewSession(wild, data)
	require.NoError(t, err)
	end(t, source)
	wild.Optimizer.Method, wild.Optimizer.LearningRate = "sgd", 100
	s, err := train.NewSessionFrom(wild, data, source.Network())
	require.NoError(t, err)
	last := end(t, s)
	require.Equal(t, train.Diverged, last.Kind)
	require.Zero(t, last.KeptEpoch)
	require.Equal(t, source.Network().SHA256(), s.Network().SHA256())
}

// With a bias of 100 all images of class 0 have a loss of 0: the others would be
// infinitely many times that of the first batch.
func TestARunThatBeginsWithHardlyAnyLossHasNotDiverged(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	data.Train.Labels = make([]byte, 600)
	for i := range 6 {
		data.Train.Labels[100*i] = 1
	}
	r := begun()
	r.Hidden, r.BatchNorm.Enabled, r.Dropout, r.BatchSize = nil, false, 0, 10
	source := train.NewNetwork(r, 1)
	source.Parameters()[1].Value[0] = 100
	s, err := train.NewSessionFrom(r, data, source)
	require.NoError(t, err)
	s.Step()
	require.Zero(t, s.Step().TrainingLoss)
	require.Equal(t, train.Finished, end(t, s).Kind)
}

func TestWeightsOfAnotherShapeAreRefused(t *testing.T) {
	data := dataset.MadeUp(1, 600, 300)
	for want, change := range map[string]func(*train.Recipe){
		"weights of the shape [8 784] cannot stand in for 0.weight, which has [16 784]": func(r *train.Recipe) { r.Hidden = []int{8, 12} },
		"the weights are of 9 tensors, the recipe's network has 16":                     func(r *train.Recipe) { r.Hidden = []int{16}; r.BatchNorm.Enabled = true },
	} {
		other := begun()
		change(&other)
		_, err := train.NewSessionFrom(begun(), data, train.NewNetwork(other, 1))
		require.ErrorContains(t, err, want)
	}
}
