package stats_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
)

func TestNumbersHaveATrueMinusAndNoSignAtZero(t *testing.T) {
	for want, c := range map[string]struct {
		value    float64
		decimals int
		plus     string
	}{
		"+2.0":   {1.96, 1, "+"},
		"2.0":    {1.96, 1, ""},
		"−2.0":   {-1.96, 1, "+"},
		"0.0":    {-0.04, 1, "+"},
		"0":      {0.4, 0, "+"},
		"−0.010": {-0.0101, 3, ""},
	} {
		require.Equal(t, want, stats.Number(c.value, c.decimals, c.plus))
	}
}
