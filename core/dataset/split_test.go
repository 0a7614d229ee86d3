package dataset_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/rng"
)

// balanced returns n labels in rounds of the ten classes.
func balanced(n int) []byte {
	labels := make([]byte, n)
	for i := range labels {
		labels[i] = byte(i % 10)
	}
	return labels
}

func perClass(labels []byte, indices []int) (count [10]int) {
	for _, i := range indices {
		count[labels[i]]++
	}
	return count
}

// The report's protocol.
func TestSixtyThousandImagesAreSplitInto600OfEachClassAndTheRest(t *testing.T) {
	labels := balanced(60_000)
	training, validation := dataset.Stratified(labels, 0.1, rng.New(0, "split"))
	require.Len(t, training, 54_000)
	require.Len(t, validation, 6_000)
	require.Equal(t, [10]int{600, 600, 600, 600, 600, 600, 600, 600, 600, 600}, perClass(labels, validation))
}

func TestEveryImageIsOnOneSideOfTheSplit(t *testing.T) {
	s := rng.New(7, "sizes")
	for _, share := range []float64{0.01, 0.1, 1.0 / 3, 0.29, 0.5, 0, 1} {
		labels := make([]byte, 1+s.IntN(700))
		for i := range labels {
			labels[i] = byte(min(s.IntN(10), s.IntN(10))) // low ones more often
		}
		training, validation := dataset.Stratified(labels, share, rng.New(1, "split"))
		require.True(t, slices.IsSorted(training))
		require.True(t, slices.IsSorted(validation))
		all := append(slices.Clone(training), validation...)
		slices.Sort(all)
		for i, index := range all {
			require.Equal(t, i, index)
		}
		require.Len(t, all, len(labels))
		for class, n := range perClass(labels, validation) {
			of := 0
			for _, label := range labels {
				if int(label) == class {
					of++
				}
			}
			require.InDelta(t, share*float64(of), float64(n), 1, "class %d of %d at %g", class, of, share)
		}
	}
}

// By hand. 7, 5, 5 and 3 images at 0.3 are 2.1, 1.5, 1.5 and 0.9: 2, 1, 1 and
// 0, and as round(0.3·20) is 6, one more of the last, with the largest
// remainder, and one more of the first of the two with a half. 29 of 100 is
// not 28, though 0.29·100 is a little less than 29 in binary.
func TestOddSharesGoToTheLargestRemainders(t *testing.T) {
	var labels []byte
	for class, n := range []int{7, 5, 5, 3} {
		for range n {
			labels = append(labels, byte(class))
		}
	}
	_, validation := dataset.Stratified(labels, 0.3, rng.New(0, "split"))
	require.Equal(t, [10]int{2, 2, 1, 1}, perClass(labels, validation))

	_, validation = dataset.Stratified(make([]byte, 100), 0.29, rng.New(0, "split"))
	require.Len(t, validation, 29)

	// A class of one image alone is not always left out.
	_, validation = dataset.Stratified([]byte{0, 1, 2, 3}, 0.5, rng.New(0, "split"))
	require.Equal(t, []int{0, 1}, validation)
}

func TestTheSameSeedMakesTheSameSplit(t *testing.T) {
	labels := balanced(1000)
	_, a := dataset.Stratified(labels, 0.1, rng.New(3, "split"))
	_, b := dataset.Stratified(labels, 0.1, rng.New(3, "split"))
	_, c := dataset.Stratified(labels, 0.1, rng.New(4, "split"))
	require.Equal(t, a, b)
	require.NotEqual(t, a, c)
}

// Each image of a class has the same chance: over 2,000 splits at 0.2 each of
// ten comes to validation 400 times, with a binomial deviation of
// √(2000·0.2·0.8) = 18; five of them are allowed.
func TestEveryImageIsAsLikelyToValidate(t *testing.T) {
	s := rng.New(1, "split")
	var count [10]int
	for range 2000 {
		_, validation := dataset.Stratified(make([]byte, 10), 0.2, s)
		for _, i := range validation {
			count[i]++
		}
	}
	for _, n := range count {
		require.InDelta(t, 400, n, 90)
	}
}
