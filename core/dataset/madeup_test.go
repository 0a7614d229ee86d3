package dataset_test

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

func sum(sets ...dataset.Images) string {
	h := sha256.New()
	for _, m := range sets {
		h.Write(m.Pixels)
		h.Write(m.Labels)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// One value for every build and machine. Where what is drawn changes on
// purpose, MadeUpVersion goes up with it.
func TestMadeUpGarmentsAreTheSameEverywhere(t *testing.T) {
	s := dataset.MadeUp(1, 500, 100)
	require.Equal(t, 1, dataset.MadeUpVersion)
	require.Equal(t, "5f8728fe2994ddbe207a7a7c417417d974865ad19cd8037577a83275d23908a5", sum(s.Train, s.Test))
}

func TestAnotherSeedMakesOtherGarments(t *testing.T) {
	a, b := dataset.MadeUp(1, 100, 100), dataset.MadeUp(2, 100, 100)
	require.NotEqual(t, sum(a.Train), sum(b.Train))
	require.NotEqual(t, sum(a.Train), sum(a.Test), "the test set is no copy of the training set")
}

func TestALargerMadeUpSetBeginsWithTheSmallerOne(t *testing.T) {
	small, large := dataset.MadeUp(3, 40, 20), dataset.MadeUp(3, 100, 50)
	require.Equal(t, small.Train, large.Train.Slice(0, 40))
	require.Equal(t, small.Test, large.Test.Slice(0, 20))
	require.Equal(t, dataset.MadeUpSource, small.Source)
}

func TestMadeUpClassesComeInEqualShares(t *testing.T) {
	var count [dataset.Classes]int
	for _, label := range dataset.MadeUp(1, 1003, 0).Train.Labels {
		count[label]++
	}
	for _, n := range count {
		require.InDelta(t, 100.3, float64(n), 1)
	}
}

func TestEveryMadeUpGarmentIsClothOnABlackGround(t *testing.T) {
	m := dataset.MadeUp(1, 2000, 0).Train
	for i := range m.Len() {
		cloth, edge := 0, 0
		for p, v := range m.Image(i) {
			if v > 0 {
				cloth++
				if p%dataset.Columns == 0 || p%dataset.Columns == dataset.Columns-1 {
					edge++
				}
			}
		}
		require.Greater(t, cloth, 25, "image %d", i)
		require.Less(t, cloth, 600, "image %d", i)
		require.Less(t, edge, 20, "image %d", i)
	}
}

// Telling the classes apart takes more than an average of each, and that still
// takes a good part of them.
func TestMadeUpClassesAreToldApartButNotEasily(t *testing.T) {
	s := dataset.MadeUp(1, 4000, 1000)
	var mean [dataset.Classes][dataset.Pixels]float64
	for i, label := range s.Train.Labels {
		for p, v := range s.Train.Image(i) {
			mean[label][p] += float64(v) / 400
		}
	}
	right := 0
	for i, label := range s.Test.Labels {
		best, nearest := 0, -1.0
		for class := range mean {
			var distance float64
			for p, v := range s.Test.Image(i) {
				d := float64(v) - mean[class][p]
				distance += d * d
			}
			if nearest < 0 || distance < nearest {
				best, nearest = class, distance
			}
		}
		if best == int(label) {
			right++
		}
	}
	require.Greater(t, right, 450)
	require.Less(t, right, 850)
}

func ExampleMadeUp() {
	s := dataset.MadeUp(1, 60, 10)
	fmt.Println(s.Source, s.Train.Len(), s.Test.Len())
	fmt.Println(dataset.ClassNames()[s.Train.Labels[9]], len(s.Train.Image(9)))
	// Output:
	// made-up 60 10
	// Ankle boot 784
}
