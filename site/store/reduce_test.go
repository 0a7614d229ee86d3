package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// reduce applies actions one after the other and returns the last state with
// all commands on the way.
func reduce(s store.State, actions ...store.Action) (store.State, []wire.Command) {
	var all []wire.Command
	for _, a := range actions {
		var commands []wire.Command
		s, commands = store.Reduce(s, a)
		all = append(all, commands...)
	}
	return s, all
}

// after returns the state after actions on a page just opened.
func after(actions ...store.Action) store.State {
	s, _ := reduce(store.Initial(), actions...)
	return s
}

func reported(r wire.Report) store.Action { return store.Reported{Report: r} }

// event is what a worker reports of a run.
func event(run string, e train.Event) store.Action {
	r := wire.Report{Kind: wire.Trained, Run: run, Event: &e}
	if e.Kind == train.Started {
		r.Data = fashion
	}
	return reported(r)
}

var fashion = &wire.Data{Source: "fashion-mnist"}

var (
	loaded   = reported(wire.Report{Kind: wire.Loaded, Data: fashion})
	begun1   = event("run-1", train.Event{Kind: train.Started, Epochs: 50, Batches: 106, Parameters: 101770, TrainingImages: 54000, ValidationImages: 6000})
	epoch1   = event("run-1", train.Event{Kind: train.Epoch, Epoch: 1, Epochs: 50, Batch: 106, Batches: 106, TrainingLoss: 1.5, ValidationLoss: 1.1, ValidationAccuracy: train.Accuracy{Mean: 0.7, Deviation: 0.02}})
	done1    = event("run-1", train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50, TestAccuracy: train.Accuracy{Mean: 0.85, Deviation: 0.02}, TestLoss: 0.4, ParametersSHA256: "abc"})
	paused1  = reported(wire.Report{Kind: wire.Paused, Run: "run-1"})
	resumed1 = reported(wire.Report{Kind: wire.Resumed, Run: "run-1"})
	crashed  = reported(wire.Report{Kind: wire.Crashed, Run: "run-1", Message: "out of memory"})
)

func TestEachActionOnARunHasItsCommandAndItsPhase(t *testing.T) {
	tests := map[string]struct {
		before  []store.Action
		action  store.Action
		command wire.CommandKind // "" for none
		phase   store.RunPhase
	}{
		"train starts a run that waits":     {nil, store.Train{}, wire.Start, store.Waiting},
		"started: it trains":                {[]store.Action{store.Train{}}, begun1, "", store.Training},
		"pause is only asked for":           {[]store.Action{store.Train{}, begun1}, store.Pause{Run: "run-1"}, wire.Pause, store.Training},
		"pause before it trains":            {[]store.Action{store.Train{}}, store.Pause{Run: "run-1"}, wire.Pause, store.Waiting},
		"it pauses before it trains":        {[]store.Action{store.Train{}, store.Pause{Run: "run-1"}}, paused1, "", store.Paused},
		"it goes on to wait":                {[]store.Action{store.Train{}, paused1, store.Resume{Run: "run-1"}}, resumed1, "", store.Waiting},
		"it trains after all":               {[]store.Action{store.Train{}, paused1, resumed1}, begun1, "", store.Training},
		"the worker says paused":            {[]store.Action{store.Train{}, begun1, store.Pause{Run: "run-1"}}, paused1, "", store.Paused},
		"resume is only asked for":          {[]store.Action{store.Train{}, begun1, paused1}, store.Resume{Run: "run-1"}, wire.Resume, store.Paused},
		"resume while it trains is ignored": {[]store.Action{store.Train{}, begun1}, store.Resume{Run: "run-1"}, "", store.Training},
		"the worker says resumed":           {[]store.Action{store.Train{}, begun1, paused1}, resumed1, "", store.Training},
		"stop is stopping at once":          {[]store.Action{store.Train{}, begun1}, store.Stop{Run: "run-1"}, wire.Stop, store.Stopping},
		"stop while it waits":               {[]store.Action{store.Train{}}, store.Stop{Run: "run-1"}, wire.Stop, store.Stopping},
		"a second stop is ignored":          {[]store.Action{store.Train{}, begun1, store.Stop{Run: "run-1"}}, store.Stop{Run: "run-1"}, "", store.Stopping},
		"a pause that crossed the stop":     {[]store.Action{store.Train{}, begun1, store.Stop{Run: "run-1"}}, paused1, "", store.Stopping},
		"the worker says stopped":           {[]store.Action{store.Train{}, begun1, store.Stop{Run: "run-1"}}, reported(wire.Report{Kind: wire.Stopped, Run: "run-1"}), "", store.Stopped},
		"the end crossed the stop":          {[]store.Action{store.Train{}, begun1, store.Stop{Run: "run-1"}}, done1, "", store.Finished},
		"finished":                          {[]store.Action{store.Train{}, begun1}, done1, "", store.Finished},
		"reports about a run that is over":  {[]store.Action{store.Train{}, begun1, done1}, paused1, "", store.Finished},
		"diverged":                          {[]store.Action{store.Train{}, begun1}, event("run-1", train.Event{Kind: train.Diverged, Reason: "the loss is NaN"}), "", store.Diverged},
		"failed":                            {[]store.Action{store.Train{}, begun1}, reported(wire.Report{Kind: wire.Failed, Run: "run-1", Message: "why"}), "", store.Failed},
		"the worker crashed":                {[]store.Action{loaded, store.Train{}, begun1}, crashed, wire.Start, store.Waiting},
		"a third one crashed":               {[]store.Action{loaded, store.Train{}, begun1, crashed, crashed}, crashed, "", store.Failed},
		"it crashed for want of data":       {[]store.Action{store.Train{}, reported(wire.Report{Kind: wire.LoadFailed})}, crashed, "", store.Failed},
		"it crashed while stopping":         {[]store.Action{loaded, store.Train{}, begun1, store.Stop{Run: "run-1"}}, crashed, "", store.Stopped},
		"another run is not meant":          {[]store.Action{store.Train{}, begun1}, store.Pause{Run: "run-2"}, "", store.Training},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, commands := reduce(after(test.before...), test.action)
			require.Len(t, s.Runs, 1)
			require.Equal(t, test.phase, s.Runs[0].Phase)
			if test.command == "" {
				require.Empty(t, commands)
				return
			}
			require.Len(t, commands, 1)
			require.Equal(t, test.command, commands[0].Kind)
			require.Equal(t, "run-1", commands[0].Run)
		})
	}
}

func TestTrainSendsTheRecipeInThePanel(t *testing.T) {
	s := after(store.Typed{Field: store.Epochs, Text: " 3 "}, store.Typed{Field: store.LearningRate, Text: "0.050"})
	s, commands := reduce(s, store.Train{})
	want := train.Default()
	want.Epochs = 3
	want.Optimizer.LearningRate = 0.05
	require.Equal(t, []wire.Command{{Kind: wire.Start, Run: "run-1", Recipe: want, Members: 1}}, commands)
	require.Equal(t, want, s.Active()[0].Recipe)
	require.Equal(t, "run-1", s.Selected)
	require.Equal(t, store.Fetching, s.Data.Phase, "the worker fetches what it lacks")
}

func TestARecipeWithAnErrorIsNotTrained(t *testing.T) {
	s := after(store.Typed{Field: store.Epochs, Text: "many"})
	require.False(t, s.CanTrain())
	s, commands := reduce(s, store.Train{})
	require.Empty(t, s.Runs)
	require.Empty(t, commands)
}

func TestARunRemembersWhatItsEventsTell(t *testing.T) {
	step := reported(wire.Report{Kind: wire.Trained, Run: "run-1", Seconds: 2, Images: 27000,
		Event: &train.Event{Kind: train.Step, Epoch: 1, Epochs: 50, Batch: 53, Batches: 106, Phase: train.Training, TrainingLoss: 1.9}})
	s := after(loaded, store.Train{}, begun1, step)
	r := s.Runs[0]
	require.Equal(t, 101770, r.Parameters)
	require.Equal(t, []int{1, 53, 106}, []int{r.Epoch, r.Batch, r.Batches})
	require.Equal(t, 1.9, r.TrainingLoss)
	require.Equal(t, 13500.0, r.Speed(), "27,000 images in 2 s")
	left, ok := r.SecondsLeft()
	require.True(t, ok)
	require.Equal(t, 198.0, left, "50 epochs of 54,000 images, less 27,000, at 13,500 a second")
	require.Equal(t, 0.5, r.EpochsDone())

	s, _ = reduce(s, epoch1, done1)
	r = s.Runs[0]
	require.Equal(t, []store.Point{{Epoch: 1, TrainingLoss: 1.5, ValidationLoss: 1.1, Accuracy: train.Accuracy{Mean: 0.7, Deviation: 0.02}}}, r.Curve.Points)
	require.Equal(t, train.Accuracy{Mean: 0.85, Deviation: 0.02}, r.TestAccuracy)
	require.Equal(t, "abc", r.ParametersSHA256)
}

func TestTheLossOfTheTrainingStaysWhileTheRunIsEvaluated(t *testing.T) {
	validating := event("run-1", train.Event{Kind: train.Step, Epoch: 1, Phase: train.Validating})
	r := after(store.Train{}, begun1, event("run-1", train.Event{Kind: train.Step, Phase: train.Training, TrainingLoss: 1.9}), validating).Runs[0]
	require.Equal(t, 1.9, r.TrainingLoss)
	require.Equal(t, train.Validating, r.Doing)
}

func TestTheTimeLeftIsNotGuessedInTheFirstSecond(t *testing.T) {
	r := store.Run{Recipe: train.Default(), TrainingImages: 54000, Images: 512, Seconds: 0.1}
	_, ok := r.SecondsLeft()
	require.False(t, ok)
}

func TestWhatAnOldStatePointsToIsNeverChanged(t *testing.T) {
	first := after(loaded, store.Train{}, begun1, epoch1)
	run, curve := first.Runs[0], first.Runs[0].Curve
	second, _ := reduce(first, event("run-1", train.Event{Kind: train.Step, Epoch: 2}))
	require.Same(t, curve, second.Runs[0].Curve, "a step leaves the curve alone, so that no chart is drawn anew")
	third, _ := reduce(second, event("run-1", train.Event{Kind: train.Epoch, Epoch: 2}), done1, store.Delete{Group: "run-1"})
	require.Empty(t, third.Runs)
	require.Equal(t, 1, run.Epoch)
	require.Equal(t, store.Training, run.Phase)
	require.Len(t, curve.Points, 1)
	require.Equal(t, []*store.Run{run}, first.Runs)
}

func TestRunsHaveNamesAndStylesOfTheirOwn(t *testing.T) {
	s := after(loaded)
	for range 9 {
		s, _ = reduce(s, store.Train{})
		s, _ = reduce(s, reported(wire.Report{Kind: wire.Failed, Run: s.Active()[0].ID}))
	}
	var names []string
	var styles []int
	for _, r := range s.Runs {
		names = append(names, r.Recipe.Name)
		styles = append(styles, r.Style)
	}
	require.Equal(t, []string{"Baseline", "Baseline 2", "Baseline 3", "Baseline 4", "Baseline 5", "Baseline 6", "Baseline 7", "Baseline 8", "Baseline 9"}, names)
	require.Equal(t, []int{1, 2, 3, 4, 5, 6, 7, 8, 1}, styles)

	s, _ = reduce(s, store.Delete{Group: "run-3"}, store.Train{})
	require.Equal(t, "Baseline 3", s.Newest().Recipe.Name)
	require.Equal(t, 3, s.Newest().Style, "free again")
}

func TestALongNameMakesRoomForItsNumber(t *testing.T) {
	long := ""
	for range train.MaxNameLength {
		long += "é"
	}
	s := after(store.Typed{Field: store.Name, Text: long}, store.Train{}, begun1, done1, store.Train{})
	require.Equal(t, long[:2*(train.MaxNameLength-2)]+" 2", s.Newest().Recipe.Name)
	require.Empty(t, s.Newest().Recipe.Validate())
}

func TestADeletedRunCanBeBroughtBackToItsPlace(t *testing.T) {
	two := after(loaded, store.Train{}, begun1, done1, store.Train{}, reported(wire.Report{Kind: wire.Failed, Run: "run-2"}))
	gone, _ := reduce(two, store.Delete{Group: "run-1"})
	require.Len(t, gone.Runs, 1)
	require.Equal(t, "run-2", gone.Selected)
	back, _ := reduce(gone, store.Restore{})
	require.Equal(t, two.Runs, back.Runs)
	require.Equal(t, "run-1", back.Selected)
	require.Nil(t, back.Deleted)

	none, _ := reduce(two, store.Delete{Group: "run-1"}, store.Delete{Group: "run-2"})
	require.Empty(t, none.Selected)
}

func TestAnActiveRunCannotBeDeleted(t *testing.T) {
	s := after(store.Train{}, begun1, store.Delete{Group: "run-1"})
	require.Len(t, s.Runs, 1)
	require.Nil(t, s.Deleted)
}

func TestTryAgainTrainsTheRecipeOfTheRunThatFailed(t *testing.T) {
	s := after(store.Train{}, reported(wire.Report{Kind: wire.Failed, Run: "run-1"}), store.Typed{Field: store.Epochs, Text: "x"})
	s, commands := reduce(s, store.TrainAgain{Run: "run-1"})
	require.Len(t, commands, 1)
	require.Equal(t, "Baseline 2", commands[0].Recipe.Name)
	require.Equal(t, 50, s.Active()[0].Recipe.Epochs)
}

func TestTheDataGoesFromAskedForToHere(t *testing.T) {
	s, commands := reduce(store.Initial(), store.LoadData{})
	require.Equal(t, []wire.Command{{Kind: wire.Load}}, commands)
	require.Equal(t, store.Fetching, s.Data.Phase)

	s, commands = reduce(s, store.LoadData{})
	require.Empty(t, commands, "it is under way")

	l := wire.Loading{Bytes: 5, TotalBytes: 10, Shards: 1, TotalShards: 2}
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Fetching, Loading: &l}))
	require.Equal(t, l, s.Data.Loading)

	s, _ = reduce(s, reported(wire.Report{Kind: wire.LoadFailed, Message: "shard 2: sha-256 mismatch"}))
	require.Equal(t, store.Data{Phase: store.DataFailed, Loading: l, Message: "shard 2: sha-256 mismatch"}, s.Data)

	s, commands = reduce(s, store.LoadData{})
	require.Len(t, commands, 1, "tried again")
	s, _ = reduce(s, loaded, reported(wire.Report{Kind: wire.Fetching, Loading: &l}))
	require.Equal(t, store.Loaded, s.Data.Phase, "what comes late changes nothing")
	require.Equal(t, "fashion-mnist", s.Data.Set.Source)
}

func TestTheCursorStaysWithinTheEpochsMeasured(t *testing.T) {
	epoch2 := event("run-1", train.Event{Kind: train.Epoch, Epoch: 2})
	s := after(store.Train{}, begun1, epoch1, epoch2)
	tests := map[string]struct {
		from   int
		action store.Action
		want   int
	}{
		"pointing at an epoch":      {0, store.PointAt{Epoch: 1}, 1},
		"pointing behind the curve": {0, store.PointAt{Epoch: 9}, 2},
		"pointing before it":        {0, store.PointAt{Epoch: -3}, 0},
		"back from nowhere":         {0, store.PointBy{Epochs: -1}, 2},
		"back":                      {2, store.PointBy{Epochs: -1}, 1},
		"back from the first":       {1, store.PointBy{Epochs: -1}, 1},
		"on from the last":          {2, store.PointBy{Epochs: 1}, 2},
		"away":                      {2, store.PointAt{}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s.Cursor = test.from
			moved, _ := reduce(s, test.action)
			require.Equal(t, test.want, moved.Cursor)
		})
	}
	s, _ = reduce(s, store.PointAt{Epoch: 1, Near: "run-1"})
	require.Equal(t, "run-1", s.Charts.Near)
	for _, a := range []store.Action{store.PointAt{Epoch: 1}, store.PointBy{Epochs: 1}, store.PointAt{}} {
		moved, _ := reduce(s, a)
		require.Empty(t, moved.Charts.Near, "%T points at no line", a)
		require.False(t, moved.Charts.Equal(s.Charts))
		require.True(t, moved.Charts.SameDrawing(s.Charts))
	}
	bare := after(store.PointBy{Epochs: 1})
	require.Zero(t, bare.Cursor, "nothing to point at")
}

func TestTheThemesFollowEachOtherInACircle(t *testing.T) {
	s := store.Initial()
	var seen []store.Theme
	for range 4 {
		seen = append(seen, s.Theme)
		s, _ = reduce(s, store.NextTheme{})
	}
	require.Equal(t, []store.Theme{store.Auto, store.Light, store.Dark, store.Auto}, seen)
}

func TestMeasuredSizesAreKept(t *testing.T) {
	sizes := store.Sizes{Page: 1440, Accuracy: 600, Loss: 400}
	require.Equal(t, sizes, after(store.Measured{Sizes: sizes}).Sizes)
}

func TestAViewIsShownIfThereIsOneOfThatName(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Show{View: store.Inside})
	require.Equal(t, store.Inside, s.View)
	s, _ = reduce(s, store.Show{View: "recipe"}) // a place on the page
	require.Equal(t, store.Inside, s.View)
	s, _ = reduce(s, store.Show{})
	require.Equal(t, store.Laboratory, s.View)
}
