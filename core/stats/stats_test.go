package stats_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
)

// 2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the squared deviations 9, 1, 1,
// 1, 0, 0, 4, 16: 32/7 with n-1.
func ExampleMeanDeviation() {
	mean, deviation := stats.MeanDeviation([]float64{2, 4, 4, 4, 5, 5, 7, 9})
	fmt.Printf("%.1f ± %.4f\n", mean, deviation)
	// Output: 5.0 ± 2.1381
}

func TestOneValueHasNoDeviationAndNoneHaveNoMean(t *testing.T) {
	mean, deviation := stats.MeanDeviation([]float64{3})
	require.Equal(t, [2]float64{3, 0}, [2]float64{mean, deviation})
	mean, deviation = stats.MeanDeviation(nil)
	require.Equal(t, [2]float64{0, 0}, [2]float64{mean, deviation})
}

// One 1 and eight times half of what would change it, which sums in order lose
// every time and sums in four or more lanes do not: in order 1, and the mean
// 1/9. The deviation by the same arithmetic in Python: squares and rest of the
// differences from 1/9, added up one after the other.
func TestSumsRunInOrderOnEveryMachine(t *testing.T) {
	x := []float64{1}
	for range 8 {
		x = append(x, 0x1p-53)
	}
	mean, deviation := stats.MeanDeviation(x)
	require.Equal(t, 1.0/9, mean)
	require.Equal(t, 0.33333333333333326, deviation)
}

// Where rounding leaves the mean beside the value, 0.1 ten times over, the
// deviation must not become that of a negative variance, which is not a number.
func TestEqualValuesHaveHardlyAnyDeviation(t *testing.T) {
	for n := 2; n < 100; n++ {
		_, deviation := stats.MeanDeviation(slices.Repeat([]float64{0.1}, n))
		require.InDelta(t, 0, deviation, 1e-15, "%d values", n)
	}
}
