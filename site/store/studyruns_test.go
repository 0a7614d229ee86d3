package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// small returns the state of the small plan on so many workers.
func small(workers int, actions ...store.Action) store.State {
	return withWorkers(workers, append([]store.Action{store.Show{View: store.Report}, store.PlanOffered{Text: []byte(smallPlan)}}, actions...)...)
}

// asked lists the runs with their seeds: "Baseline 0, Adam 0".
func asked(runs []*store.Run) []string {
	var list []string
	for _, r := range runs {
		list = append(list, fmt.Sprintf("%s %d", r.Recipe.Name, r.Recipe.Seed))
	}
	return list
}

// The plan's order: all recipes on the first seed, then on the second.
func TestTheWholeReportIsQueuedInItsOrder(t *testing.T) {
	s := withWorkers(2, store.Show{View: store.Report}, store.RunStudy{})
	var want []string
	for _, task := range experiment.Report(experiment.Options{}).Tasks() {
		want = append(want, fmt.Sprintf("%s %d", task.Recipe.Name, task.Recipe.Seed))
	}
	require.Equal(t, want, append(asked(s.Active()), asked(s.Queue())...))
	require.Len(t, s.Groups(), 9)
	for _, g := range s.Groups() {
		require.Len(t, g.Runs, 3)
	}
	again, _ := reduce(s, store.RunStudy{})
	require.Len(t, again.Runs, 27, "nothing is missing any more")
}

func TestAnExperimentIsRunAlone(t *testing.T) {
	s := withWorkers(1, store.SeedsTyped{Text: "1"}, store.RunStudy{Experiment: 3})
	require.Equal(t, []string{"Baseline 0", "Xavier normal 0", "Batch norm 0"}, asked(s.Runs))
	s, _ = reduce(s, store.RunStudy{Experiment: 2})
	require.Equal(t, []string{"Baseline 0", "Xavier normal 0", "Batch norm 0", "AdaDelta 0", "Adam 0", "AdaDelta at 1 0"}, asked(s.Runs), "the baseline is in both")
}

// What somebody trained in the laboratory need not be trained again; further
// seeds join it.
func TestRunsOfTheLaboratoryCountAndAreRepeated(t *testing.T) {
	s := withWorkers(1, store.Typed{Field: store.Name, Text: "mine"}, store.Train{}, store.RunStudy{Experiment: 3})
	require.Equal(t, []string{"mine 0", "mine 1", "mine 2"}, asked(s.Group("run-1").Runs))
	require.Len(t, s.Runs, 9)
}

// A run that was broken off, or is no more its recipe's, is not the plan's.
func TestRunsThatCannotCountAreMissing(t *testing.T) {
	for name, happens := range map[string]store.Action{
		"it failed":            report(wire.Failed, "run-1", "why"),
		"it was stopped":       report(wire.Stopped, "run-1", ""),
		"its rate was changed": reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.5}),
		"it is about to stop":  store.Stop{Run: "run-1"},
	} {
		s := small(1, store.RunStudy{})
		require.Zero(t, s.Standings()[0].Missing())
		s, _ = reduce(s, happens)
		require.Equal(t, 1, s.Standings()[0].Missing(), name)
		s, _ = reduce(s, store.RunStudy{})
		require.Len(t, s.Runs, 5, name)
		require.Equal(t, "narrow 2 7", asked(s.Runs)[4], "a group has each seed once")
	}
}

// To diverge is a result: the same recipe would do so again.
func TestADivergedRunIsNotMissing(t *testing.T) {
	s := small(1, store.RunStudy{}, event("run-1", train.Event{Kind: train.Diverged, Reason: "NaN"}))
	require.Zero(t, s.Standings()[0].Missing())
	require.Equal(t, experiment.Diverged, s.Results().Runs[0].Status)
}

func TestTheStudysRunsArePausedAndStoppedAndNoOthers(t *testing.T) {
	s := withWorkers(3, store.Train{}, store.PlanOffered{Text: []byte(smallPlan)}, store.RunStudy{})
	for _, run := range []string{"run-1", "run-2"} { // run-4 is about to begin, as the other recipe comes before the other seed
		s, _ = reduce(s, event(run, train.Event{Kind: train.Started, TrainingImages: 270}))
	}
	s, commands := store.Reduce(s, store.PauseStudy{})
	require.Equal(t, []wire.Command{{Kind: wire.Pause, Run: "run-2"}, {Kind: wire.Pause, Run: "run-4"}}, commands)
	s, _ = reduce(s, report(wire.Paused, "run-4", ""))
	require.Equal(t, 1, s.Standings()[0].Paused)
	_, commands = store.Reduce(s, store.ResumeStudy{})
	require.Equal(t, []wire.Command{{Kind: wire.Resume, Run: "run-4"}}, commands)
	s, commands = store.Reduce(s, store.StopStudy{})
	require.Equal(t, []wire.Command{{Kind: wire.Stop, Run: "run-2"}, {Kind: wire.Stop, Run: "run-4"}}, commands)
	require.Equal(t, "1 2 4", ids(s.Runs), "what waited is gone")
	require.Empty(t, s.Queue())
}

// By hand: four runs, one of them over, one half way, two that wait.
func TestTheStandingSaysHowFarTheStudyIs(t *testing.T) {
	s := small(1, store.RunStudy{})
	require.Equal(t, 4, s.Standings()[0].Runs)
	s, _ = reduce(s,
		reported(wire.Report{Kind: wire.Trained, Run: "run-1", Seconds: 2, Images: 540, Event: &train.Event{Kind: train.Started, TrainingImages: 270}}),
		event("run-1", train.Event{Kind: train.Finished}),
		reported(wire.Report{Kind: wire.Trained, Run: "run-3", Seconds: 4, Images: 270, Event: &train.Event{Kind: train.Started, TrainingImages: 270}}),
	)
	got := s.Standings()[0]
	require.Equal(t, 4, got.Runs)
	require.Equal(t, 1, got.Over)
	require.Equal(t, 1, got.Active)
	require.Equal(t, 2, got.Queued)
	require.InDelta(t, 1.5, got.Done, 1e-9)
	require.Greater(t, got.Seconds, 4.0, "the other half of the one, and then two more")
	require.Equal(t, got, s.Standings()[1], "the plan has one figure")
}
