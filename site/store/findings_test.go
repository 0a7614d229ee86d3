package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// became returns what a run says from its start to its end.
func became(run string, accuracies ...float64) []store.Action {
	list := []store.Action{event(run, train.Event{Kind: train.Started, TrainingImages: 270})}
	for _, e := range told(accuracies...) {
		list = append(list, event(run, e))
	}
	return list
}

// told returns the events of a run of these accuracies, the last of the test.
func told(accuracies ...float64) []train.Event {
	var list []train.Event
	last := len(accuracies) - 1
	for i, a := range accuracies[:last] {
		list = append(list, train.Event{Kind: train.Epoch, Epoch: i + 1, TrainingLoss: 1 - a, ValidationLoss: 1.1 - a, ValidationAccuracy: train.Accuracy{Mean: a, Deviation: 0.02}})
	}
	return append(list, train.Event{Kind: train.Finished, TestLoss: 0.4, TestAccuracy: train.Accuracy{Mean: accuracies[last], Deviation: 0.01}, ParametersSHA256: "0123"})
}

// The command line hands a run's events to experiment.Run.Add; the page comes
// to the same result.
func TestTheResultIsThatOfTheCommandLine(t *testing.T) {
	plan, err := experiment.ParsePlan([]byte(smallPlan))
	require.NoError(t, err)
	data := experiment.Data{Source: "made-up", TrainingImages: 300, TestImages: 100, SHA256: "abc"}
	want := experiment.NewResult(plan, data)
	s := small(4, store.RunStudy{}, reported(wire.Report{Kind: wire.Loaded, Data: &wire.Data{Source: "made-up", TrainingImages: 300, TestImages: 100, SHA256: "abc"}}))
	runs := []string{"run-1", "run-3", "run-2", "run-4"} // by task: a group's runs follow each other, tasks go by seeds
	for i, task := range plan.Tasks() {
		accuracies := []float64{0.5 + float64(i)/100, 0.7, 0.6 + float64(i)/50}
		if i == 3 { // not over yet
			accuracies = accuracies[:2]
		}
		run := experiment.NewRun(task.Recipe)
		events := told(accuracies...)
		if i == 3 {
			events = events[:1]
		}
		for _, e := range events {
			run.Add(e)
			s, _ = reduce(s, event(runs[i], e))
		}
		want = want.With(run)
	}
	require.Equal(t, want, s.Results())
	require.Nil(t, s.Findings.Verdicts, "these are not the report's claims")
	require.Equal(t, experiment.Summaries(want)[1], *s.Findings.Figures[0].Lines[1].Summary)
	require.True(t, s.Findings.Figures[0].Lines[0].Style != s.Findings.Figures[0].Lines[1].Style)
}

func TestTheClaimsAreJudgedByTheRuns(t *testing.T) {
	s := withWorkers(8, store.Show{View: store.Report}, store.QuickStudy{On: true}, store.SeedsTyped{Text: "1"}, store.RunStudy{Experiment: 1})
	require.Len(t, s.Findings.Verdicts, 8)
	accuracies := make([]float64, 16)
	for i := range accuracies {
		accuracies[i] = 0.8
	}
	for _, r := range s.Active() {
		s, _ = reduce(s, became(r.ID, accuracies...)...)
	}
	for i, c := range experiment.Claims() {
		require.Equal(t, c.Judge(s.Results()), s.Findings.Verdicts[i])
	}
	require.Equal(t, experiment.Holds, s.Findings.Verdicts[3].Outcome, "with dropout and without it is 80.0")
	require.Equal(t, experiment.CannotTellYet, s.Findings.Verdicts[4].Outcome, "Adam was not run")
}

// A run speaks twenty times a second; all must be summed up only when an epoch
// has ended, and only the figures drawn that it is in.
func TestFindingsStayTheSameBetweenEpochs(t *testing.T) {
	s := withWorkers(8, store.Show{View: store.Report}, store.RunStudy{Experiment: 1})
	s, _ = reduce(s, event("run-10", train.Event{Kind: train.Started, TrainingImages: 270}))
	require.Equal(t, "Dropout", s.Run("run-10").Recipe.Name)
	before := s.Findings
	s, _ = reduce(s, event("run-10", train.Event{Kind: train.Step, Epoch: 1, Batch: 3}), store.PointAt{Epoch: 1}, store.Typed{Field: store.Epochs, Text: "5"})
	require.Same(t, before, s.Findings)
	s, _ = reduce(s, event("run-10", told(0.5, 0.5)[0]))
	require.NotSame(t, before, s.Findings)
	require.NotSame(t, before.Figures[0], s.Findings.Figures[0])
	require.Same(t, before.Figures[1], s.Findings.Figures[1])
	require.Same(t, before.Figures[2], s.Findings.Figures[2])
	require.Same(t, before.Figures[0].Lines[0].Summary, s.Findings.Figures[0].Lines[0].Summary)
	require.True(t, s.Findings.Figures[0].Lines[3].Live)
}

// Nobody sees them then.
func TestNothingIsSummedUpInOtherViews(t *testing.T) {
	s := withWorkers(8, store.RunStudy{})
	require.Nil(t, s.Findings)
	s, _ = reduce(s, store.Show{View: store.Report})
	require.NotNil(t, s.Findings)
}
