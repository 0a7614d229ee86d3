package store_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// halfway says that a run has trained half of its 50 epochs of 54,000 images.
func halfway(run string, seconds float64) []store.Action {
	return []store.Action{
		event(run, train.Event{Kind: train.Started, TrainingImages: 54000}),
		reported(wire.Report{Kind: wire.Trained, Run: run, Seconds: seconds, Images: 25 * 54000}),
	}
}

// All runs are of the same recipe: one that has taken 20 s to its half will
// take 20 s more, and 40 in all.
func TestTheQueueIsPlayedForward(t *testing.T) {
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		workers int
		happens []store.Action
		starts  []float64
		end     float64
	}{
		"one worker, three runs":      {1, append(trained(3), halfway("run-1", 20)...), []float64{20, 60}, 100},
		"two workers, four runs":      {2, append(append(trained(4), halfway("run-1", 20)...), halfway("run-2", 20)...), []float64{20, 20}, 60},
		"the second has only begun":   {2, append(trained(3), halfway("run-1", 20)...), []float64{20}, 60},
		"nothing is measured":         {1, trained(2), []float64{inf}, inf},
		"nothing is there":            {1, nil, nil, 0},
		"a paused one is in the way":  {1, append(append(trained(2), halfway("run-1", 20)...), report(wire.Paused, "run-1", "")), []float64{inf}, inf},
		"another worker goes past it": {2, append(append(append(trained(3), halfway("run-1", 20)...), halfway("run-2", 20)...), report(wire.Paused, "run-1", "")), []float64{20}, inf},
		"one is stopping":             {1, append(append(trained(2), halfway("run-1", 20)...), store.Stop{Run: "run-1"}), []float64{0}, 40},
	} {
		s := withWorkers(c.workers, append([]store.Action{loaded}, c.happens...)...)
		o := s.Outlook()
		var starts []float64
		for _, r := range s.Queue() {
			starts = append(starts, o.Starts[r.ID])
		}
		require.Equal(t, len(c.starts), len(starts), name)
		for i, want := range c.starts {
			requireNear(t, want, starts[i], name)
		}
		requireNear(t, c.end, o.End, name)
	}
}

// requireNear compares times that may be infinite.
func requireNear(t *testing.T, want, got float64, name string) {
	t.Helper()
	if math.IsInf(want, 1) {
		require.True(t, math.IsInf(got, 1), "%s: %g", name, got)
		return
	}
	require.InDelta(t, want, got, 1e-6, name)
}

// A run on two of two cores holds back the next, which needs one.
func TestARunOnSeveralCoresWaitsForAllOfThem(t *testing.T) {
	s := withWorkers(2, append([]store.Action{loaded, store.Train{}, store.CoresChosen{Cores: 2}, store.Train{}}, halfway("run-1", 20)...)...)
	o := s.Outlook()
	requireNear(t, 20, o.Starts["run-2"], "when the first is over")
	requireNear(t, 40, o.End, "on two cores half of 40 s")
}
