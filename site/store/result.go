package store

import (
	"atelier/core/stats"
	"atelier/core/train"
)

// Result is an accuracy of a group. Of one seed it is that run's, with its
// deviation over batches; of several, the mean of theirs, with the deviation
// over the seeds.
type Result struct {
	train.Accuracy
	Seeds int // how many it is of; 0 if there is none yet
}

// Test returns the test accuracy over the runs that are finished.
func (g Group) Test() Result {
	return over(g.Finished(), func(r *Run) (train.Accuracy, bool) { return r.TestAccuracy, true })
}

// Best returns the best validation accuracy, of each run after its best epoch.
func (g Group) Best() Result {
	return over(g.Runs, func(r *Run) (train.Accuracy, bool) {
		best, found := train.Accuracy{}, false
		for _, p := range r.Curve.Points {
			if !found || p.Accuracy.Mean > best.Mean {
				best, found = p.Accuracy, true
			}
		}
		return best, found
	})
}

// Last returns the validation accuracy, of each run after its last epoch so
// far.
func (g Group) Last() Result {
	return over(g.Runs, func(r *Run) (train.Accuracy, bool) {
		p, found := r.Curve.Last()
		return p.Accuracy, found
	})
}

// over brings the accuracies of those runs together that have one.
func over(runs []*Run, of func(*Run) (train.Accuracy, bool)) Result {
	var result Result
	var means []float64
	for _, r := range runs {
		if a, ok := of(r); ok {
			result.Accuracy = a
			means = append(means, a.Mean)
		}
	}
	result.Seeds = len(means)
	if len(means) > 1 {
		result.Mean, result.Deviation = stats.MeanDeviation(means)
	}
	return result
}

// Seconds returns the work of all runs of the group together.
func (g Group) Seconds() float64 {
	sum := 0.0
	for _, r := range g.Runs {
		sum += r.Seconds
	}
	return sum
}

// Parameters returns how many a network of the group has.
func (g Group) Parameters() int { return g.Runs[0].Recipe.Cost().Parameters }
