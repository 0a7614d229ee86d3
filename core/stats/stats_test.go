package stats_test

import (
	"fmt"
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
