package main

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/plot/vg"
)

func figureOf(curves ...curve) *figure { return newFigure(6, curves) }

func line(label string, stroke int, from, to, bar float64) curve {
	c := curve{label: label, stroke: strokes[stroke]}
	for e := range 6 {
		v := from + (to-from)*float64(e)/5
		c.accuracy, c.bars, c.loss = append(c.accuracy, v), append(c.bars, bar), append(c.loss, 100/v)
	}
	return c
}

func TestAFigureNamesItsLinesAndTellsThemApart(t *testing.T) {
	svg, err := figureOf(line("[128]", 0, 60, 85.34, 2), line("a & b", 1, 50, 80, 2)).svg()
	require.NoError(t, err)
	text := string(svg)
	requireXML(t, text)
	for _, want := range []string{">Training loss<", ">Validation accuracy<", ">epoch<", ">[128]<", ">a &amp; b<", ">85.3<", ">1.172<", ">1.250<"} {
		require.Contains(t, text, want)
	}
	require.Contains(t, text, "stroke:#0C6ACD")
	require.Contains(t, text, "stroke:#DE5617")
	require.Contains(t, text, "stroke-dasharray:6,2")
	require.Equal(t, strings.Count(text, "<text"), strings.Count(text, "font-family:Liberation Sans,Arial,Helvetica,sans-serif;"), "readers without the font have another")
	require.Contains(t, text, "fill:#FFFFFF", "paper, for dark screens")
	again, err := figureOf(line("[128]", 0, 60, 85.34, 2), line("a & b", 1, 50, 80, 2)).svg()
	require.NoError(t, err)
	require.Equal(t, text, string(again), "the same each time")
}

// One stem and two ends for the only fifth epoch, of lines 0.7 points wide.
func TestErrorBarsStandAtEveryFifthEpoch(t *testing.T) {
	count := func(bar float64) int {
		svg, err := figureOf(line("a", 0, 60, 80, bar)).svg()
		require.NoError(t, err)
		return strings.Count(string(svg), "stroke-width:0.7")
	}
	require.Equal(t, 3, count(2))
	require.Zero(t, count(0), "single batches have none")
}

func TestColoursAndDashesAreAllDifferent(t *testing.T) {
	for i, a := range strokes {
		for _, b := range strokes[:i] {
			require.NotEqual(t, a.color, b.color)
			require.NotEqual(t, a.dash, b.dash)
		}
		require.Greater(t, contrastOnWhite(a), 3.0, "of WCAG 2.2, 1.4.11")
	}
}

// WCAG 2.2's definitions of relative luminance and contrast ratio.
func contrastOnWhite(s stroke) float64 {
	linear := func(v uint8) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*linear(s.color.R) + 0.7152*linear(s.color.G) + 0.0722*linear(s.color.B) + 0.05)
}

// By hand: names 10 apart, as near to their lines as they can be.
func TestNamesAreSpreadApart(t *testing.T) {
	for _, c := range []struct{ ends, want []vg.Length }{
		{[]vg.Length{20, 60, 40}, []vg.Length{20, 60, 40}},
		{[]vg.Length{50, 52}, []vg.Length{46, 56}},
		{[]vg.Length{52, 50}, []vg.Length{56, 46}},
		{[]vg.Length{50, 50, 50}, []vg.Length{40, 50, 60}},
		{[]vg.Length{50, 52, 61}, []vg.Length{44.333333, 54.333333, 64.333333}}, // the third joins the two
		{[]vg.Length{0, 1}, []vg.Length{0, 10}},
		{[]vg.Length{100, 99}, []vg.Length{100, 90}},
		{nil, []vg.Length{}},
	} {
		var ends []vg.Point
		for _, y := range c.ends {
			ends = append(ends, vg.Point{Y: y})
		}
		got := spread(ends, 10, 0, 100)
		require.Len(t, got, len(c.want))
		for i := range got {
			require.InDelta(t, float64(c.want[i]), float64(got[i]), 1e-5, "%v", c.ends)
		}
	}
}

func TestAxesHaveRoundNumbers(t *testing.T) {
	labels := func(low, high float64) (list []string) {
		for _, tick := range (lossTicks{}).Ticks(low, high) {
			if tick.Label != "" {
				list = append(list, tick.Label)
			}
		}
		return list
	}
	require.Equal(t, []string{"0.1", "0.2", "0.5", "1", "2"}, labels(0.09, 2.5))
	require.Len(t, (percentTicks{5}).Ticks(60, 90), 7)
	require.Equal(t, "10", (epochTicks{}).Ticks(0, 50)[10].Label)
	require.Empty(t, (epochTicks{}).Ticks(0, 50)[9].Label)
	require.Len(t, (epochTicks{}).Ticks(0, 1000), 51)
}

// Nine recipes need a second figure: eight strokes can be told apart.
func TestManyRecipesTakeSeveralFigures(t *testing.T) {
	g := group{name: "curves"}
	for range 17 {
		e := entry{label: "x"}
		e.TrainLoss = []float64{1}
		e.ValidationAccuracy = append(e.ValidationAccuracy, accuracyOf(0.5))
		g.entries = append(g.entries, e)
	}
	require.Len(t, g.figures(), 3)
	require.Equal(t, []string{"curves", "curves-2", "curves-3"}, []string{g.figureName(0), g.figureName(1), g.figureName(2)})
}
