package plot

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheAxisEndsAtRoundValues(t *testing.T) {
	nothing := [2]float64{math.Inf(1), math.Inf(-1)}
	logarithmic := Axis{Logarithmic: true}
	cases := []struct {
		name       string
		axis       Axis
		data, want [2]float64
	}{
		// By hand: a step of 1 or 5 times a power of ten, at least an eighth
		// of the span; on a logarithmic axis 1, 1.5, 2, 3, 5, 7.
		{"per cent", Axis{}, [2]float64{71.2, 88.9}, [2]float64{70, 90}},
		{"already round", Axis{}, [2]float64{65, 90}, [2]float64{65, 90}},
		{"a wide span", Axis{}, [2]float64{9.8, 91}, [2]float64{0, 100}},
		{"a narrow span", Axis{}, [2]float64{85.31, 85.68}, [2]float64{85.3, 85.7}},
		{"one value", Axis{}, [2]float64{80, 80}, [2]float64{76, 84}},
		{"zeros", Axis{}, [2]float64{0, 0}, [2]float64{-1, 1}},
		{"nothing", Axis{}, nothing, [2]float64{0, 1}},
		{"nothing where something is expected", Axis{Min: 65, Max: 90}, nothing, [2]float64{65, 90}},
		{"less than expected", Axis{Min: 65, Max: 90}, [2]float64{70, 80}, [2]float64{65, 90}},
		{"more than expected below", Axis{Min: 65, Max: 90}, [2]float64{42, 80}, [2]float64{40, 90}},
		{"more than expected above", Axis{Min: 65, Max: 90}, [2]float64{70, 91}, [2]float64{65, 95}},
		{"epochs end where training does", Axis{Max: 47}, [2]float64{1, 12}, [2]float64{0, 47}},
		{"a loss", logarithmic, [2]float64{0.166, 1.83}, [2]float64{0.15, 2}},
		{"a round loss", logarithmic, [2]float64{0.1, 1}, [2]float64{0.1, 1}},
		{"one loss", logarithmic, [2]float64{1, 1}, [2]float64{0.7, 1.5}},
		{"no loss", logarithmic, nothing, [2]float64{0.15, 2}},
		{"a diverged loss", logarithmic, [2]float64{0.5, 2.4e9}, [2]float64{0.5, 3e9}},
		{"an impossible wish", Axis{Logarithmic: true, Min: 0, Max: 3}, [2]float64{0.5, 1}, [2]float64{0.5, 1}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			lo, hi := c.axis.domain(c.data[0], c.data[1])
			require.InDeltaSlice(t, c.want[:], []float64{lo, hi}, 1e-9*math.Abs(c.want[1]))
		})
	}
}

func TestMoreDataNeverNarrowTheAxis(t *testing.T) {
	for _, axis := range []Axis{{}, {Min: 65, Max: 90}, {Logarithmic: true}, {Logarithmic: true, Min: 0.15, Max: 2}} {
		low, high := axis.domain(70, 70.5)
		changes := 0
		for i := range 600 {
			grown := 0.1 * float64(i)
			lo, hi := axis.domain(70-grown, 70.5+grown/5)
			require.LessOrEqual(t, lo, 70-grown+1e-6)
			require.GreaterOrEqual(t, hi, 70.5+grown/5-1e-6)
			require.LessOrEqual(t, lo, low+1e-9)
			require.GreaterOrEqual(t, hi, high-1e-9)
			if lo != low || hi != high {
				changes++
			}
			low, high = lo, hi
		}
		require.Less(t, changes, 45, "600 new points")
	}
}
