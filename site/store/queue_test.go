package store_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// withWorkers returns the state after actions on a page with so many workers.
func withWorkers(workers int, actions ...store.Action) store.State {
	s := store.Initial()
	s.Workers = workers
	s, _ = reduce(s, actions...)
	return s
}

// trained returns so many presses of Train.
func trained(times int) []store.Action { return slices.Repeat([]store.Action{store.Train{}}, times) }

// ids lists runs: "1 2".
func ids(runs []*store.Run) string {
	var list []string
	for _, r := range runs {
		list = append(list, strings.TrimPrefix(r.ID, "run-"))
	}
	return strings.Join(list, " ")
}

// starts lists the runs that the commands start: "1 2".
func starts(commands []wire.Command) string {
	var list []string
	for _, c := range commands {
		if c.Kind == wire.Start {
			list = append(list, strings.TrimPrefix(c.Run, "run-"))
		}
	}
	return strings.Join(list, " ")
}

func report(kind wire.ReportKind, run, message string) store.Action {
	return reported(wire.Report{Kind: kind, Run: run, Message: message})
}

func ended(run string) store.Action {
	return event(run, train.Event{Kind: train.Finished})
}

func TestThereIsAWorkerForEachCoreFromOneToEight(t *testing.T) {
	for cores, want := range map[int]int{-1: 1, 0: 1, 1: 1, 2: 2, 8: 8, 64: 8} {
		require.Equal(t, want, store.Workers(cores), "%d cores", cores)
	}
}

// Four runs are asked for on two workers; then something happens.
func TestRunsStartInTheirOrderAsWorkersBecomeFree(t *testing.T) {
	tests := map[string]struct {
		happens       []store.Action
		starts        string // what starts by it
		active, queue string // after it
	}{
		"nothing yet":                      {nil, "", "1 2", "3 4"},
		"one finishes":                     {[]store.Action{ended("run-2")}, "3", "1 3", "4"},
		"one diverges":                     {[]store.Action{event("run-1", train.Event{Kind: train.Diverged})}, "3", "2 3", "4"},
		"one fails":                        {[]store.Action{report(wire.Failed, "run-1", "why")}, "3", "2 3", "4"},
		"one's worker crashes":             {[]store.Action{report(wire.Crashed, "run-1", "why")}, "1", "1 2", "3 4"},
		"one's worker crashes three times": {slices.Repeat([]store.Action{report(wire.Crashed, "run-1", "why")}, 3), "1 1 3", "2 3", "4"},
		"an idle worker crashes":           {[]store.Action{report(wire.Crashed, "", "why")}, "", "1 2", "3 4"},
		"one is told to stop":              {[]store.Action{store.Stop{Run: "run-1"}}, "", "1 2", "3 4"},
		"and has stopped":                  {[]store.Action{store.Stop{Run: "run-1"}, report(wire.Stopped, "run-1", "")}, "3", "2 3", "4"},
		"one is paused":                    {[]store.Action{report(wire.Paused, "run-1", "")}, "", "1 2", "3 4"},
		"both finish":                      {[]store.Action{ended("run-1"), ended("run-2")}, "3 4", "3 4", ""},
		"all finish":                       {[]store.Action{ended("run-1"), ended("run-2"), ended("run-3"), ended("run-4")}, "3 4", "", ""},
		"the next is removed":              {[]store.Action{store.Stop{Run: "run-3"}}, "", "1 2", "4"},
		"it is removed, then one ends":     {[]store.Action{store.Stop{Run: "run-3"}, ended("run-1")}, "4", "2 4", ""},
		"it is deleted":                    {[]store.Action{store.Delete{Group: "run-3"}}, "", "1 2", "4"},
		"it is removed and brought back":   {[]store.Action{store.Stop{Run: "run-3"}, store.Restore{}}, "", "1 2", "3 4"},
		"it is brought back when one can":  {[]store.Action{store.Stop{Run: "run-3"}, ended("run-1"), ended("run-2"), store.Restore{}}, "4 3", "3 4", ""},
		"a stale report of a free worker":  {[]store.Action{ended("run-1"), ended("run-1"), report(wire.Stopped, "run-1", "")}, "3", "2 3", "4"},
		"the next's commands are ignored":  {[]store.Action{store.Pause{Run: "run-3"}, store.Resume{Run: "run-3"}}, "", "1 2", "3 4"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			before := withWorkers(2, append([]store.Action{loaded}, trained(4)...)...)
			s, commands := reduce(before, test.happens...)
			require.Equal(t, test.starts, starts(commands))
			require.Equal(t, test.active, ids(s.Active()))
			require.Equal(t, test.queue, ids(s.Queue()))
			require.Equal(t, "1 2", ids(before.Active()), "the state before is not changed")
		})
	}
}

func TestARunKeepsItsPlaceAmongTheActiveAndTheNextTakesAFreeOne(t *testing.T) {
	s := withWorkers(3, append([]store.Action{loaded}, trained(4)...)...)
	slots := func() string {
		var list []*store.Run
		for slot := range s.Workers {
			if r := s.InSlot(slot); r != nil {
				list = append(list, r)
			}
		}
		return ids(list)
	}
	require.Equal(t, "1 2 3", slots())
	s, _ = reduce(s, ended("run-2"))
	require.Equal(t, "1 4 3", slots())
	s, _ = reduce(s, ended("run-1"))
	require.Nil(t, s.InSlot(0))
	require.Equal(t, "4 3", slots())
}

func TestARemovedRunLeavesNothingButTheWayBack(t *testing.T) {
	s := withWorkers(1, store.Train{}, store.Train{}, store.Stop{Run: "run-2"})
	require.Equal(t, "1", ids(s.Runs))
	require.Equal(t, "2", ids(s.Deleted))
	require.Equal(t, "run-1", s.Selected)
	require.Empty(t, s.Ended, "it never began")
}

// Otherwise all that is queued would fail for want of the same data.
func TestTheQueueWaitsWhereTheDataHasFailed(t *testing.T) {
	s := withWorkers(2, append([]store.Action{store.LoadData{}}, trained(3)...)...)
	s, commands := reduce(s,
		report(wire.LoadFailed, "", "404"), report(wire.Failed, "run-1", "404"), report(wire.Failed, "run-2", "404"))
	require.Empty(t, commands)
	require.Equal(t, "3", ids(s.Queue()))

	again, commands := reduce(s, store.LoadData{})
	require.Equal(t, wire.Load, commands[0].Kind)
	require.Equal(t, "3", starts(commands))
	require.Equal(t, store.Fetching, again.Data.Phase)

	again, commands = reduce(s, store.Train{})
	require.Equal(t, "3 4", starts(commands), "what waited longer comes first")
	require.Equal(t, store.Fetching, again.Data.Phase)
}

func TestThreeCrashesFailTheirRunOnlyAndTheDataStaysKnown(t *testing.T) {
	crash := report(wire.Crashed, "run-1", "out of memory")
	s := withWorkers(2, loaded, store.Train{}, store.Train{}, crash, crash)
	require.Empty(t, s.Troubles())
	s, _ = reduce(s, crash)
	require.Equal(t, store.Failed, s.Runs[0].Phase)
	require.Equal(t, "out of memory", s.Runs[0].Message)
	require.Equal(t, store.MaxDeaths, s.Runs[0].Deaths)
	require.Equal(t, store.Waiting, s.Runs[1].Phase)
	require.Equal(t, store.Loaded, s.Data.Phase)
	again, _ := reduce(s, loaded)
	require.Same(t, s.Data.Set, again.Data.Set, "got again by another worker, it is the same")
}

func TestTroubleIsToldUntilSomebodyTrainsOn(t *testing.T) {
	both := withWorkers(2, loaded, store.Train{}, store.Train{},
		report(wire.Failed, "run-1", "why"), event("run-2", train.Event{Kind: train.Diverged, Reason: "NaN"}))
	require.Equal(t, "1 2", ids(both.Troubles()))
	for name, test := range map[string]struct {
		action store.Action
		left   string
	}{
		"train":                  {store.Train{}, ""},
		"one is tried again":     {store.TrainAgain{Run: "run-1"}, "2"},
		"one is deleted":         {store.Delete{Group: "run-2"}, "1"},
		"the queue goes on":      {report(wire.Loaded, "", ""), "1 2"},
		"another run is pressed": {store.Select{Group: "run-1"}, "1 2"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := reduce(both, test.action)
			require.Equal(t, test.left, ids(s.Troubles()))
		})
	}
}

func TestTheRunThatEndedLastIsRemembered(t *testing.T) {
	s := withWorkers(2, loaded, store.Train{}, store.Train{}, ended("run-2"))
	require.Equal(t, "run-2", s.Ended)
	s, _ = reduce(s, ended("run-1"), report(wire.Paused, "run-2", ""))
	require.Equal(t, "run-1", s.Ended)
}

// Of 2 · 50 epochs of 60,000 images, 25 are done; the recipe's 60,000 are
// 54,000 after the split.
func TestTheShareDoneCountsAllRunsThatAreNotOver(t *testing.T) {
	require.Zero(t, store.Initial().Share())
	s := withWorkers(1, loaded, store.Train{}, store.Train{}, begun1,
		reported(wire.Report{Kind: wire.Trained, Run: "run-1", Seconds: 1, Images: 25 * 54000, Event: &train.Event{Kind: train.Step}}))
	require.Equal(t, 0.25, s.Share())
	s, _ = reduce(s, done1)
	require.Zero(t, s.Share())
}

// Three repeats from seed 5 on, on one worker.
func TestRepeatsAreRunsOfOneGroupUnderSuccessiveSeeds(t *testing.T) {
	s := withWorkers(1, store.Typed{Field: store.Seed, Text: "5"}, store.Typed{Field: store.Repeats, Text: "3"}, store.Train{})
	require.Len(t, s.Groups(), 1)
	g := s.Groups()[0]
	require.Equal(t, "1 2 3", ids(g.Runs))
	for i, r := range g.Runs {
		require.Equal(t, uint64(5+i), r.Recipe.Seed)
		require.Equal(t, "Baseline", r.Recipe.Name)
		require.Equal(t, 1, r.Style)
		require.Equal(t, 3, r.Repeats)
	}
	require.Equal(t, g.ID, s.Selected)
	require.Equal(t, "2 3", ids(s.Queue()))

	s, _ = reduce(s, store.Train{})
	require.Equal(t, "Baseline 2", s.Groups()[1].Name())
	require.Equal(t, 2, s.Groups()[1].Style())

	// A group is deleted as far as it is not active, and comes back whole.
	s, _ = reduce(s, store.Delete{Group: g.ID})
	require.Equal(t, "1 4 5 6", ids(s.Runs))
	s, _ = reduce(s, store.Restore{})
	require.Equal(t, "1 2 3 4 5 6", ids(s.Runs))
	require.Equal(t, "2 3 4 5 6", ids(s.Queue()))
}

func TestRepeatsAreOneToTwenty(t *testing.T) {
	for text, want := range map[string]string{
		"1": "", "20": "",
		"0": "must be 1 to 20", "21": "must be 1 to 20", "-1": "must be 1 to 20", "two": "must be a whole number",
	} {
		d := store.NewDraft(train.Default()).Typed(store.Repeats, text)
		require.Equal(t, want, d.Errors.For(store.Repeats), text)
	}
	last := store.NewDraft(train.Default()).Typed(store.Seed, "9007199254740991").Typed(store.Repeats, "2")
	require.Equal(t, "leads to a seed that is too large", last.Errors.For(store.Repeats))
}

// Of five runs on one worker, 2 to 5 wait.
func TestTheQueueCanBeReordered(t *testing.T) {
	for name, c := range map[string]struct {
		move store.Requeue
		want string
	}{
		"to the front":    {store.Requeue{Run: "run-4", Place: 0}, "4 2 3 5"},
		"back":            {store.Requeue{Run: "run-2", Place: 2}, "3 4 2 5"},
		"to the end":      {store.Requeue{Run: "run-2", Place: 99}, "3 4 5 2"},
		"before the head": {store.Requeue{Run: "run-5", Place: -3}, "5 2 3 4"},
		"where it is":     {store.Requeue{Run: "run-3", Place: 1}, "2 3 4 5"},
		"an active one":   {store.Requeue{Run: "run-1", Place: 0}, "2 3 4 5"},
		"an unknown one":  {store.Requeue{Run: "run-9", Place: 0}, "2 3 4 5"},
	} {
		s := withWorkers(1, append(trained(5), c.move)...)
		require.Equal(t, c.want, ids(s.Queue()), name)
		_, commands := reduce(s, ended("run-1"))
		require.Equal(t, c.want[:1], starts(commands), name)
	}
}

func TestOneStepAndAnotherRateAreAskedOfRunsThatCanDoThem(t *testing.T) {
	running := []store.Action{store.Train{}, event("run-1", train.Event{Kind: train.Started, TrainingImages: 54000})}
	paused := append(slices.Clip(running), report(wire.Paused, "run-1", ""))
	held := append(slices.Clip(running[:1]), report(wire.Paused, "run-1", "")) // before it began
	for name, c := range map[string]struct {
		before []store.Action
		ask    store.Action
		want   wire.CommandKind // "" for none
	}{
		"a batch of a paused run":   {paused, store.StepOn{Run: "run-1"}, wire.Batch},
		"an epoch of a paused run":  {paused, store.StepOn{Run: "run-1", Epoch: true}, wire.Epoch},
		"a batch of a running one":  {running, store.StepOn{Run: "run-1"}, ""},
		"a rate of a running one":   {running, store.Retune{Run: "run-1", Rate: 0.005}, wire.Retune},
		"a rate of a paused one":    {paused, store.Retune{Run: "run-1", Rate: 0.005}, wire.Retune},
		"a rate that is none":       {running, store.Retune{Run: "run-1", Rate: -1}, ""},
		"a rate of one not begun":   {running[:1], store.Retune{Run: "run-1", Rate: 0.005}, ""},
		"a rate of one held back":   {held, store.Retune{Run: "run-1", Rate: 0.005}, ""},
		"a batch of one held back":  {held, store.StepOn{Run: "run-1"}, wire.Batch},
		"a rate of an unknown one":  {running, store.Retune{Run: "run-2", Rate: 0.005}, ""},
		"a pause of all":            {running, store.PauseAll{}, wire.Pause},
		"a pause of one not begun":  {running[:1], store.PauseAll{}, wire.Pause},
		"a pause of all, all at it": {paused, store.PauseAll{}, ""},
		"all to go on":              {paused, store.ResumeAll{}, wire.Resume},
	} {
		s, _ := reduce(store.Initial(), c.before...)
		_, commands := reduce(s, c.ask)
		if c.want == "" {
			require.Empty(t, commands, name)
			continue
		}
		require.Len(t, commands, 1, name)
		require.Equal(t, c.want, commands[0].Kind, name)
		require.Equal(t, "run-1", commands[0].Run, name)
	}
}

func TestAChangeOfTheRateIsKeptWithItsPlaceInTheRun(t *testing.T) {
	s, _ := reduce(store.Initial(), store.Train{}, event("run-1", train.Event{Kind: train.Started, TrainingImages: 54000}),
		reported(wire.Report{Kind: wire.Retuned, Run: "run-1", Images: 81000, LearningRate: 0.005}))
	require.Equal(t, []store.Retuned{{Epoch: 1.5, Rate: 0.005}}, s.Run("run-1").Retuned)
}
