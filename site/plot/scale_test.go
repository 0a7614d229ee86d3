package plot

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestALinearScaleIsAStraightLine(t *testing.T) {
	// 65 to 90 on 370 to 8 px: 14.48 px a unit, as in the design's drawing.
	s := scale{lo: 65, hi: 90, a: 370, b: 8}
	require.InDelta(t, 370, s.at(65), 1e-9)
	require.InDelta(t, 370-14.48*7.4, s.at(72.4), 1e-9)
	require.InDelta(t, 8, s.at(90), 1e-9)
	require.InDelta(t, 8, s.clamped(1e9), 1e-9)
	require.InDelta(t, 370, s.clamped(-1e9), 1e-9)
}

func TestALogarithmicScaleHasEqualDecades(t *testing.T) {
	s := scale{lo: 0.01, hi: 100, a: 400, b: 0, logarithmic: true}
	for v, px := range map[float64]float64{0.01: 400, 0.1: 300, 1: 200, 10: 100, 100: 0, 2: 200 - 30.103} { // lg 2 = 0.30103
		require.InDelta(t, px, s.at(v), 1e-4)
	}
	require.False(t, s.shows(0))
	require.False(t, s.shows(-1))
	require.InDelta(t, 400, s.clamped(-1), 1e-9)
}

func TestValueIsTheInverseOfAt(t *testing.T) {
	for _, s := range []scale{{lo: -3, hi: 12, a: 34, b: 474}, {lo: 0.15, hi: 2, a: 370, b: 8, logarithmic: true}} {
		for px := 0.0; px < 500; px += 7 {
			require.InDelta(t, px, s.at(s.value(px)), 1e-9)
		}
	}
}
