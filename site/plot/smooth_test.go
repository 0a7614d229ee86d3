package plot

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// By hand, with the weight 1/2: the means 1/2, 5/4 and 21/8 over the sums of
// the weights, 1/2, 3/4 and 7/8.
func TestASmoothedCurveIsTheMeanOfThePastWeighedByItsDistance(t *testing.T) {
	require.InDeltaSlice(t, []float64{1, 5.0 / 3, 3}, Smooth([]float64{1, 2, 4}, 0.5), 1e-12)
	require.InDeltaSlice(t, []float64{7, 7, 7, 7}, Smooth([]float64{7, 7, 7, 7}, 0.9), 1e-12)
}

func TestWhatIsNotFiniteHasNoWeight(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	got := Smooth([]float64{1, nan, 2, inf, 4}, 0.5)
	require.InDeltaSlice(t, []float64{1, 5.0 / 3, 3}, []float64{got[0], got[2], got[4]}, 1e-12)
	require.True(t, math.IsNaN(got[1]))
	require.True(t, math.IsInf(got[3], 1))
}

func TestAWeightThatIsNoneSmoothsNothing(t *testing.T) {
	y := []float64{3, 1, 2}
	for _, weight := range []float64{0, 1, -1, 2, math.NaN()} {
		got := Smooth(y, weight)
		require.Equal(t, y, got)
		got[0] = 9
		require.Equal(t, 3.0, y[0], "the result is a copy")
	}
}

func ExampleSmooth() {
	fmt.Println(Smooth([]float64{1, 2, 4}, 0.5)[2])
	// Output: 3
}
