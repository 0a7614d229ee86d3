package dataset_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/rng"
)

func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// dealt puts all batches together.
func dealt(b *dataset.Batches) []int {
	var all []int
	for i := range b.Count() {
		all = append(all, b.Batch(i)...)
	}
	return all
}

// The report's protocol: 54,000 images are 105 batches of 512 and one of 240.
func TestTheLastBatchHasWhatRemains(t *testing.T) {
	b := dataset.NewBatches(upTo(54_000), 512)
	require.Equal(t, 106, b.Count())
	require.Len(t, b.Batch(0), 512)
	require.Len(t, b.Batch(104), 512)
	require.Len(t, b.Batch(105), 240)
	for _, c := range []struct{ images, size, batches, last int }{
		{512, 512, 1, 512}, {513, 512, 2, 1}, {511, 512, 1, 511}, {1024, 512, 2, 512}, {3, 1, 3, 1},
	} {
		b := dataset.NewBatches(upTo(c.images), c.size)
		require.Equal(t, c.images, b.Len())
		require.Equal(t, c.batches, b.Count())
		require.Len(t, b.Batch(c.batches-1), c.last)
	}
	require.Zero(t, dataset.NewBatches(nil, 512).Count())
	require.Panics(t, func() { dataset.NewBatches(upTo(3), 0) })
}

func TestBatchesComeInTheGivenOrderUntilShuffled(t *testing.T) {
	given := []int{5, 3, 9, 7}
	b := dataset.NewBatches(given, 3)
	require.Equal(t, [][]int{{5, 3, 9}, {7}}, [][]int{b.Batch(0), b.Batch(1)})
	b.Shuffle(rng.New(1, "shuffle"))
	require.Equal(t, []int{5, 3, 9, 7}, given, "the list given stays as it is")
}

func TestEveryEpochHasAllImagesInAnotherOrder(t *testing.T) {
	given := upTo(100)
	b := dataset.NewBatches(given, 32)
	s := rng.New(1, "shuffle")
	seen := [][]int{given}
	for range 5 {
		b.Shuffle(s)
		epoch := dealt(b)
		for _, earlier := range seen {
			require.NotEqual(t, earlier, epoch)
		}
		seen = append(seen, epoch)
		sorted := slices.Sorted(slices.Values(epoch))
		require.Equal(t, given, sorted)
	}
}

// What restores a run in the middle of its epochs: not what was shuffled
// before counts, only where the stream stands.
func TestTheOrderDependsOnlyOnWhereTheStreamStands(t *testing.T) {
	s := rng.New(1, "shuffle")
	old := dataset.NewBatches(upTo(100), 32)
	for range 3 {
		old.Shuffle(s)
	}
	position, err := s.MarshalBinary()
	require.NoError(t, err)
	restored := &rng.Stream{}
	require.NoError(t, restored.UnmarshalBinary(position))

	fresh := dataset.NewBatches(upTo(100), 32)
	old.Shuffle(s)
	fresh.Shuffle(restored)
	require.Equal(t, dealt(old), dealt(fresh))
}

func TestShufflingAllocatesNothing(t *testing.T) {
	b := dataset.NewBatches(upTo(1000), 32)
	s := rng.New(1, "shuffle")
	require.Zero(t, testing.AllocsPerRun(10, func() {
		b.Shuffle(s)
		for i := range b.Count() {
			b.Batch(i)
		}
	}))
}
