package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/plot"
	"atelier/site/store"
)

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

func TestPointingLaysNoChartOutAgain(t *testing.T) {
	var kept Sheets
	before := states()["training"]
	sheet := func(s store.State) *plot.Sheet {
		kept.begin(s.Charts.Shown())
		return curves(s, &kept, nil).sheet(store.Accuracy)
	}
	first := sheet(before)
	for i, a := range []store.Action{store.PointAt{Epoch: 2}, store.Grip{Epoch: 1}, store.LightUp{Group: "run-1"}, step} {
		after, _ := store.Reduce(before, a)
		require.Same(t, first, sheet(after), "%T", a)
		if i < 3 { // a step draws nothing here
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

func TestAFullPageOfCurvesIsLaidOutWithFewElements(t *testing.T) {
	n := drawn(t, laboratory(12, 50))
	for _, chart := range n.All(headless.Is("svg", "chart")) {
		require.Less(t, len(chart.All(headless.Is(""))), 220, "vecty takes 40 µs for each")
	}
}

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
