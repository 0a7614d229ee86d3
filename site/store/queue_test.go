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
		"nothing yet":                     {nil, "", "1 2", "3 4"},
		"one finishes":                    {[]store.Action{ended("run-2")}, "3", "1 3", "4"},
		"one diverges":                    {[]store.Action{event("run-1", train.Event{Kind: train.Diverged})}, "3", "2 3", "4"},
		"one fails":                       {[]store.Action{report(wire.Failed, "run-1", "why")}, "3", "2 3", "4"},
		"one's worker crashes":            {[]store.Action{report(wire.Crashed, "run-1", "why")}, "3", "2 3", "4"},
		"an idle worker crashes":          {[]store.Action{report(wire.Crashed, "", "why")}, "", "1 2", "3 4"},
		"one is told to stop":             {[]store.Action{store.Stop{Run: "run-1"}}, "", "1 2", "3 4"},
		"and has stopped":                 {[]store.Action{store.Stop{Run: "run-1"}, report(wire.Stopped, "run-1", "")}, "3", "2 3", "4"},
		"one is paused":                   {[]store.Action{report(wire.Paused, "run-1", "")}, "", "1 2", "3 4"},
		"both finish":                     {[]store.Action{ended("run-1"), ended("run-2")}, "3 4", "3 4", ""},
		"all finish":                      {[]store.Action{ended("run-1"), ended("run-2"), ended("run-3"), ended("run-4")}, "3 4", "", ""},
		"the next is removed":             {[]store.Action{store.Stop{Run: "run-3"}}, "", "1 2", "4"},
		"it is removed, then one ends":    {[]store.Action{store.Stop{Run: "run-3"}, ended("run-1")}, "4", "2 4", ""},
		"it is deleted":                   {[]store.Action{store.Delete{Run: "run-3"}}, "", "1 2", "4"},
		"it is removed and brought back":  {[]store.Action{store.Stop{Run: "run-3"}, store.Restore{}}, "", "1 2", "3 4"},
		"it is brought back when one can": {[]store.Action{store.Stop{Run: "run-3"}, ended("run-1"), ended("run-2"), store.Restore{}}, "4 3", "3 4", ""},
		"a stale report of a free worker": {[]store.Action{ended("run-1"), ended("run-1"), report(wire.Stopped, "run-1", "")}, "3", "2 3", "4"},
		"the next's commands are ignored": {[]store.Action{store.Pause{Run: "run-3"}, store.Resume{Run: "run-3"}}, "", "1 2", "3 4"},
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
	require.Equal(t, "run-2", s.Deleted.ID)
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

func TestACrashFailsItsRunOnlyAndTheDataStaysKnown(t *testing.T) {
	s := withWorkers(2, loaded, store.Train{}, store.Train{}, report(wire.Crashed, "run-1", "out of memory"))
	require.Equal(t, store.Failed, s.Runs[0].Phase)
	require.Equal(t, "out of memory", s.Runs[0].Message)
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
		"one is deleted":         {store.Delete{Run: "run-2"}, "1"},
		"the queue goes on":      {report(wire.Loaded, "", ""), "1 2"},
		"another run is pressed": {store.Select{Run: "run-1"}, "1 2"},
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
