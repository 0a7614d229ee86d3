package plot_test

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hexops/vecty"
	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/plot"
)

var update = flag.Bool("update", false, "write the golden files anew")

// run is a curve as training draws them: quick at first, slower later, with
// a little noise that is the same at every call.
func run(label string, style, epochs int, first, last, noise, deviation float64) plot.Series {
	s := plot.Series{Label: label, Style: style}
	state := uint32(style) * 2654435761
	for epoch := 1; epoch <= epochs; epoch++ {
		state = state*1664525 + 1013904223
		wobble := noise * (float64(state>>8)/(1<<23) - 1)
		s.X = append(s.X, float64(epoch))
		s.Y = append(s.Y, last+(first-last)*math.Pow(float64(epoch), -0.6)+wobble)
		s.Deviation = append(s.Deviation, deviation*(1+wobble/8))
	}
	return s
}

// live marks a series as growing.
func live(s plot.Series) plot.Series { s.Live = true; return s }

// plain takes a series' deviation away.
func plain(s plot.Series) plot.Series { s.Deviation = nil; return s }

// accuracy and loss are the page's two charts at the size of its two columns.
func accuracy(series ...plot.Series) plot.Chart {
	return plot.Chart{
		ID: "accuracy", Title: "Validation accuracy", Subtitle: "per cent of 6,000 held-out images; bars show the deviation over batches",
		X:      plot.Axis{Label: "epoch", Max: 50},
		Y:      plot.Axis{Unit: "per cent", Min: 65, Max: 90, Bounds: [2]float64{0, 100}},
		Series: series, Width: 616, Height: 404, Cursor: math.NaN(), Empty: "Curves appear after the first epoch.",
	}
}

func loss(series ...plot.Series) plot.Chart {
	return plot.Chart{
		ID: "loss", Title: "Training loss", Subtitle: "cross entropy, logarithmic",
		X:      plot.Axis{Label: "epoch", Max: 50},
		Y:      plot.Axis{Logarithmic: true},
		Series: series, Width: 408, Height: 404, Cursor: math.NaN(), Empty: "Lower is better.",
	}
}

// compared are four finished runs.
func compared() []plot.Series {
	return []plot.Series{
		run("Baseline", 1, 50, 72, 87, 0.4, 1.6),
		run("Adam", 2, 50, 84, 88, 1.2, 1.4),
		run("AdaDelta", 3, 50, 66, 86.5, 0.3, 1.7),
		run("Batch norm", 4, 50, 76, 88.2, 0.3, 1.3),
	}
}

func comparedLosses() []plot.Series {
	return []plot.Series{
		plain(run("Baseline", 1, 50, 1.4, 0.26, 0.002, 0)),
		plain(run("Adam", 2, 50, 0.58, 0.11, 0.012, 0)),
		plain(run("AdaDelta", 3, 50, 1.83, 0.26, 0.002, 0)),
		plain(run("Batch norm", 4, 50, 1.2, 0.2, 0.003, 0)),
	}
}

// training are one finished run and two that go on.
func training() []plot.Series {
	return []plot.Series{
		run("Baseline", 1, 50, 72, 87, 0.4, 1.6),
		live(run("Adam", 2, 31, 84, 88, 1.2, 1.4)),
		live(run("Batch norm", 4, 18, 76, 88.2, 0.3, 1.3)),
	}
}

// charts are the golden charts by name.
func charts() map[string]plot.Chart {
	bands := accuracy(compared()...)
	bands.Spread = plot.Bands
	bands.Cursor = 12
	cursor := loss(comparedLosses()...)
	cursor.Cursor = 12

	narrow := accuracy(compared()...)
	narrow.Width, narrow.Height, narrow.Narrow, narrow.Cursor = 358, 280, true, 12
	narrowLoss := loss(comparedLosses()...)
	narrowLoss.Width, narrowLoss.Height, narrowLoss.Narrow = 358, 280, true

	first := accuracy(live(run("Baseline", 1, 1, 72, 87, 0.4, 1.6)))

	empty, emptyLoss := accuracy(), loss()
	empty.Height, emptyLoss.Height = 236, 236

	broken := loss(
		plot.Series{Label: "Diverged", Style: 6, X: []float64{1, 2, 3, 4, 5, 6}, Y: []float64{0.9, 2, math.NaN(), 40, math.Inf(1), 3e5}},
		plot.Series{Label: "A name that is much too long for the margin", Style: 7, X: []float64{1, 2, 3}, Y: []float64{1, 0, 0.5}},
	)
	broken.X.Max = 10
	retuned := training()
	retuned[1].Events = []plot.Event{{X: 20, Text: "rate 0.01 to 0.005"}}
	retuned[2].Live, retuned[2].End = false, plot.BrokenOff
	stretch := accuracy(retuned...)
	stretch.From, stretch.To, stretch.Smoothing, stretch.Hidden = 10, 30, 0.6, []string{"AdaDelta"}
	epochs := loss(comparedLosses()...)
	epochs.X.Logarithmic, epochs.X.Min, epochs.Narrow = true, 1, true
	long := accuracy(run("Long", 5, 1000, 72, 87, 0.4, 1.6), run("Short", 8, 400, 70, 86, 0.4, 1.6))
	long.X.Max = 1000

	return map[string]plot.Chart{
		"training": accuracy(training()...), "bars": accuracy(compared()...), "bands": bands, "loss": cursor,
		"narrow": narrow, "narrow-loss": narrowLoss, "first": first, "empty": empty, "empty-loss": emptyLoss,
		"broken": broken, "long": long, "stretch": stretch, "epochs": epochs,
	}
}

func TestFiguresAreTheGoldenOnes(t *testing.T) {
	for name, chart := range charts() {
		t.Run(name, func(t *testing.T) { golden(t, name, chart.Figure()) })
	}
}

// golden requires a drawing to be the one in testdata.
func golden(t *testing.T, name string, drawing vecty.ComponentOrHTML) {
	t.Helper()
	// An element a line, so that a change is seen where it is.
	got := strings.ReplaceAll(headless.HTML(drawing), "><", ">\n<") + "\n"
	file := filepath.Join("testdata", name+".html")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}
