package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

func epochDone(run string, epoch int) store.Action {
	return reported(wire.Report{Kind: wire.Trained, Run: run, Images: 54000 * epoch, Seconds: 2 * float64(epoch), Event: &train.Event{
		Kind: train.Epoch, Epoch: epoch, Epochs: 50, Batch: 106, Batches: 106, TrainingLoss: 1 / float64(epoch), ValidationLoss: 0.5,
		ValidationAccuracy: train.Accuracy{Mean: 0.7, Deviation: 0.02}, LearningRate: 0.01}})
}

// snapshot says that a snapshot was taken after an epoch.
func snapshot(run string, epoch int) store.Action {
	return reported(wire.Report{Kind: wire.Kept, Run: run, Epoch: epoch, Images: 54000 * epoch, Seconds: 2 * float64(epoch)})
}

func observedAt(run string, epoch int) store.Action {
	return reported(wire.Report{Kind: wire.Observed, Run: run, Observation: &wire.Observation{Epoch: epoch}})
}

func restored(run string, epoch int) store.Action {
	return reported(wire.Report{Kind: wire.Restored, Run: run, Epoch: epoch, Images: 54000 * epoch, Seconds: 2 * float64(epoch)})
}

func epochs(r *store.Run) []int {
	var list []int
	for _, p := range r.Curve.Points {
		list = append(list, p.Epoch)
	}
	return list
}

// threeEpochs is a run that has trained three epochs, the snapshot of the
// second being kept.
var threeEpochs = []store.Action{loaded, store.Train{}, begun1, observedAt("run-1", 0),
	epochDone("run-1", 1), observedAt("run-1", 1),
	epochDone("run-1", 2), observedAt("run-1", 2), snapshot("run-1", 2),
	reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.1, Images: 54000}),
	epochDone("run-1", 3),
	reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.2, Images: 3 * 54000}),
}

func TestARunWhoseWorkerDiesGoesOnFromItsSnapshot(t *testing.T) {
	s := after(threeEpochs...)
	s, commands := reduce(s, crashed)
	require.Equal(t, []wire.Command{{Kind: wire.Start, Run: "run-1", Recipe: s.Runs[0].Recipe, Members: 1, Continue: true, Seconds: 4}}, commands)
	require.Equal(t, []int{1, 2, 3}, epochs(s.Runs[0]), "until it is known where it goes on")

	s, _ = reduce(s, restored("run-1", 2))
	r := s.Runs[0]
	require.Equal(t, store.Training, r.Phase)
	require.Equal(t, []int{1, 2}, epochs(r))
	require.Len(t, r.Observed, 3)
	require.Equal(t, []store.Retuned{{Epoch: 1, Rate: 0.1}}, r.Retuned)
	require.Equal(t, []any{2, 2 * 54000, 4.0}, []any{r.Epoch, r.Images, r.Seconds})
	s, _ = reduce(s, epochDone("run-1", 3))
	require.Equal(t, []int{1, 2, 3}, epochs(s.Runs[0]))
}

// Of what it was before, nothing is left: no curve has an epoch twice.
func TestARunWithoutASnapshotBeginsAnew(t *testing.T) {
	for name, begins := range map[string]store.Action{"at once": begun1, "as the snapshot is of no use": restored("run-1", 0)} {
		s, commands := reduce(after(loaded, store.Train{}, begun1, observedAt("run-1", 0), epochDone("run-1", 1)), crashed)
		require.False(t, commands[0].Continue, name)
		s, _ = reduce(s, begins)
		require.Empty(t, epochs(s.Runs[0]), name)
		require.Empty(t, s.Runs[0].Observed, name)
		require.Zero(t, s.Runs[0].Images+s.Runs[0].Epoch, name)
	}
}

func TestARunThatBeganAnewKnowsWhy(t *testing.T) {
	s := after(append(threeEpochs, crashed, reported(wire.Report{Kind: wire.Restored, Run: "run-1", Message: "snapshot: damaged"}))...)
	require.Equal(t, "snapshot: damaged", s.Runs[0].Anew)
	require.Equal(t, store.Waiting, s.Runs[0].Phase, "until it has begun")
	s, _ = reduce(s, begun1)
	require.Equal(t, store.Training, s.Runs[0].Phase)
	require.Equal(t, "snapshot: damaged", s.Runs[0].Anew)
	require.Empty(t, after(append(threeEpochs, crashed, restored("run-1", 2))...).Runs[0].Anew)
}

func TestAPausedRunWhoseWorkerDiesStaysPaused(t *testing.T) {
	s, commands := reduce(after(append(threeEpochs, paused1)...), crashed)
	require.Equal(t, []wire.CommandKind{wire.Start, wire.Pause}, []wire.CommandKind{commands[0].Kind, commands[1].Kind})
	s, _ = reduce(s, paused1, restored("run-1", 2))
	require.Equal(t, store.Paused, s.Runs[0].Phase)
}

func TestWhatAnOldStatePointsToIsNotCut(t *testing.T) {
	old := after(threeEpochs...)
	_, _ = reduce(old, crashed, restored("run-1", 1))
	require.Equal(t, []int{1, 2, 3}, epochs(old.Runs[0]))
	require.Len(t, old.Runs[0].Observed, 3)
	require.Len(t, old.Runs[0].Retuned, 2)
}
