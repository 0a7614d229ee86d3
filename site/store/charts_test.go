package store_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
)

// measured says what a run measured at the end of an epoch.
func measured(run string, epoch int, accuracy float64) store.Action {
	return event(run, train.Event{
		Kind: train.Epoch, Epoch: epoch, TrainingLoss: 2 - accuracy, ValidationLoss: 3 - accuracy, LearningRate: 0.01,
		ValidationAccuracy: train.Accuracy{Mean: accuracy, Deviation: accuracy / 10},
	})
}

func TestMeasuresAreShownInTheirOrderAndOneAlways(t *testing.T) {
	show := func(list ...store.Measure) []store.Action {
		var actions []store.Action
		for _, m := range list {
			actions = append(actions, store.ShowMeasure{Measure: m})
		}
		return actions
	}
	for name, test := range map[string]struct {
		actions []store.Action
		want    []store.Measure
	}{
		"opened":       {nil, []store.Measure{store.Accuracy, store.TrainingLoss}},
		"one more":     {show(store.Rate), []store.Measure{store.Accuracy, store.TrainingLoss, store.Rate}},
		"in order":     {show(store.Rate, store.ValidationLoss), store.Measures()},
		"one less":     {show(store.Accuracy), []store.Measure{store.TrainingLoss}},
		"never none":   {show(store.Accuracy, store.TrainingLoss), []store.Measure{store.TrainingLoss}},
		"back again":   {show(store.Accuracy, store.Accuracy), []store.Measure{store.Accuracy, store.TrainingLoss}},
		"there is not": {show("sweetness"), []store.Measure{store.Accuracy, store.TrainingLoss}},
	} {
		require.Equal(t, test.want, after(test.actions...).Charts.Shown(), name)
	}
}

func TestEachAxisTurnsLogarithmicByItself(t *testing.T) {
	s := after()
	require.True(t, s.Charts.Logarithmic(store.TrainingLoss))
	require.False(t, s.Charts.Logarithmic(store.Rate))
	s, _ = reduce(s, store.TurnAxis{Measure: store.Rate}, store.TurnAxis{Measure: store.TrainingLoss}, store.TurnAxis{Measure: store.Accuracy}, store.TurnEpochs{})
	require.False(t, s.Charts.Logarithmic(store.TrainingLoss))
	require.True(t, s.Charts.Logarithmic(store.ValidationLoss))
	require.True(t, s.Charts.Logarithmic(store.Rate))
	require.False(t, s.Charts.Logarithmic(store.Accuracy), "per cents have no logarithm worth seeing")
	require.True(t, s.Charts.LogEpochs)
	s, _ = reduce(s, store.TurnAxis{Measure: store.Rate}, store.TurnEpochs{})
	require.False(t, s.Charts.Logarithmic(store.Rate))
	require.False(t, s.Charts.LogEpochs)
}

// A run has 50 epochs here; the stretches are worked by hand.
func TestAStretchOfEpochsIsChosenAndLeft(t *testing.T) {
	ready := []store.Action{store.Train{}, begun1, epoch1}
	for name, test := range map[string]struct {
		actions  []store.Action
		from, to int
	}{
		"drag":                       {[]store.Action{store.Grip{Epoch: 10}, store.Pull{Epoch: 15}, store.Pull{Epoch: 20}, store.LetGo{}}, 10, 20},
		"drag to the left":           {[]store.Action{store.Grip{Epoch: 20}, store.Pull{Epoch: 10}, store.LetGo{}}, 10, 20},
		"beyond the end":             {[]store.Action{store.Grip{Epoch: 40}, store.Pull{Epoch: 99}, store.LetGo{}}, 40, 50},
		"all of it":                  {[]store.Action{store.Grip{Epoch: 1}, store.Pull{Epoch: 50}, store.LetGo{}}, 0, 0},
		"a click":                    {[]store.Action{store.Grip{Epoch: 10}, store.LetGo{}}, 0, 0},
		"left be":                    {[]store.Action{store.Grip{Epoch: 10}, store.Pull{Epoch: 20}, store.LeaveBe{}, store.LetGo{}}, 0, 0},
		"a pull without a grip":      {[]store.Action{store.Pull{Epoch: 20}, store.LetGo{}}, 0, 0},
		"in, about the middle":       {[]store.Action{store.ZoomIn{}}, 13, 37}, // 25 ∓ 12
		"in, about the one pointed":  {[]store.Action{store.PointAt{Epoch: 1}, store.ZoomIn{}}, 1, 25},
		"in and out":                 {[]store.Action{store.ZoomIn{}, store.ZoomOut{}}, 0, 0},
		"in to the least":            {append(repeated(store.ZoomIn{}, 9), store.ZoomIn{}), 25, 26},
		"out of the least":           {append(repeated(store.ZoomIn{}, 9), store.ZoomOut{}), 24, 28},
		"the whole run":              {[]store.Action{store.ZoomIn{}, store.WholeRun{}}, 0, 0},
		"out of the whole run":       {[]store.Action{store.ZoomOut{}}, 0, 0},
		"dragged again, and shorter": {[]store.Action{store.Grip{Epoch: 10}, store.Pull{Epoch: 20}, store.LetGo{}, store.Grip{Epoch: 12}, store.Pull{Epoch: 14}, store.LetGo{}}, 12, 14},
	} {
		t.Run(name, func(t *testing.T) {
			s := after(append(ready[:len(ready):len(ready)], test.actions...)...)
			from, to := s.Stretch()
			require.Equal(t, [2]int{test.from, test.to}, [2]int{from, to})
			require.Zero(t, s.Charts.Grip)
		})
	}
}

func repeated(a store.Action, times int) []store.Action {
	var list []store.Action
	for range times {
		list = append(list, a)
	}
	return list
}

func TestAStretchEndsWithTheRunsThatReachedIt(t *testing.T) {
	s := after(store.Train{}, begun1, epoch1, done1, store.Grip{Epoch: 20}, store.Pull{Epoch: 30}, store.LetGo{},
		store.Typed{Field: store.Epochs, Text: "5"}, store.Delete{Group: "run-1"})
	from, to := s.Stretch()
	require.Equal(t, [2]int{0, 0}, [2]int{from, to})
	s, _ = reduce(s, store.Restore{})
	from, to = s.Stretch()
	require.Equal(t, [2]int{20, 30}, [2]int{from, to})
}

func TestChoicesThatThereAreNotAreIgnored(t *testing.T) {
	s := after(store.Smooth{Smoothing: "wild"}, store.DrawSpread{Spread: "butter"}, store.HideGroup{Group: "run-9"})
	require.True(t, s.Charts.Equal(store.Charts{}))
	require.Zero(t, s.Charts.Smoothing.Weight())
}

func TestALineIsHiddenAndBroughtBack(t *testing.T) {
	before := after(store.Train{}, store.Train{})
	s, _ := reduce(before, store.HideGroup{Group: "run-1"}, store.HideGroup{Group: "run-2"})
	require.Empty(t, before.Charts.Hidden)
	require.True(t, s.Charts.Hides("run-1"))
	back, _ := reduce(s, store.HideGroup{Group: "run-1"})
	require.False(t, back.Charts.Hides("run-1"))
	require.True(t, back.Charts.Hides("run-2"))
	require.True(t, s.Charts.Hides("run-1"), "the old state stays as it was")
}

func TestWhatFollowsThePointerIsNoOtherDrawing(t *testing.T) {
	before := after(store.Train{}, begun1, epoch1)
	for _, a := range []store.Action{store.LightUp{Group: "run-1"}, store.Grip{Epoch: 1}} {
		s, _ := reduce(before, a)
		require.True(t, s.Charts.SameDrawing(before.Charts))
		require.False(t, s.Charts.Equal(before.Charts))
	}
	for _, a := range []store.Action{
		store.ShowMeasure{Measure: store.Rate}, store.DrawSpread{Spread: store.Bands}, store.SpreadOver{Seeds: true}, store.SpreadOf{All: true},
		store.Smooth{Smoothing: store.StrongSmoothing}, store.TurnAxis{Measure: store.Rate}, store.TurnEpochs{}, store.HideGroup{Group: "run-1"}, store.ZoomIn{},
	} {
		s, _ := reduce(before, a)
		require.False(t, s.Charts.SameDrawing(before.Charts), "%T", a)
	}
}

// Means and deviations by hand: 0.6 and 0.8 have the mean 0.7 and, with n-1,
// the deviation √(2·0.1²); their deviations over batches, 0.06 and 0.08, make
// √((0.06² + 0.08²)/2).
func TestAGroupsCurveIsTheMeanOfTheSeedsThatReachedAnEpoch(t *testing.T) {
	s := withWorkers(3, store.Typed{Field: store.Repeats, Text: "3"}, store.Train{},
		measured("run-1", 1, 0.6), measured("run-2", 1, 0.8), measured("run-1", 2, 0.9))
	curve := s.Group("run-1").Curve(store.Accuracy)
	require.Len(t, curve, 2)
	require.Equal(t, 2, curve[0].Seeds)
	require.InDelta(t, 0.7, curve[0].Value, 1e-12)
	require.InDelta(t, 0.1414213562, curve[0].OverSeeds, 1e-9)
	require.InDelta(t, 0.0707106781, curve[0].OverBatches, 1e-9)
	require.Equal(t, 2, curve[1].Epoch)
	require.Equal(t, 1, curve[1].Seeds)
	require.Equal(t, 0.9, curve[1].Value)
	require.InDelta(t, 0.09, curve[1].OverBatches, 1e-12)
	require.True(t, math.IsNaN(curve[1].OverSeeds))

	require.InDelta(t, 1.3, s.Group("run-1").Curve(store.TrainingLoss)[0].Value, 1e-12)
	require.InDelta(t, 2.3, s.Group("run-1").Curve(store.ValidationLoss)[0].Value, 1e-12)
	require.Equal(t, 0.01, s.Group("run-1").Curve(store.Rate)[0].Value)
	require.True(t, math.IsNaN(s.Group("run-1").Curve(store.TrainingLoss)[0].OverBatches))
}

func TestASeedThatBrokeOffCountsOnlyWhereNoOtherDoes(t *testing.T) {
	s := withWorkers(2, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{},
		measured("run-1", 1, 0.6), measured("run-2", 1, 0.8), event("run-1", train.Event{Kind: train.Diverged, Reason: "why"}))
	require.Equal(t, 0.8, s.Group("run-1").Curve(store.Accuracy)[0].Value)
	s, _ = reduce(s, event("run-2", train.Event{Kind: train.Diverged, Reason: "why"}))
	require.InDelta(t, 0.7, s.Group("run-1").Curve(store.Accuracy)[0].Value, 1e-12)
	require.Empty(t, store.Group{}.Curve(store.Accuracy))
}

func TestASingleBatchHasNoDeviation(t *testing.T) {
	s := after(store.Train{}, begun1, event("run-1", train.Event{Kind: train.Epoch, Epoch: 1, ValidationAccuracy: train.Accuracy{Mean: 0.5}}))
	require.True(t, math.IsNaN(s.Group("run-1").Curve(store.Accuracy)[0].OverBatches))
}
