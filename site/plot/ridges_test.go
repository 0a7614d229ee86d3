package plot_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/plot"
)

// bell counts values as a normal distribution of deviation s does, in bins
// from -reach to reach.
func bell(label string, s, reach float64) plot.Histogram {
	const bins = 30
	h := plot.Histogram{Label: label, Low: -reach, High: reach}
	for i := range bins {
		v := (2*(float64(i)+0.5)/bins - 1) * reach
		h.Counts = append(h.Counts, int(1e5*math.Exp(-v*v/(2*s*s))/s*reach/bins))
	}
	return h
}

// weights are of a layer that spreads while it is trained.
func weights() plot.Ridges {
	r := plot.Ridges{ID: "hidden", Title: "hidden 1, 784 × 128", Width: 310, Height: 226, Empty: "Weights appear after the first epoch."}
	for i, epoch := range []int{0, 1, 2, 5, 10, 20, 30, 40, 50} {
		s := 0.02 + 0.012*float64(i)
		r.Rows = append(r.Rows, bell(fmt.Sprint(epoch), s, 4*s))
	}
	return r
}

func TestRidgesAreTheGoldenOnes(t *testing.T) {
	r := weights()
	golden(t, "ridges", r.Figure())
	r.Rows = nil
	golden(t, "ridges-empty", r.Figure())
}

// Two rows of the same 4 values, in one bin and in four. The axis is -1 to 1;
// the labels are 7 px wide, so it begins at 17 px and, 18 px from the right
// edge, ends at 217: 100 px a unit. With 134 px of height the rows' bases are
// at 100 and 42.5 or so: (134-28-6-8)/(2+0.6) = 35.4 px apart. The higher ridge
// rises 1.6·35.4 = 56.6 px; its density is four times the other's, so that one
// rises half as far.
func TestARidgeRisesWithTheRootOfItsDensity(t *testing.T) {
	r := plot.Ridges{Width: 235, Height: 134, Rows: []plot.Histogram{
		{Label: "0", Low: -0.25, High: 0.25, Counts: []int{4}},
		{Label: "1", Low: -1, High: 1, Counts: []int{1, 1, 1, 1}},
	}}
	paths := headless.Render(r.Figure())[0].All(headless.Is("path", "ridge"))
	require.Len(t, paths, 2)
	require.Equal(t, "M17.0 64.6L92.0 64.6L117.0 8.0L142.0 64.6L217.0 64.6Z", paths[0].Attributes["d"])
	require.Equal(t, "M17.0 100.0L17.0 100.0L42.0 71.7L92.0 71.7L142.0 71.7L192.0 71.7L217.0 100.0L217.0 100.0Z", paths[1].Attributes["d"])
}

func TestRidgesAreDescribedInWordsAndTabled(t *testing.T) {
	// Ten values in each of four bins from 0 to 4: a quarter lies below 1.
	even := plot.Histogram{Label: "7", Low: 0, High: 4, Counts: []int{10, 10, 10, 10}}
	r := plot.Ridges{ID: "h", Title: "hidden <1>", Width: 300, Height: 200, Rows: []plot.Histogram{{Label: "0"}, even}}
	n := headless.Render(r.Figure())[0]
	drawing := only(t, n, headless.Is("svg", "ridges"))
	require.Equal(t, "hidden <1>: histograms by epoch, 2. epoch 0: no values. epoch 7: 0 to 4.000, the middle half 1.000 to 3.000.", drawing.Attributes["aria-label"])
	require.Equal(t, "img", drawing.Attributes["role"])
	require.Equal(t, "h-table", only(t, n, headless.Is("table")).Attributes["id"])
}

func TestNoHistogramBreaksTheRidges(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	rows := map[string][]plot.Histogram{
		"none": nil, "no bins": {{}}, "empty bins": {{Counts: []int{0, 0}}}, "one value": {{Low: 1, High: 1, Counts: []int{5, 0, 0}}},
		"zeros": {{Counts: []int{9}}}, "no numbers": {{Low: nan, High: nan, Counts: []int{1}}}, "infinite": {{Low: -inf, High: inf, Counts: []int{1}}},
		"huge": {{Low: -1e299, High: 1e299, Counts: []int{1, 2}}}, "thin beside wide": {{Low: 0, High: 1e-9, Counts: []int{3}}, {Low: -1, High: 1, Counts: []int{1, 1}}},
	}
	for name, list := range rows {
		for _, size := range [][2]float64{{310, 226}, {0, 0}, {20, 10}} {
			r := plot.Ridges{Rows: list, Width: size[0], Height: size[1], Empty: "Nothing."}
			requireDrawable(t, name, headless.HTML(r.Figure()))
		}
	}
}

func ExampleRidges() {
	r := plot.Ridges{Title: "output, 128 × 10", Width: 310, Height: 226, Rows: []plot.Histogram{
		{Label: "0", Low: -0.1, High: 0.1, Counts: []int{500, 500}},
		{Label: "50", Low: -1, High: 1, Counts: []int{100, 900, 900, 100}},
	}}
	drawing := headless.Render(r.Figure())[0].All(headless.Is("svg", "ridges"))[0]
	for sentence := range strings.SplitAfterSeq(drawing.Attributes["aria-label"], ". ") {
		fmt.Println(strings.TrimSpace(sentence))
	}
	// Output:
	// output, 128 × 10: histograms by epoch, 2.
	// epoch 0: −0.100 to 0.100, the middle half −0.0500 to 0.0500.
	// epoch 50: −1.000 to 1.000, the middle half −0.278 to 0.278.
}
