package plot

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// On these scales an epoch is 10 px and a unit 2 px, upwards from 100.
var (
	epochs = scale{lo: 0, hi: 50, a: 0, b: 500}
	units  = scale{lo: 0, hi: 50, a: 100, b: 0}
)

func TestALineGoesFromPointToPoint(t *testing.T) {
	s := &Series{X: []float64{1, 2, 3}, Y: []float64{10, 25, 12.34}}
	require.Equal(t, "M10.0 80.0L20.0 50.0L30.0 75.3", linePath(s, s.Y, epochs, units)) // 100 − 2·12.34 = 75.32
	require.Empty(t, lonePoints(s, epochs, units))
}

func TestALineBreaksWhereThereIsNoValue(t *testing.T) {
	s := &Series{
		X: []float64{1, 2, 3, 4, 5, 6, 7, math.NaN(), 9},
		Y: []float64{10, 10, math.NaN(), 20, math.Inf(1), 30, 30, 30, 40},
	}
	require.Equal(t, "M10.0 80.0L20.0 80.0M60.0 40.0L70.0 40.0", linePath(s, s.Y, epochs, units))
	// Discs of radius 3 where a point has no neighbour: at 4 and 9.
	require.Equal(t, "M37.0 60.0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M87.0 20.0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0", lonePoints(s, epochs, units))
}

func TestALogarithmicLineBreaksAtZero(t *testing.T) {
	s := &Series{X: []float64{1, 2, 3, 4, 5}, Y: []float64{1, 10, 0, 10, 1}}
	y := scale{lo: 1, hi: 10, a: 100, b: 0, logarithmic: true}
	require.Equal(t, "M10.0 100.0L20.0 0.0M40.0 0.0L50.0 100.0", linePath(s, s.Y, epochs, y))
}

func TestABandGoesAlongItsUpperEndAndBack(t *testing.T) {
	c := &Chart{Spread: Bands}
	s := &Series{X: []float64{1, 2, 3, 4}, Y: []float64{10, 20, 30, 40}, Deviation: []float64{1, 2, math.NaN(), 3}}
	require.Equal(t, "M10.0 78.0L20.0 56.0L20.0 64.0L10.0 82.0ZM40.0 14.0L40.0 26.0Z", c.bandPath(s, epochs, units))
}

func TestErrorBarsStandAtEveryFifthEpochAndAtTheEnd(t *testing.T) {
	s := &Series{}
	for epoch := 1.0; epoch <= 7; epoch++ {
		s.X, s.Y, s.Deviation = append(s.X, epoch), append(s.Y, 20), append(s.Deviation, 2)
	}
	bar := func(x float64) string {
		return fmt.Sprintf("M%.1f 56.0V64.0M%.1f 56.0h3.0M%.1f 64.0h3.0", x, x-1.5, x-1.5)
	}
	c := &Chart{}
	require.Equal(t, bar(50)+bar(70), c.barPath(s, epochs, units, 5, 0))
	require.Equal(t, bar(51.6)+bar(71.6), c.barPath(s, epochs, units, 5, 1.6))

	c.Spread = NoSpread
	require.Empty(t, c.barPath(s, epochs, units, 5, 0))
}

func TestErrorBarsEndAtTheBounds(t *testing.T) {
	s := &Series{X: []float64{5}, Y: []float64{49}, Deviation: []float64{5}}
	c := &Chart{Y: Axis{Bounds: [2]float64{0, 50}}}
	require.Equal(t, "M50.0 0.0V12.0M48.5 0.0h3.0M48.5 12.0h3.0", c.barPath(s, epochs, units, 5, 0)) // 44 to 50, not 54
	lo, hi := c.withSeries(s).yRange()
	require.Equal(t, []float64{44, 50}, []float64{lo, hi})
}

func (c *Chart) withSeries(s *Series) *Chart { c.Series = []Series{*s}; return c }

func TestErrorBarsStandSideBySideAndApart(t *testing.T) {
	require.Equal(t, 0.0, barShift(0, 1))
	require.InDeltaSlice(t, []float64{-4.8, -1.6, 1.6, 4.8}, []float64{barShift(0, 4), barShift(1, 4), barShift(2, 4), barShift(3, 4)}, 1e-9)

	require.Equal(t, 1.0, barStep(scale{hi: 10, b: 440}, 1))
	require.Equal(t, 5.0, barStep(scale{hi: 50, b: 314}, 4))
	require.Equal(t, 50.0, barStep(scale{hi: 1000, b: 440}, 2)) // 2·2·3.2 px are 29 epochs
}

func TestTheLastPointIsTheLastThatCanBeShown(t *testing.T) {
	require.Equal(t, 1, (&Series{X: []float64{1, 2, 3, 4}, Y: []float64{1, 2, math.NaN(), math.Inf(-1)}}).last(epochs, units))
	require.Equal(t, -1, (&Series{}).last(epochs, units))
	require.Equal(t, 0, (&Series{X: []float64{1, 2}, Y: []float64{1}}).last(epochs, units), "lengths that differ")
}

func TestStylesBeyondTheEighthBeginAgain(t *testing.T) {
	for style, class := range map[int]string{1: "r1", 8: "r8", 9: "r1", 16: "r8", 0: "r8", -7: "r1"} {
		require.Equal(t, class, (&Series{Style: style}).class())
	}
}
