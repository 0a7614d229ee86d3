package plot

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLabelsStandApartAndAsNearAsCanBe(t *testing.T) {
	cases := []struct {
		name         string
		wishes, want []float64
	}{
		{"none", nil, []float64{}},
		{"one", []float64{50}, []float64{50}},
		{"far apart", []float64{20, 50}, []float64{20, 50}},
		{"two at one place", []float64{50, 50}, []float64{41.5, 58.5}},
		{"three, one aside", []float64{20, 50, 52}, []float64{20, 42.5, 59.5}},
		{"a chain", []float64{40, 50, 60}, []float64{33, 50, 67}},
		{"at the top", []float64{1, 2}, []float64{0, 17}},
		{"at the bottom", []float64{99, 130}, []float64{83, 100}},
		{"no room", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []float64{0, 12.5, 25, 37.5, 50, 62.5, 75, 87.5, 100}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.InDeltaSlice(t, c.want, spread(c.wishes, 17, 0, 100), 1e-9)
		})
	}
}

// The property, on random wishes: order and distance are kept, and no label
// or row of touching labels could move a little and be nearer to its wishes.
func TestNoLabelCouldStandNearer(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	cost := func(at, wishes []float64) (sum float64) {
		for i := range at {
			sum += (at[i] - wishes[i]) * (at[i] - wishes[i])
		}
		return sum
	}
	allowed := func(at []float64) bool {
		for i := range at {
			if at[i] < -1e-9 || at[i] > 200+1e-9 || i > 0 && at[i]-at[i-1] < 17-1e-9 {
				return false
			}
		}
		return true
	}
	for range 300 {
		wishes := make([]float64, 1+random.IntN(8))
		for i := range wishes {
			wishes[i] = 240*random.Float64() - 20
		}
		slices.Sort(wishes)
		at := spread(wishes, 17, 0, 200)
		require.True(t, allowed(at), "%v for %v", at, wishes)
		for from := range at {
			for to := from + 1; to <= len(at); to++ {
				for _, step := range []float64{-0.1, 0.1} {
					moved := slices.Clone(at)
					for i := from; i < to; i++ {
						moved[i] += step
					}
					if allowed(moved) {
						require.Greater(t, cost(moved, wishes), cost(at, wishes)-1e-9, "%v for %v", at, wishes)
					}
				}
			}
		}
	}
}

func TestLabelsSideBySideDoNotMove(t *testing.T) {
	list := []label{{name: "left", x: 10, y: 50}, {name: "right", x: 200, y: 50}, {name: "right, too", x: 210, y: 50}}
	settle(list, 0, 100)
	require.Equal(t, []float64{50, 41.5, 58.5}, []float64{list[0].y, list[1].y, list[2].y})
}

func TestLongNamesAreCutWithAnEllipsis(t *testing.T) {
	require.Equal(t, "Adam", shorten("Adam", 100))
	cut := shorten("Batch norm and dropout", 60)
	require.Regexp(t, `^Batch.*…$`, cut)
	require.LessOrEqual(t, textWidth(cut), 60.0)
	require.Equal(t, "B…", shorten("Batch", 0))
}
