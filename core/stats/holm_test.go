package stats_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
)

// By hand: 4·0.005, 3·0.01, 2·0.03, and 1·0.04, which the one before raises.
func ExampleHolm() {
	fmt.Printf("%.2f\n", stats.Holm([]float64{0.01, 0.04, 0.03, 0.005}))
	// Output: [0.03 0.06 0.06 0.02]
}

func TestCorrectedProbabilitiesAreWorkedByHand(t *testing.T) {
	for name, c := range map[string]struct{ p, want []float64 }{
		"none":                {[]float64{}, []float64{}},
		"one stays":           {[]float64{0.04}, []float64{0.04}},
		"two":                 {[]float64{0.04, 0.03}, []float64{0.06, 0.06}},
		"equal ones":          {[]float64{0.02, 0.02}, []float64{0.04, 0.04}},
		"at most 1":           {[]float64{0.6, 0.5, 0.9}, []float64{1, 1, 1}},
		"nothing is not much": {[]float64{0, 0.5}, []float64{0, 0.5}},
	} {
		given := append([]float64{}, c.p...)
		require.InDeltaSlice(t, c.want, stats.Holm(c.p), 1e-15, name)
		require.Equal(t, given, c.p, name)
	}
}
