package dataset

import (
	"math"
	"slices"

	"atelier/core/rng"
)

// Stratified splits the images of the given labels in two, by label: about
// share, 0 to 1, of each class goes to validation, chosen by the stream, the
// rest to training. Both lists of indices ascend.
//
// Validation has round(share·n) images in all. Each class gives its share
// rounded down, and those with the largest remainders (the first of equals)
// one more: 60,000 images at 0.1 are 5,400 and 600 of each class.
func Stratified(labels []byte, share float64, s *rng.Stream) (training, validation []int) {
	var byClass [Classes][]int
	for i, label := range labels {
		byClass[label] = append(byClass[label], i)
	}
	var take [Classes]int
	var remainder [Classes]float64
	left := int(math.Round(share * float64(len(labels))))
	for c, of := range byClass {
		exact := float64(share * float64(len(of))) // rounded here, or some machines fuse it with what follows
		take[c] = int(exact)
		remainder[c] = exact - float64(take[c])
		left -= take[c]
	}
	for ; left > 0; left-- {
		best := 0
		for c, r := range remainder {
			if r > remainder[best] {
				best = c
			}
		}
		take[best]++
		remainder[best] = -1
	}
	for c, of := range byClass {
		s.Shuffle(of)
		validation = append(validation, of[:take[c]]...)
		training = append(training, of[take[c]:]...)
	}
	slices.Sort(training)
	slices.Sort(validation)
	return training, validation
}
