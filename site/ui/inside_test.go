package ui

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/stats"
	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// insight is one in which 30 of 40 shirts were taken for T-shirts, and 4 for
// coats.
func insight() *wire.Insight {
	i := &wire.Insight{
		Epoch: 50, Part: train.TestPart, DeadUnits: []float64{0.0625}, FirstUnits: 128,
		Units: []wire.Unit{{Unit: 3, Weights: make([]byte, 784)}},
		Statistics: []train.RunningStatistics{
			{Name: "1.running_mean", Values: []float32{3, -1, 0.5}},
			{Name: "1.running_var", Values: []float32{0.25}},
			{Name: "1.num_batches_tracked", Values: []float32{106}},
		},
	}
	i.Judgement.Confusion = stats.NewConfusion(10)
	i.Judgement.Wrong = make([][][]int, 10)
	for c := range 10 {
		i.Judgement.Wrong[c] = make([][]int, 10)
		i.Judgement.Confusion[c][c] = 40
	}
	i.Judgement.Confusion[6] = []int{30, 0, 0, 0, 4, 0, 6, 0, 0, 0}
	i.Judgement.Wrong[6][0] = []int{7, 9}
	p := make([]float32, 10)
	p[0], p[6] = 0.9999, 0.0001
	i.Judgement.Mistakes = []train.Mistake{{Image: 7, Label: 6, Predicted: 0, Probabilities: p}}
	i.Mistakes = []wire.Garment{{Image: 7, Label: 6, Pixels: make([]byte, 784)}}
	return i
}

// insideOf returns the state that looks into a finished run.
func insideOf(more ...store.Action) store.State {
	looked := store.Reported{Report: wire.Report{Kind: wire.Looked, Run: "run-1", Insight: insight()}}
	actions := append([]store.Action{}, training...)
	actions = append(actions, reported(wire.Kept, "run-1", ""), finished, store.Show{View: store.Inside}, looked)
	return state(append(actions, more...)...)
}

func TestTheInsideSaysWhenAndByWhatTheRunIsJudged(t *testing.T) {
	n := shown(t, inside(insideOf()))
	require.Contains(t, n.Content(), "After epoch 50, by 400 test images")
	require.Contains(t, n.Content(), "8 of 128")
}

func TestWithoutARunTheInsideSaysWhatToDo(t *testing.T) {
	n := shown(t, inside(state(here, store.Show{View: store.Inside})))
	require.Contains(t, n.Content(), text.InsideNothing)
	require.Equal(t, "#", n.All(headless.Is("a"))[0].Attributes["href"])
}

func TestWhyARunCannotBeSeenIsSaid(t *testing.T) {
	actions := append([]store.Action{}, training...)
	n := shown(t, inside(state(append(actions, store.Show{View: store.Inside}, reported(wire.Unseen, "run-1", "nothing was kept of the run"))...)))
	require.Contains(t, n.Content(), "This run cannot be looked into: nothing was kept of the run.")
}

func TestEveryConfusionIsAButtonWithItsWords(t *testing.T) {
	n := shown(t, &Confusion{Insight: insight()})
	var names []string
	for _, b := range n.All(headless.Is("button")) {
		names = append(names, b.Attributes["aria-label"])
	}
	want := []string{"30 of Shirt taken for T-shirt/top", "4 of Shirt taken for Coat"}
	require.Equal(t, append(want, want...), names, "in the table, and in the list for fingers")
	require.Contains(t, n.Content(), "15.0", "of the shirts were found")
}

// On a logarithmic ramp of six up to the most: 1 is the first, 10 of 100 half
// way.
func TestTheShadesOfConfusionsAreLogarithmic(t *testing.T) {
	for n, want := range map[int]int{1: 1, 10: 4, 100: 6} {
		require.Equal(t, want, shade(n, 100), "%d", n)
	}
	require.Equal(t, 6, shade(1, 1))
}

func TestThePickedCellShowsItsImages(t *testing.T) {
	s := insideOf(store.PickCell{Truth: 6, Said: 0}, store.Reported{Report: wire.Report{Kind: wire.Fetched, Garments: &wire.Garments{
		Wish:     wire.Wish{Part: wire.TestImages, Images: []int{7, 9}},
		Garments: []wire.Garment{{Image: 7, Label: 6, Pixels: make([]byte, 784)}, {Image: 9, Label: 6, Pixels: make([]byte, 784)}},
	}}})
	n := shown(t, &Confusion{Insight: s.Looked.Insight, Cell: s.Looked.Cell})
	require.Len(t, n.All(headless.Is("img")), 2)
	require.Contains(t, n.Content(), "2 of 40 images of Shirt taken for T-shirt/top.")
}

func TestMistakesSayHowSureTheRunWas(t *testing.T) {
	n := shown(t, &Mistakes{Insight: insight()})
	require.Contains(t, n.Content(), "said T-shirt/top> 99.9 %")
	require.Contains(t, n.Content(), "is Shirt< 0.1 %")
}

// Least, middle and greatest of -1, 0.5 and 3.
func TestRunningStatisticsAreSummedUp(t *testing.T) {
	n := shown(t, &Units{Insight: insight(), Run: insideOf().Subject()})
	require.Contains(t, n.Content(), "hidden 1, mean−10.53")
	require.Contains(t, n.Content(), "hidden 1, variance0.250.250.25")
}

// A bitmap's palette follows its headers of 14 and 40 bytes, as blue, green,
// red and nothing.
func TestWeightsAreColouredFromBlueOverWhiteToVermilion(t *testing.T) {
	address := unitSheet([]wire.Unit{{Weights: make([]byte, 784)}})
	b, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(address, "data:image/bmp;base64,"))
	require.NoError(t, err)
	colour := func(i int) []byte { return b[14+40+4*i:][:4] }
	require.Equal(t, []byte{205, 106, 12, 0}, colour(1))
	require.Equal(t, []byte{255, 255, 255, 0}, colour(128))
	require.Equal(t, []byte{23, 86, 222, 0}, colour(255))
}

func TestTheSeedsOfAGroupCanBePicked(t *testing.T) {
	second := happened("run-2", train.Event{Kind: train.Started, Parameters: 101770, TrainingImages: 54000})
	s := twoWorkers(here, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}, begun, second, store.Show{View: store.Inside})
	n := shown(t, inside(s))
	var names []string
	for _, b := range n.All(headless.Is("button")) {
		if b.Attributes["data-do"] == doLookAt {
			names = append(names, b.Content()+" "+b.Attributes["aria-pressed"])
		}
	}
	require.Equal(t, []string{"Baseline true", "seed 0 true", "seed 1 false"}, names)
}
