package ui

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/plot"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// drawn renders the charts of a state.

func drawn(t *testing.T, s store.State) *headless.Node {
	return shown(t, curves(s, nil, func(store.Action) {}))
}

// figures returns the titles of the charts that can be seen.

func figures(n *headless.Node) []string {
	var titles []string
	for _, h := range n.All(headless.Is("h3")) {
		titles = append(titles, h.Content())
	}
	return titles
}

// named returns the one element with that accessible name.

func named(t *testing.T, n *headless.Node, name string) *headless.Node {
	t.Helper()
	found := n.All(func(n *headless.Node) bool { return n.Attributes["aria-label"] == name })
	require.Len(t, found, 1, name)
	return found[0]
}

// pressed returns the words of the buttons that are on.

func pressed(n *headless.Node) []string {
	var words []string
	for _, b := range n.All(headless.Is("button")) {
		if b.Attributes["aria-pressed"] == "true" {
			words = append(words, b.Content())
		}
	}
	return words
}

// seeds are two runs of one recipe under two seeds, of which both measured one

// epoch and the first another.

func seeds() store.State {
	measured := func(run string, epoch int, accuracy float64) store.Action {
		return happened(run, train.Event{Kind: train.Epoch, Epoch: epoch, TrainingLoss: 1 - accuracy, ValidationAccuracy: train.Accuracy{Mean: accuracy, Deviation: 0.02}, LearningRate: 0.01})
	}
	return twoWorkers(store.Typed{Field: store.Repeats, Text: "2"}, here, store.Train{},
		measured("run-1", 1, 0.7), measured("run-2", 1, 0.8), measured("run-1", 2, 0.75))
}

func TestTheChartsShowEveryRunUpToTheLongest(t *testing.T) {
	s := states()["two runs"]
	n := drawn(t, s)
	require.Contains(t, n.Content(), "per cent of 6,000 held-out images; bars show the deviation over batches")
	require.Equal(t, []string{"Validation accuracy", "Training loss"}, figures(n))
	panes := n.All(headless.Is("div", "pane"))
	require.Len(t, panes, 4, "those of the other measures are hidden")
	require.Equal(t, "0", panes[0].Attributes["tabindex"])
	require.Equal(t, 50, curves(s, nil, nil).Epochs)
	require.Equal(t, "Baseline lineBaseline 2 line", n.All(headless.Is("ul", "legend"))[0].Content())
}

func TestEmptyChartsSayWhatFillsThem(t *testing.T) {
	n := drawn(t, states()["loaded"])
	require.Contains(t, n.Content(), "Curves appear after the first epoch.")
	require.Empty(t, n.All(headless.Is("div", "chartbar")), "there is nothing to choose yet")
	require.Empty(t, n.All(headless.Is("ul", "legend")))
}

func TestTheHeadChoosesTheMeasuresOfWhichOneStays(t *testing.T) {
	s := states()["finished"]
	press := func(words string) {
		show := named(t, drawn(t, s), "Show")
		i := slices.IndexFunc(show.All(headless.Is("button")), func(b *headless.Node) bool { return b.Content() == words })
		require.GreaterOrEqual(t, i, 0, words)
		s, _ = store.Reduce(s, deed(show.All(headless.Is("button"))[i].Attributes["data-do"], "", 0))
		s, _ = store.Reduce(s, store.Measured{Sizes: store.Sizes{Page: 1440, Accuracy: 500, Loss: 500, ValidationLoss: 500, Rate: 500}})
	}
	press("learning rate")
	press("accuracy")
	require.Equal(t, []string{"Training loss", "Learning rate"}, figures(drawn(t, s)))
	press("training loss")
	require.Equal(t, []string{"Learning rate"}, figures(drawn(t, s)))
	show := named(t, drawn(t, s), "Show")
	require.Equal(t, []string{"learning rate"}, pressed(show))
	require.Contains(t, show.All(headless.Is("button"))[3].Attributes, "disabled")
	press("learning rate")
	require.Equal(t, []string{"Learning rate"}, figures(drawn(t, s)), "one is always there")
}

// The means and deviations are by hand: 70 and 80 per cent have the mean 75,

// and with n-1 the deviation √(2·5²) = 7.07.

func TestSeveralSeedsAreOneLineWithTheirSpread(t *testing.T) {
	l := lines(seeds())
	require.Len(t, l, 1)
	overSeeds := l[0].series(store.Accuracy, true)
	require.Equal(t, []float64{1, 2}, overSeeds.X)
	require.InDeltaSlice(t, []float64{75, 75}, overSeeds.Y, 1e-9)
	require.InDelta(t, 7.0710678, overSeeds.Deviation[0], 1e-6)
	require.True(t, math.IsNaN(overSeeds.Deviation[1]), "one seed alone has none")
	overBatches := l[0].series(store.Accuracy, false)
	require.InDeltaSlice(t, []float64{2, 2}, overBatches.Deviation, 1e-9)
	require.Nil(t, l[0].series(store.TrainingLoss, false).Deviation, "batches have no losses of their own")
	require.NotNil(t, l[0].series(store.TrainingLoss, true).Deviation)
}

func TestDeviationsOverSeedsAreOfferedWhereThereAreSeveral(t *testing.T) {
	hidden := func(s store.State) bool {
		_, is := named(t, drawn(t, s), "Deviation over").Attributes["hidden"]
		return is
	}
	require.True(t, hidden(states()["finished"]))
	s := seeds()
	require.False(t, hidden(s))
	require.Contains(t, drawn(t, s).Content(), "bars show the deviation over batches")
	s, _ = store.Reduce(s, store.SpreadOver{Seeds: true})
	require.Contains(t, drawn(t, s).Content(), "bars show the deviation over seeds")
	s, _ = store.Reduce(s, store.DrawSpread{Spread: store.NoSpread})
	require.NotContains(t, drawn(t, s).Content(), "deviation over seeds")

	one := states()["finished"]
	one.Charts.OverSeeds = true
	require.Contains(t, drawn(t, one).Content(), "bars show the deviation over batches", "there is nothing else to show")
}

func TestOnlyComparedRunsHaveTheirSpreadUnlessAllAreAskedFor(t *testing.T) {
	s := states()["both of two"]
	s, _ = store.Reduce(s, happened("run-2", train.Event{Kind: train.Epoch, Epoch: 1, ValidationAccuracy: train.Accuracy{Mean: 0.7, Deviation: 0.02}}))
	bars := func(compared []string, all bool) int {
		c := curves(s, nil, nil)
		c.Compared, c.Charts.AllSpread = compared, all
		return len(shown(t, c).All(headless.Is("path", "bar")))
	}
	require.Equal(t, 2, bars(nil, false), "where none is compared, all")
	require.Equal(t, 1, bars([]string{"run-2"}, false))
	require.Equal(t, 2, bars([]string{"run-2"}, true))
}

func TestALineIsHiddenByTheLegendAndTheChartSaysSo(t *testing.T) {
	s := states()["both of two"]
	button := named(t, drawn(t, s), "Lines").All(headless.Is("button"))[0]
	require.Equal(t, "true", button.Attributes["aria-pressed"])
	s, _ = store.Reduce(s, deed(button.Attributes["data-do"], button.Attributes["data-run"], 0))
	n := drawn(t, s)
	require.Equal(t, "false", named(t, n, "Lines").All(headless.Is("button"))[0].Attributes["aria-pressed"])
	for _, chart := range n.All(headless.Is("svg", "chart")) {
		require.Contains(t, chart.Attributes["aria-label"], "Hidden: Baseline.")
		require.Empty(t, chart.All(headless.Is("path", "line", "r1")))
	}
}

func TestTheLineOfTheEntryPointedAtStandsOut(t *testing.T) {
	s := states()["training"]
	require.Empty(t, drawn(t, s).All(headless.Is("rect", "veil")))
	s, _ = store.Reduce(s, store.LightUp{Group: "run-1"})
	require.Len(t, drawn(t, s).All(headless.Is("rect", "veil")), 2, "one in each chart")
}

func TestAChangeOfTheRateIsToldInTheChart(t *testing.T) {
	s := states()["training"]
	s, _ = store.Reduce(s, store.Reported{Report: wire.Report{Kind: wire.Retuned, Run: "run-1", Images: 81000, LearningRate: 0.005}})
	s, _ = store.Reduce(s, store.Reported{Report: wire.Report{Kind: wire.Retuned, Run: "run-1", Images: 108000, LearningRate: 0.02}})
	// Of 54,000 images an epoch has, 81,000 are one and a half.
	require.Equal(t, []plot.Event{{X: 1.5, Text: "rate 0.01 to 0.005"}, {X: 2, Text: "rate 0.005 to 0.02"}}, lines(s)[0].events())
	require.Contains(t, drawn(t, s).All(headless.Is("svg", "chart"))[0].Attributes["aria-label"], "still training; rate 0.01 to 0.005 after 1.5; rate 0.005 to 0.02 after 2.")
}

func TestALineChangesWithWhatItShowsOnly(t *testing.T) {
	before := states()["both of two"]
	for name, test := range map[string]struct {
		action store.Action
		same   bool
	}{
		"a step":       {step, true},
		"epoch":        {happened("run-1", train.Event{Kind: train.Epoch, Epoch: 3}), false},
		"the end":      {finished, false},
		"another rate": {store.Reported{Report: wire.Report{Kind: wire.Retuned, Run: "run-1", Images: 81000, LearningRate: 0.005}}, false},
	} {
		after, _ := store.Reduce(before, test.action)
		require.Equal(t, test.same, lines(before)[0].same(lines(after)[0]), name)
		require.True(t, lines(before)[1].same(lines(after)[1]), name)
	}
	renamed := *before.Runs[0]
	renamed.Recipe.Name = "Another"
	require.False(t, lines(before)[0].same(line{store.Group{ID: "run-1", Runs: []*store.Run{&renamed}}}))
}

func TestALineOfSeveralSeedsIsBrokenOffOnlyIfAllAre(t *testing.T) {
	lost := func(run string) store.Action {
		return happened(run, train.Event{Kind: train.Diverged, Epoch: 2, Reason: "the loss is NaN"})
	}
	s, _ := store.Reduce(seeds(), lost("run-1"))
	require.Equal(t, plot.Open, lines(s)[0].end())
	s, _ = store.Reduce(s, lost("run-2"))
	require.Equal(t, plot.BrokenOff, lines(s)[0].end())
}

// The slow twin keeps nothing.

func TestALineSaysHowItEnded(t *testing.T) {
	for name, want := range map[string]plot.End{"training": plot.Open, "stopped": plot.Open, "diverged": plot.BrokenOff, "finished": plot.StoppedEarly} {
		require.Equal(t, want, lines(states()[name])[0].end(), name) // the finished one has measured 2 of its 50 epochs
	}
}

func TestTheHeadOffersTheWayBackFromAStretch(t *testing.T) {
	s := states()["finished"]
	whole := func() bool {
		return slices.Contains(buttons(drawn(t, s).All(headless.Is("p", "zoomed"))[0]), "Whole run")
	}
	_, hidden := drawn(t, s).All(headless.Is("p", "zoomed"))[0].Attributes["hidden"]
	require.True(t, hidden)
	s, _ = store.Reduce(s, store.ZoomIn{})
	require.True(t, whole())
	require.Contains(t, drawn(t, s).Content(), "Epochs 13 to 37")
	s, _ = store.Reduce(s, deed(doWholeRun, "", 0))
	_, hidden = drawn(t, s).All(headless.Is("p", "zoomed"))[0].Attributes["hidden"]
	require.True(t, hidden)
}

func TestKeysMoveThroughTheEpochsAndZoom(t *testing.T) {
	for key, want := range map[string][]store.Action{
		"ArrowLeft": {store.PointBy{Epochs: -1}}, "ArrowRight": {store.PointBy{Epochs: 1}}, "Home": {store.PointAt{Epoch: 1}},
		"Escape": {store.LeaveBe{}, store.PointAt{}}, "+": {store.ZoomIn{}}, "=": {store.ZoomIn{}}, "-": {store.ZoomOut{}}, "0": {store.WholeRun{}}, "a": nil,
	} {
		require.Equal(t, want, keyed(key), key)
	}
}

// laboratory is a page with so many finished runs, all of its charts shown.
