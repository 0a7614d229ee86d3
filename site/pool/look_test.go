package pool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/pool"
	"atelier/wasm/wire"
)

func look(run string) wire.Command { return wire.Command{Kind: wire.Look, Run: run} }

func TestARunIsLookedAtByTheWorkerThatTrainsItOrOneWithLeastToDo(t *testing.T) {
	o := heard(busy(2))
	o.Send(look("2"))
	require.Equal(t, []string{"look 2"}, o.workers[1].hears())
	o.Send(look("of the past"))
	require.Equal(t, []string{"look of the past"}, o.workers[0].hears(), "all are busy")
	o.workers[1].say(wire.Report{Kind: wire.Stopped, Run: "2"})
	o.Send(look("2"))
	o.Send(wire.Command{Kind: wire.Fetch, Wish: &wire.Wish{}})
	require.Equal(t, []string{"look 2", "fetch"}, o.workers[1].hears())
	require.Len(t, o.workers, 2)
}

func TestAWorkerIsStartedToLookIfThereIsNone(t *testing.T) {
	o := busy(0)
	o.Send(look("1"))
	require.Equal(t, []string{"look 1"}, o.workers[0].hears())
}

// The worker asks for the snapshot, which the pool has kept since the run's end.
func TestASnapshotIsKeptAndSuppliedToWhomeverLacksIt(t *testing.T) {
	o := heard(busy(2))
	kept := wire.Report{Kind: wire.Kept, Run: "1"}
	o.workers[0].received(string(kept.Encode()), "its bytes")
	require.Equal(t, kept, o.reports[len(o.reports)-1])

	lacks := func(run string) {
		command := look(run)
		o.workers[1].say(wire.Report{Kind: wire.Lacking, Run: run, Command: &command})
	}
	lacks("1")
	require.Equal(t, []string{"look 1"}, o.workers[1].hears())
	require.Equal(t, []pool.Snapshot{"its bytes"}, o.workers[1].given)

	nothing := wire.Report{Kind: wire.Unseen, Run: "7", Message: "nothing was kept of the run"}
	lacks("7")
	require.Equal(t, nothing, o.reports[len(o.reports)-1])
	require.Empty(t, o.workers[1].hears())

	o.Send(wire.Command{Kind: wire.Forget, Run: "1"})
	nothing.Run = "1"
	lacks("1")
	require.Equal(t, nothing, o.reports[len(o.reports)-1])
}

// Though it is about a run that the worker does not have.
func TestAnswersReachThePage(t *testing.T) {
	o := heard(busy(2))
	for _, kind := range []wire.ReportKind{wire.Looked, wire.Classified, wire.Fetched, wire.Unseen} {
		r := wire.Report{Kind: kind, Run: "of the past"}
		o.workers[0].say(r)
		require.Equal(t, r, o.reports[len(o.reports)-1])
	}
}
