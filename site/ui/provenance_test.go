package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// twoSets is a state of two finished runs, the second on the made-up garments.
func twoSets(second *wire.Data) store.State {
	s := states()["finished"]
	for _, a := range []store.Action{
		store.Train{},
		store.Reported{Report: wire.Report{Kind: wire.Trained, Run: "run-2", Data: second, Event: &train.Event{Kind: train.Started, Parameters: 101770, TrainingImages: 54000, ValidationImages: 6000}}},
		tested("run-2", 0.8), store.Tick{Group: "run-1"}, store.Tick{Group: "run-2"},
	} {
		s, _ = store.Reduce(s, a)
	}
	return s
}

func TestRunsOfSeveralDataSetsSayWhichTheyAreOf(t *testing.T) {
	of := func(s store.State) (differs []string) {
		for _, r := range rows(s) {
			differs = append(differs, r.differs)
		}
		return differs
	}
	require.Equal(t, []string{"baseline, on made-up garments 3aede38d", "baseline, on Fashion-MNIST 3aede38d"}, of(twoSets(set("made-up"))))
	require.Equal(t, []string{"baseline, on unknown data", "baseline, on Fashion-MNIST 3aede38d"}, of(twoSets(nil)))
	require.Equal(t, []string{"baseline", "baseline"}, of(twoSets(set("fashion-mnist"))), "one set goes without saying")

	content := shown(t, verdict(twoSets(set("made-up")))).Content()
	require.Contains(t, content, "Baseline 2 and Baseline were trained on other images each, so nothing can be told of their difference.")
	details := shown(t, &Details{Group: twoSets(set("made-up")).Group("run-2")}).Content()
	require.Contains(t, details, "54,000 training, 6,000 validation, of made-up garments 3aede38d")
}

func TestARunThatBeganAnewSaysWhy(t *testing.T) {
	s := state(append(training, reported(wire.Crashed, "run-1", "out of memory"))...)
	before := &Details{Group: s.Group("run-1")}
	require.NotContains(t, shown(t, before).Content(), "Began anew")
	s, _ = store.Reduce(s, reported(wire.Restored, "run-1", "snapshot: of another recipe"))
	after := &Details{Group: s.Group("run-1")}
	require.False(t, after.SkipRender(before))
	require.Contains(t, shown(t, after).Content(), "Began anewSnapshot: of another recipe.")
}

// One death, which it went on after, is not why a run failed of something else.
func TestAFailureIsNotLaidToWorkersThatDidNotCauseIt(t *testing.T) {
	s := state(append(training, reported(wire.Crashed, "run-1", "out of memory"), reported(wire.Failed, "run-1", "the data is gone"))...)
	content := shown(t, &Notices{Data: s.Data, Troubles: s.Troubles()}).Content()
	require.Contains(t, content, "Reason: the data is gone.")
	require.NotContains(t, content, "died")
}
