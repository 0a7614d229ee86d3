//go:build goexperiment.simd && !js

package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
)

// testAccuracy trains one hidden layer of 128 units for ten epochs.
func testAccuracy(t *testing.T, set dataset.Set, method string) float64 {
	t.Helper()
	r := train.Default()
	r.Optimizer = optim.Config{Method: method, LearningRate: 0.01}
	r.TrainingImages, r.BatchSize, r.Epochs = set.Train.Len(), 100, 10
	s, err := train.NewSession(r, set)
	require.NoError(t, err)
	var e train.Event
	for !s.Done() {
		e = s.Step()
	}
	return e.TestAccuracy.Mean
}

// The made-up garments are hard enough that recipes differ on them, as on
// Fashion-MNIST, where PyTorch's Adam is some points above its SGD. This is a
// sixth of the images, in batches so much smaller that there are nearly as
// many updates as on all of them. One build is enough, the fastest: all have
// the same bits.
func TestAdamLearnsMadeUpGarmentsClearlyBetterThanSGDAndNeitherAllOfThem(t *testing.T) {
	set := dataset.MadeUp(1, 10_000, 2_000)
	sgd, adam := testAccuracy(t, set, "sgd"), testAccuracy(t, set, "adam")
	require.Greater(t, sgd, 0.7)
	require.Greater(t, adam, sgd+0.03)
	require.Less(t, adam, 0.95)
}
