package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// The clock of the test advances by a millisecond at each look, once a step: the
// run has 38 steps of training and validation, and a few of testing.
func TestTheTimeThatTheMachineSleptIsNotTheRuns(t *testing.T) {
	p := open(t)
	p.leap = 3600
	p.send(wire.Command{Kind: wire.Start, Run: "1", Recipe: recipe()})
	for {
		r := p.await(wire.Trained)
		require.LessOrEqual(t, r.Seconds, 0.05)
		require.LessOrEqual(t, r.EvaluationSeconds, r.Seconds)
		if r.Event.Kind == train.Finished {
			require.Greater(t, r.Seconds, 0.02)
			return
		}
	}
}

// A step of the greatest recipe does 7·10¹¹ operations, which takes a slow
// machine an hour.
func TestALongStepOfALargeNetworkCounts(t *testing.T) {
	large := train.Default()
	large.Hidden, large.BatchSize = []int{2048, 2048, 2048, 2048, 2048, 2048, 2048, 2048}, train.MaxBatchSize
	require.Equal(t, 3600.0, awake(large, 3600))
	require.Equal(t, 50.0, awake(train.Default(), 50))
	require.Zero(t, awake(train.Default(), 3600))
}
