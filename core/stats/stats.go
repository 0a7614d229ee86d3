// Package stats sums up what runs measured: means with their deviations and
// intervals, comparisons of runs on the same seeds, confusions of classes, and
// histograms.
package stats

import "math"

// MeanDeviation returns the mean and the standard deviation, with n-1, of
// x: the deviation of one value is 0, and both are 0 of none.
//
// The sums run in order and each step is rounded, so that the bits are the same
// everywhere: gonum's stat adds up in another order on amd64 than elsewhere.
func MeanDeviation(x []float64) (mean, deviation float64) {
	if len(x) == 0 {
		return 0, 0
	}
	n := float64(len(x))
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	mean = sum / n
	if len(x) == 1 {
		return mean, 0
	}
	squares, rest := 0.0, 0.0
	for _, v := range x {
		d := v - mean
		squares += float64(d * d)
		rest += d
	}
	// The rest is what rounding the mean left over: Chan, Golub and LeVeque,
	// "Algorithms for Computing the Sample Variance", equation 1.7.
	return mean, math.Sqrt(max(squares-float64(rest*rest)/n, 0) / (n - 1))
}
