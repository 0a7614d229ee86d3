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
func TestWhatIsKeptIsWhatWouldBeDrawnAnew(t *testing.T) {
	var kept Sheets
	s := laboratory(3, 4)
	for _, a := range []store.Action{
		store.Train{}, happened("run-4", train.Event{Kind: train.Epoch, Epoch: 1, TrainingLoss: 3}), store.HideGroup{Group: "run-2"}, store.DrawSpread{Spread: store.Bands},
		store.Smooth{Smoothing: store.StrongSmoothing}, store.Delete{Group: "run-1"}, store.ZoomIn{}, store.PointAt{Epoch: 2}, store.Restore{}, store.WholeRun{}, store.TurnEpochs{},
	} {
		s, _ = store.Reduce(s, a)
		for range store.Measures() {
			curves(s, &kept, func(store.Action) {}).Render()
		}
		require.Equal(t, headless.HTML(curves(s, nil, nil)), headless.HTML(curves(s, &kept, nil)), "%T", a)
	}
}

func TestALineSaysHowItEnded(t *testing.T) {
	for name, want := range map[string]plot.End{"training": plot.Open, "stopped": plot.Open, "diverged": plot.BrokenOff, "finished": plot.StoppedEarly} {
		require.Equal(t, want, lines(states()[name])[0].end(), name) // the finished one has measured 2 of its 50 epochs
	}
}

func TestPointingLaysNoChartOutAgain(t *testing.T) {
	var kept Sheets
	before := states()["training"]
	sheet := func(s store.State) *plot.Sheet {
		kept.begin(s.Charts.Shown())
		return curves(s, &kept, nil).sheet(store.Accuracy)
	}
	first := sheet(before)
	for _, a := range []store.Action{store.PointAt{Epoch: 2}, store.Grip{Epoch: 1}, store.LightUp{Group: "run-1"}, step} {
		after, _ := store.Reduce(before, a)
		require.Same(t, first, sheet(after), "%T", a)
		if a != step {
			require.False(t, curves(after, nil, nil).SkipRender(curves(before, nil, nil)), "%T", a)
		}
	}
	for _, a := range []store.Action{
		happened("run-1", train.Event{Kind: train.Epoch, Epoch: 3}), store.Smooth{Smoothing: store.LightSmoothing}, store.DrawSpread{Spread: store.Bands},
		store.ZoomIn{}, store.TurnEpochs{}, store.HideGroup{Group: "run-1"}, store.Measured{Sizes: store.Sizes{Page: 1440, Accuracy: 500}}, finished,
	} {
		after, _ := store.Reduce(before, a)
		require.NotSame(t, first, sheet(after), "%T", a)
		require.False(t, curves(after, nil, nil).SkipRender(curves(before, nil, nil)), "%T", a)
		require.Same(t, sheet(after), sheet(after))
		first = sheet(before)
	}
}

func TestEachFrameDrawsOneChartAnewUntilAllAre(t *testing.T) {
	var kept Sheets
	var dispatched []store.Action
	render := func(s store.State) *Curves {
		c := curves(s, &kept, func(a store.Action) { dispatched = append(dispatched, a) })
		c.Render()
		return c
	}
	before := laboratory(1, 2)
	first := render(before)
	require.Empty(t, dispatched, "what was never drawn is drawn at once")
	old := map[store.Measure]*plot.Sheet{}
	for _, m := range store.Measures() {
		old[m] = kept.shown(m)
	}

	after, _ := store.Reduce(before, store.Smooth{Smoothing: store.LightSmoothing})
	previous := first
	for frame, m := range store.Measures() {
		c := curves(after, &kept, nil)
		require.False(t, c.SkipRender(previous), "there is something left to draw")
		previous = render(after)
		for later, other := range store.Measures() {
			require.Equal(t, later > frame, kept.shown(other) == old[other], "frame %d, chart %s", frame, other)
		}
		require.NotSame(t, old[m], kept.shown(m))
	}
	require.Equal(t, []store.Action{store.NextFrame{}, store.NextFrame{}, store.NextFrame{}}, dispatched)
	require.True(t, curves(after, &kept, nil).SkipRender(previous))
}

func TestChartsTakeTurnsWhereEveryFrameBringsAnEpoch(t *testing.T) {
	var kept Sheets
	s := laboratory(1, 2)
	s, _ = store.Reduce(s, store.Train{})
	drawn := map[store.Measure]int{}
	old := map[store.Measure]*plot.Sheet{}
	for frame := range 41 {
		s, _ = store.Reduce(s, happened("run-2", train.Event{Kind: train.Epoch, Epoch: frame + 1}))
		curves(s, &kept, func(store.Action) {}).Render()
		for _, m := range store.Measures() {
			if frame > 0 && kept.shown(m) != old[m] {
				drawn[m]++
			}
			old[m] = kept.shown(m)
		}
	}
	require.Equal(t, map[store.Measure]int{store.Accuracy: 10, store.TrainingLoss: 10, store.ValidationLoss: 10, store.Rate: 10}, drawn)

	// One that is hidden keeps nobody waiting.
	s, _ = store.Reduce(s, store.ShowMeasure{Measure: store.TrainingLoss})
	for range 4 {
		curves(s, &kept, func(store.Action) {}).Render()
	}
	require.False(t, kept.late())
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

func TestAFullPageOfCurvesIsLaidOutWithFewElements(t *testing.T) {
	n := drawn(t, laboratory(12, 50))
	for _, chart := range n.All(headless.Is("svg", "chart")) {
		require.Less(t, len(chart.All(headless.Is(""))), 220, "vecty takes 40 µs for each")
	}
}

// laboratory is a page with so many finished runs, all of its charts shown.
func laboratory(runs, epochs int) store.State {
	s := state(here, store.ShowMeasure{Measure: store.ValidationLoss}, store.ShowMeasure{Measure: store.Rate},
		store.Measured{Sizes: store.Sizes{Page: 1440, Accuracy: 500, Loss: 500, ValidationLoss: 500, Rate: 500}})
	for i := range runs {
		s, _ = store.Reduce(s, store.Train{})
		id := s.Newest().ID
		for epoch := 1; epoch <= epochs; epoch++ {
			loss := 0.2 + 0.1*float64(i) + 1/float64(epoch)
			s, _ = store.Reduce(s, happened(id, train.Event{
				Kind: train.Epoch, Epoch: epoch, TrainingLoss: loss, ValidationLoss: loss + 0.1, LearningRate: 0.01,
				ValidationAccuracy: train.Accuracy{Mean: 1 - 0.2*loss, Deviation: 0.02},
			}))
		}
		s, _ = store.Reduce(s, happened(id, train.Event{Kind: train.Finished, Epoch: epochs}))
	}
	return s
}
