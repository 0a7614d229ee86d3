package stats

import "math"

// Comparison says how two recipes differ that were run on the same seeds.
type Comparison struct {
	Pairs      int
	Difference float64 // mean of b - a
	Low, High  float64 // its confidence interval; infinite for fewer than two pairs
	// P is the probability of a difference at least as large, in either
	// direction, if there were none in truth: 1 for fewer than two pairs.
	P float64
}

// Paired compares b with a, value by value: a[i] and b[i] are results under
// the same seed, so that what a seed does to both takes itself out. It is the
// paired t-test, two-sided; level is that of the interval. It panics if the
// lengths differ or the level is not between 0 and 1.
//
// Differences that are all the same have no spread to judge by: P is then 0,
// or 1 if they are all 0.
func Paired(a, b []float64, level float64) Comparison {
	if len(a) != len(b) {
		panic("stats: pairs need as many values on either side")
	}
	differences := make([]float64, len(a))
	for i := range a {
		differences[i] = b[i] - a[i]
	}
	c := Comparison{Pairs: len(a), P: 1}
	c.Low, c.High = Interval(differences, level)
	mean, deviation := MeanDeviation(differences)
	c.Difference = mean
	switch {
	case len(a) < 2 || mean == 0:
	case deviation == 0:
		c.P = 0
	default:
		t := math.Abs(mean) / (deviation / math.Sqrt(float64(len(a))))
		c.P = 2 * student(len(a)-1).Survival(t)
	}
	return c
}

// Significant reports whether the difference is not by chance, at the level of
// the interval: whether the interval leaves out 0.
func (c Comparison) Significant() bool { return c.Low > 0 || c.High < 0 }
