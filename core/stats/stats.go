// Package stats sums up what runs measured.
package stats

import "gonum.org/v1/gonum/stat"

// MeanDeviation returns the mean and the standard deviation, with n-1, of
// x: the deviation of one value is 0, and both are 0 of none.
func MeanDeviation(x []float64) (mean, deviation float64) {
	switch len(x) {
	case 0:
		return 0, 0
	case 1:
		return x[0], 0
	}
	return stat.MeanStdDev(x, nil)
}
