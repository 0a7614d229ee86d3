package dataset

import (
	"slices"

	"atelier/core/rng"
)

// Batches deals a list of images out in batches. The last batch has what
// remains.
type Batches struct {
	indices  []int // as given
	shuffled []int
	size     int
}

// NewBatches returns batches of the given size, at least 1, in the order of
// the list, until Shuffle.
func NewBatches(indices []int, size int) *Batches {
	if size < 1 {
		panic("dataset: batches of less than one image")
	}
	return &Batches{indices: indices, shuffled: slices.Clone(indices), size: size}
}

// Shuffle puts all images into a new random order. It starts from the order
// in which they were given, so that the order depends on the stream's
// position only and not on earlier ones.
func (b *Batches) Shuffle(s *rng.Stream) {
	copy(b.shuffled, b.indices)
	s.Shuffle(b.shuffled)
}

// Len returns the number of images.
func (b *Batches) Len() int { return len(b.indices) }

// Count returns the number of batches.
func (b *Batches) Count() int { return (len(b.indices) + b.size - 1) / b.size }

// Batch returns the indices of batch i, which stand until the next Shuffle.
func (b *Batches) Batch(i int) []int {
	return b.shuffled[i*b.size : min((i+1)*b.size, len(b.shuffled))]
}
