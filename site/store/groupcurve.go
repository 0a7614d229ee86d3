package store

import (
	"math"

	"atelier/core/stats"
)

// Mean is what a group measured at the end of one epoch: the mean over the
// seeds that reached it.
type Mean struct {
	Epoch int
	Seeds int // how many reached it
	Value float64
	// OverSeeds is the standard deviation over the seeds, with n-1; NaN for one.
	OverSeeds float64
	// OverBatches is the standard deviation over the batches within a seed, with
	// n-1: of several seeds, the root of the mean of the squares. NaN where it
	// was not measured, as for losses.
	OverBatches float64
}

// Curve returns what the group measured, epoch by epoch. Every epoch is the
// mean of the seeds that reached it, so that the line is there from the first
// seed's first epoch on and does not fall back when another seed begins. A seed
// that broke off (stopped, diverged, failed) would bend the line where it ends:
// it counts only where no other does.
func (g Group) Curve(m Measure) []Mean {
	curves := g.counted()
	last := 0
	for _, c := range curves {
		p, _ := c.Last()
		last = max(last, p.Epoch)
	}
	list := make([]Mean, 0, last)
	values := make([]float64, 0, len(curves))
	for epoch := 1; epoch <= last; epoch++ {
		if mean, ok := meanAt(curves, epoch, m, values); ok {
			list = append(list, mean)
		}
	}
	return list
}

// counted returns the curves that the group's is the mean of.
func (g Group) counted() []*Curve {
	var whole, broken []*Curve
	for _, r := range g.Runs {
		switch {
		case len(r.Curve.Points) == 0:
		case r.Phase == Stopped || r.Phase == Diverged || r.Phase == Failed:
			broken = append(broken, r.Curve)
		default:
			whole = append(whole, r.Curve)
		}
	}
	if whole == nil {
		return broken
	}
	return whole
}

// meanAt returns the mean of an epoch; not ok if no seed reached it. It has
// values for its own use.
func meanAt(curves []*Curve, epoch int, m Measure, values []float64) (mean Mean, ok bool) {
	squares := 0.0
	for _, c := range curves {
		if p, ok := c.At(epoch); ok {
			value, overBatches := m.of(p)
			values = append(values, value)
			squares += overBatches * overBatches
		}
	}
	n := len(values)
	if n == 0 {
		return Mean{}, false
	}
	mean = Mean{Epoch: epoch, Seeds: n, Value: values[0], OverSeeds: math.NaN(), OverBatches: math.Sqrt(squares / float64(n))}
	if n > 1 {
		mean.Value, mean.OverSeeds = stats.MeanDeviation(values)
	}
	return mean, true
}

// of returns a measure of an epoch, and its deviation over batches: NaN if it
// has none.
func (m Measure) of(p Point) (value, overBatches float64) {
	switch m {
	case TrainingLoss:
		return p.TrainingLoss, math.NaN()
	case ValidationLoss:
		return p.ValidationLoss, math.NaN()
	case Rate:
		return p.LearningRate, math.NaN()
	}
	if p.Accuracy.Deviation == 0 { // a single batch
		return p.Accuracy.Mean, math.NaN()
	}
	return p.Accuracy.Mean, p.Accuracy.Deviation
}
