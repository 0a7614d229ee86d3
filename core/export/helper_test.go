package export_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/train"
)

func garments() dataset.Set { return dataset.MadeUp(1, 400, 1000) }

// small is a recipe with all kinds of layers.
func small() train.Recipe {
	r := train.Default()
	r.Name = "Small"
	r.Hidden = []int{12, 8}
	r.BatchNorm.Enabled = true
	r.Dropout = 0.25
	r.Optimizer.LearningRate = 0.1
	r.BatchSize, r.Epochs, r.TrainingImages = 50, 1, 400
	return r
}

// whole returns the model of a whole run.
func whole(r train.Recipe, network *nn.Network) export.Model {
	return export.Model{Recipe: r, Network: network, Epoch: r.Epochs, Whole: true}
}

// trained returns the network of a run, so that no parameter or statistic has
// the value it began with.
func trained(t testing.TB, r train.Recipe) *nn.Network {
	t.Helper()
	s, err := train.NewSession(r, garments())
	require.NoError(t, err)
	for !s.Done() {
		s.Step()
	}
	return s.Network()
}
