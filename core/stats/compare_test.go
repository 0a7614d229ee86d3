package stats_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
)

// Student's own data: hours of sleep gained by ten patients under two drugs.
// R's t.test(b, a, paired = TRUE) prints t = 4.0621, p-value = 0.002833, 95
// percent confidence interval 0.7001142 to 2.4598858, mean difference 1.58.
func ExamplePaired() {
	a := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	b := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	c := stats.Paired(a, b, 0.95)
	fmt.Printf("%.2f, between %.4f and %.4f, p = %.6f, significant: %t\n", c.Difference, c.Low, c.High, c.P, c.Significant())
	// Output: 1.58, between 0.7001 and 2.4599, p = 0.002833, significant: true
}

// The table of Student's t: 12.706 for one degree of freedom, 4.303 for two.
func TestIntervalsAreThoseOfTheTable(t *testing.T) {
	low, high := stats.Interval([]float64{-1, 1}, 0.95)
	require.InDelta(t, -12.706, low, 1e-3)
	require.InDelta(t, 12.706, high, 1e-3)
	low, high = stats.Interval([]float64{9, 10, 11}, 0.95)
	require.InDelta(t, 10-4.3027/math.Sqrt(3), low, 1e-4)
	require.InDelta(t, 10+4.3027/math.Sqrt(3), high, 1e-4)
}

func TestFewValuesTellNothing(t *testing.T) {
	low, high := stats.Interval([]float64{3}, 0.95)
	require.True(t, math.IsInf(low, -1) && math.IsInf(high, 1))
	c := stats.Paired([]float64{1}, []float64{2}, 0.95)
	require.Equal(t, 1.0, c.P)
	require.Equal(t, 1.0, c.Difference)
	require.False(t, c.Significant())
	require.Zero(t, stats.Paired(nil, nil, 0.95).Difference)
}

func TestDifferencesWithoutSpreadAreCertain(t *testing.T) {
	c := stats.Paired([]float64{1, 2, 3}, []float64{2, 3, 4}, 0.95)
	require.Zero(t, c.P)
	require.True(t, c.Significant())
	c = stats.Paired([]float64{1, 2, 3}, []float64{1, 2, 3}, 0.95)
	require.Equal(t, 1.0, c.P)
	require.False(t, c.Significant())
}

func TestWhatMakesNoSensePanics(t *testing.T) {
	require.Panics(t, func() { stats.Paired([]float64{1}, nil, 0.95) })
	require.Panics(t, func() { stats.Interval([]float64{1, 2}, 1) })
	require.Panics(t, func() { stats.Interval([]float64{1, 2}, math.NaN()) })
	require.Panics(t, func() { stats.NewHistogram(nil, 0) })
}

// Three bags, two boots: one bag is taken for a boot, by hand.
func TestConfusionsAreCounted(t *testing.T) {
	c := stats.NewConfusion(3)
	c.Add([]byte{0, 0, 0, 1, 1}, []byte{0, 1, 0, 1, 1})
	require.Equal(t, stats.Confusion{{2, 1, 0}, {0, 2, 0}, {0, 0, 0}}, c)
	images, right := c.Count()
	require.Equal(t, [2]int{5, 4}, [2]int{images, right})
	require.Equal(t, []float64{1, 2. / 3, 0}, []float64{c.Precision(0), c.Precision(1), c.Precision(2)})
	require.Equal(t, []float64{2. / 3, 1, 0}, []float64{c.Recall(0), c.Recall(1), c.Recall(2)})
}

func TestHistogramsCountEveryValueOnce(t *testing.T) {
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	h := stats.NewHistogram([]float32{-1, -0.5, 0, 0.25, 1, nan, inf}, 4)
	require.Equal(t, stats.Histogram{Low: -1, High: 1, Counts: []int{1, 1, 2, 1}, NotFinite: 2}, h)
	require.Equal(t, stats.Histogram{Low: 2, High: 2, Counts: []int{3, 0}}, stats.NewHistogram([]float32{2, 2, 2}, 2))
	require.Equal(t, stats.Histogram{Counts: []int{0, 0}, NotFinite: 1}, stats.NewHistogram([]float32{nan}, 2))
}
