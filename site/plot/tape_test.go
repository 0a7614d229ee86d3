package plot_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/plot"
)

// verdict is the difference of two runs over three seeds.
func verdict() plot.Tape {
	return plot.Tape{
		Label: "Difference in test accuracy, Adam against Baseline", Unit: "points", Point: 2, Low: 1.5, High: 2.5,
		Single: []float64{1.8, 2, 2.2}, Style: 2, Below: "worse", Above: "better", Width: 336,
	}
}

func TestTheTapeIsTheGoldenOne(t *testing.T) {
	tape := verdict()
	golden(t, "tape", tape.Drawing())
}

// The axis is −1 to 3.5 by the rule of whole steps of at least an eighth: 0 to
// 2.5 with a quarter more on either side is −0.625 to 3.125, in steps of 0.5
// −1 to 3.5. On 304 px from 16 on, a point is 304/4.5 = 67.6 px.
func TestTheTapePutsEveryValueInItsPlace(t *testing.T) {
	tape := verdict()
	n := headless.Render(tape.Drawing())[0]
	require.Equal(t, "M83.6 12.0V62.0", only(t, n, headless.Is("path", "zero")).Attributes["d"])                                             // 16 + 1·67.6
	require.Equal(t, "M184.9 42.0H252.4M184.9 36.0v12.0M252.4 36.0v12.0", only(t, n, headless.Is("path", "interval", "r2")).Attributes["d"]) // 16 + 2.5·67.6, 16 + 3.5·67.6
	require.Equal(t, "218.7", only(t, n, headless.Is("circle", "dot")).Attributes["cx"])                                                     // 16 + 3·67.6
	require.Equal(t, "M205.2 52.0v7.0M218.7 52.0v7.0M232.2 52.0v7.0", only(t, n, headless.Is("path", "single")).Attributes["d"])
	require.Equal(t, "Difference in test accuracy, Adam against Baseline: +2.00 points, interval +1.50 to +2.50; single values +1.80, +2.00, +2.20.", n.Attributes["aria-label"])
}

func TestWhatTheTapeDoesNotKnowIsLeftOut(t *testing.T) {
	nan := math.NaN()
	tape := plot.Tape{Label: "Difference", Point: nan, Low: nan, High: nan, Width: 300}
	n := headless.Render(tape.Drawing())[0]
	require.Empty(t, n.All(headless.Is("circle")))
	require.Empty(t, n.All(headless.Is("path", "interval")))
	require.Equal(t, "Difference: cannot be told yet.", n.Attributes["aria-label"])

	tape.Point = -0.004
	require.Equal(t, "Difference: 0.00.", headless.Render(tape.Drawing())[0].Attributes["aria-label"])
	for _, v := range []float64{0, -3, 1e299, math.Inf(1), nan} {
		for _, width := range []float64{0, 10, 336} {
			tape := plot.Tape{Point: v, Low: v, High: v, Single: []float64{v}, Width: width}
			requireDrawable(t, fmt.Sprint(v), headless.HTML(tape.Drawing()))
		}
	}
}

func ExampleTape() {
	tape := plot.Tape{Label: "Difference", Unit: "points", Point: 0.5, Low: -0.25, High: 1.25, Below: "worse", Above: "better", Width: 336}
	fmt.Println(headless.Render(tape.Drawing())[0].Attributes["aria-label"])
	// Output: Difference: +0.50 points, interval −0.25 to +1.25.
}
