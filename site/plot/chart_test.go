package plot_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/plot"
)

func figure(c plot.Chart) *headless.Node { return headless.Render(c.Figure())[0] }

// only returns the one node that matches.
func only(t *testing.T, n *headless.Node, match func(*headless.Node) bool) *headless.Node {
	t.Helper()
	found := n.All(match)
	require.Len(t, found, 1)
	return found[0]
}

// read returns the words of a chart's readout.
func read(t *testing.T, c plot.Chart) string {
	t.Helper()
	return only(t, figure(c), headless.Is("p", "readout")).Content()
}

func TestTheReadoutTellsTheLastValuesOrThoseAtTheCursor(t *testing.T) {
	c := accuracy(
		plot.Series{Label: "Baseline", Style: 1, X: []float64{1, 2}, Y: []float64{72.04, 83.1}, Deviation: []float64{0, 1.24}},
		plot.Series{Label: "Adam", Style: 2, X: []float64{1, 2}, Y: []float64{84, 87}},
	)
	readout := func() string { return read(t, c) }
	require.Equal(t, "epoch 2Baseline 83.1 ± 1.2Adam 87.0", readout())

	c.Cursor = 1
	require.Equal(t, "epoch 1Baseline 72.0Adam 84.0", readout())

	c.Cursor = 7
	require.Equal(t, "epoch 7Baseline –Adam –", readout())

	c.Cursor = 0 // none
	c.Series[1].X, c.Series[1].Y = []float64{1}, []float64{84}
	require.Equal(t, "latestBaseline 83.1 ± 1.2Adam 84.0", readout())

	c.Narrow = true // no room for names, which those who listen still get
	require.Equal(t, "latest83.1 ± 1.284.0", readout())
	require.Contains(t, only(t, figure(c), headless.Is("p", "readout")).String(), `<svg aria-label="Adam" class="sw r2" height="10" role="img" viewBox="0 0 26 10" width="26">`)

	c.Series = nil
	require.Empty(t, readout())
}

func TestTheDrawingIsDescribedInWords(t *testing.T) {
	c := accuracy(
		plot.Series{Label: "Baseline", Style: 1, X: []float64{1, 2}, Y: []float64{72, 83.1}, Deviation: []float64{1, 1.2}},
		plot.Series{Label: "Adam", Style: 2, X: []float64{1}, Y: []float64{84}, Live: true},
		plot.Series{Label: "Queued", Style: 3},
	)
	drawing := only(t, figure(c), headless.Is("svg", "chart"))
	require.Equal(t, "img", drawing.Attributes["role"])
	require.Equal(t, "Validation accuracy by epoch, 2 curves. Baseline: 83.1 ± 1.2 per cent at epoch 2. Adam: 84.0 per cent at epoch 1, still training.", drawing.Attributes["aria-label"])

	require.Equal(t, "Training loss by epoch, logarithmic. Nothing to show yet.",
		only(t, figure(loss()), headless.Is("svg", "chart")).Attributes["aria-label"])
}

func TestASeriesIsOneLineAndOnePathOfErrorBars(t *testing.T) {
	n := only(t, figure(accuracy(compared()...)), headless.Is("svg", "chart"))
	require.Len(t, n.All(headless.Is("path", "line")), 4)
	require.Len(t, n.All(headless.Is("path", "bar")), 4)
	require.Empty(t, n.All(headless.Is("path", "band")))
	require.Less(t, len(n.All(func(*headless.Node) bool { return true })), 150, "vecty takes 40 µs for each")
}

func TestOneEpochIsADotThatCanBeSeen(t *testing.T) {
	c := accuracy(run("Baseline", 1, 1, 72, 87, 0, 1))
	require.NotEmpty(t, only(t, figure(c), headless.Is("path", "dot", "r1")).Attributes["d"])
	c.Series[0].Live = true
	only(t, figure(c), headless.Is("circle", "dot", "r1"))
}

func TestTheCursorIsAHairlineWithPointsOnTheLines(t *testing.T) {
	c := accuracy(training()...)
	require.Empty(t, figure(c).All(headless.Is("", "cursor")))
	c.Cursor = 25 // where two of three have a value; two live ends besides
	n := figure(c)
	only(t, n, headless.Is("path", "cursor"))
	require.Len(t, n.All(headless.Is("circle", "dot")), 2+2)
	c.Cursor = 2000
	require.Empty(t, figure(c).All(headless.Is("", "cursor")))
}

func TestAnEmptyChartKeepsItsAxesAndSaysWhatFillsIt(t *testing.T) {
	n := figure(accuracy())
	require.Equal(t, "Curves appear after the first epoch.", only(t, n, headless.Is("text", "empty")).Content())
	require.Contains(t, n.Content(), "657075808590")
	require.Contains(t, n.Content(), "01020304050epoch")
	require.Empty(t, figure(accuracy(compared()...)).All(headless.Is("", "empty")))
}

func TestPlainSeriesHaveTheirDeviationInWordsOnly(t *testing.T) {
	c := accuracy(compared()...)
	for i := range c.Series {
		c.Series[i].Plain = i > 0
	}
	for spread, class := range map[plot.Spread]string{plot.Bars: "bar", plot.Bands: "band"} {
		c.Spread = spread
		n := figure(c)
		require.NotEmpty(t, n.All(headless.Is("path", class, "r1")))
		require.Empty(t, n.All(headless.Is("path", class, "r2")))
		require.Regexp(t, `± .*± .*± .*± `, read(t, c))
	}
}

func TestThePointerFindsTheEpochItIsOver(t *testing.T) {
	c := accuracy(training()...)
	// The place of each epoch is read off the drawing itself: the cursor's.
	for epoch := 1.0; epoch <= 50; epoch++ {
		c.Cursor = epoch
		hair := only(t, figure(c), headless.Is("path", "cursor")).Attributes["d"]
		px, err := strconv.ParseFloat(hair[1:strings.Index(hair, " ")], 64)
		require.NoError(t, err)
		for _, off := range []float64{-4, 0, 4} { // 9.2 px an epoch
			x, ok := c.XAt(px + off)
			require.True(t, ok)
			require.Equal(t, epoch, x)
		}
	}
	for px, epoch := range map[float64]float64{-100: 1, 0: 1, 1e6: 50} {
		x, ok := c.XAt(px)
		require.True(t, ok)
		require.Equal(t, epoch, x)
	}
	_, ok := c.XAt(math.NaN())
	require.False(t, ok)
	empty := accuracy()
	_, ok = empty.XAt(100)
	require.False(t, ok)
}

// numbers are those in paths and attributes of geometry.
var (
	geometry = regexp.MustCompile(` (?:d|x|y|cx|cy)="([^"]*)"`)
	numbers  = regexp.MustCompile(`[-+]?[A-Za-z]*[0-9.]+(?:e[-+0-9]+)?|NaN|Inf`)
)

// requireDrawable requires all coordinates to be numbers near the drawing.
func requireDrawable(t *testing.T, name, html string) {
	t.Helper()
	for _, g := range geometry.FindAllStringSubmatch(html, -1) {
		for _, n := range numbers.FindAllString(g[1], -1) {
			v, err := strconv.ParseFloat(strings.TrimLeft(n, "MLHVhvaZz"), 64)
			require.NoError(t, err, "%s: %s", name, g[1])
			require.LessOrEqual(t, math.Abs(v), 1000.0, "%s: %s", name, g[1])
		}
	}
}

func TestNoDataBreakTheDrawing(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	values := map[string][]float64{
		"none": {}, "one": {80}, "zero": {0}, "equal": {80, 80, 80}, "zeros": {0, 0, 0}, "no number": {nan, nan}, "infinite": {inf, -inf, 3},
		"negative": {-1, -2, -3}, "both signs": {-1, 0, 1}, "huge": {1e299, -1e299, 1}, "largest": {math.MaxFloat64, 1, -math.MaxFloat64},
		"tiny": {1e-299, 1e-300, 5e-324}, "far and near": {1e17, 1e17 + 16}, "steep": {1e-200, 1e200}, "alone": {nan, 5, nan},
	}
	for name, y := range values {
		for _, size := range [][2]float64{{616, 404}, {40, 20}, {0, 0}, {1, 1}} {
			for spread := plot.Bars; spread <= plot.NoSpread; spread++ {
				for _, logarithmic := range []bool{false, true} {
					s := plot.Series{Label: "<b>", Style: 1, Y: y, Live: true}
					for i := range y {
						s.X, s.Deviation = append(s.X, float64(i+1)), append(s.Deviation, math.Abs(y[i])/2)
					}
					c := plot.Chart{Y: plot.Axis{Logarithmic: logarithmic}, Series: []plot.Series{s, s}, Width: size[0], Height: size[1], Spread: spread, Cursor: 1}
					html := headless.HTML(c.Figure())
					requireDrawable(t, name, html)
					require.NotContains(t, html, "<b><")
					require.Less(t, len(html), 20000, name)
				}
			}
		}
	}
}

func ExampleChart() {
	chart := plot.Chart{
		Title:  "Validation accuracy",
		X:      plot.Axis{Max: 3},
		Series: []plot.Series{{Label: "Baseline", Style: 1, X: []float64{1, 2, 3}, Y: []float64{72.2, 75.4, 77.1}, Deviation: []float64{1.9, 1.8, 1.8}}},
		Width:  616, Height: 404,
	}
	drawing := headless.Render(chart.Figure())[0].All(headless.Is("svg", "chart"))[0]
	fmt.Println(drawing.Attributes["aria-label"])
	epoch, _ := chart.XAt(300)
	fmt.Println("under the pointer: epoch", epoch)
	// Output:
	// Validation accuracy by epoch, 1 curve. Baseline: 77.1 ± 1.8 at epoch 3.
	// under the pointer: epoch 2
}
