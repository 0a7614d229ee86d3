package trainer

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// further is a recipe that begins with the weights of recipe's run. It is trained
// on fewer images than that.
func further() train.Recipe {
	r := recipe()
	r.Name, r.Seed, r.Epochs, r.Optimizer.Method = "Further", 5, 100, "adam"
	r.TrainingImages -= 50
	return r
}

// continued returns the last event of such a run, by the core alone.
func continued(t *testing.T, source *train.Session) train.Event {
	s, err := train.NewSessionFrom(further(), dataset.MadeUp(1, 2000, 300), source.Network())
	require.NoError(t, err)
	var last train.Event
	for !s.Done() {
		last = s.Step()
	}
	return last
}

func TestARunBeginsWithTheWeightsOfAnother(t *testing.T) {
	p := open(t)
	source := finished(t, p, "1")
	c := wire.Command{Kind: wire.Start, Run: "2", Recipe: further(), Weights: source.Network().SHA256(), From: "1"}
	p.send(c)
	lacking := p.await(wire.Lacking)
	require.Equal(t, "2", lacking.Run)
	p.worker.receive(lacking.Command.Encode(), nil, bytesArray(p.kept["1"]))
	kept := p.await(wire.Kept)
	require.Equal(t, []int{0, 0}, []int{kept.Epoch, kept.Images}, "it needs the other run no more")
	p.awaitEvent(train.Started)
	p.awaitEvent(train.Epoch)
	p.send(wire.Command{Kind: wire.Stop, Run: "2"})
	p.await(wire.Stopped)
	own := p.kept["2"]

	// With another worker it goes on from its own snapshot.
	p = opened(t)
	c.Continue = true
	p.worker.receive(c.Encode(), nil, bytesArray(own))
	require.Positive(t, p.await(wire.Restored).Epoch)
	require.Equal(t, continued(t, source), p.awaitEvent(train.Finished))
}

func TestARunGoesOnFromBeforeItsFirstBatchWithItsWeights(t *testing.T) {
	p := open(t)
	source := finished(t, p, "1")
	first, err := train.NewSessionFrom(further(), dataset.MadeUp(1, 2000, 300), source.Network())
	require.NoError(t, err)
	c := wire.Command{Kind: wire.Start, Run: "2", Recipe: further(), Continue: true, Weights: source.Network().SHA256(), From: "1"}
	p.worker.receive(c.Encode(), nil, bytesArray(first.Snapshot()))
	require.Equal(t, continued(t, source), p.awaitEvent(train.Finished))
}

// Begun with initialised weights it would be another run.
func TestARunWhoseWeightsCannotBeHadFails(t *testing.T) {
	p := open(t)
	source := finished(t, p, "1")
	narrow := further()
	narrow.Hidden = []int{3}
	for want, c := range map[string]wire.Command{
		"not kept any more":   {Kind: wire.Start, Run: "2", Recipe: further(), Weights: source.Network().SHA256()},
		"others":              {Kind: wire.Start, Run: "2", Recipe: further(), Weights: "another", From: "1"},
		"cannot stand in for": {Kind: wire.Start, Run: "2", Recipe: narrow, Weights: source.Network().SHA256(), From: "1"},
	} {
		var snapshot array
		if c.From != "" {
			snapshot = bytesArray(p.kept["1"])
		}
		p.worker.receive(c.Encode(), nil, snapshot)
		failed := p.await(wire.Failed)
		require.Equal(t, "2", failed.Run)
		require.Contains(t, failed.Message, want)
	}
}
