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

// The worker asks for the snapshot, which is in the archive since it was sent.
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

func start(run string) wire.Command {
	return wire.Command{Kind: wire.Start, Run: run, Continue: true, Seconds: 3}
}

// Each worker of a team asks for itself.
func TestARunThatGoesOnIsGivenItsSnapshot(t *testing.T) {
	o := newOffice()
	o.kept["1"] = "its bytes"
	c := start("1")
	c.Members = 2
	o.Send(c)
	heard(o)
	for _, w := range o.workers {
		w.say(wire.Report{Kind: wire.Lacking, Run: "1", Command: &c})
		require.Equal(t, []string{"start 1"}, w.hears())
		require.Equal(t, []pool.Snapshot{"its bytes"}, w.given)
	}
	require.Empty(t, o.reports)
}

func TestARunOfWhichNothingWasKeptBeginsAnewAndSaysSo(t *testing.T) {
	o := newOffice()
	c := start("1")
	o.Send(c)
	heard(o)
	o.workers[0].say(wire.Report{Kind: wire.Lacking, Run: "1", Command: &c})
	require.Equal(t, []string{"start 1"}, o.workers[0].hears())
	require.False(t, o.workers[0].last.Continue)
	require.Empty(t, o.workers[0].given)
	require.Equal(t, []wire.Report{{Kind: wire.Restored, Run: "1", Message: "nothing was kept of the run"}}, o.reports)
}

// Its own snapshot comes first, then the one of the run whose weights it begins
// with; the worker says what comes of it if there is neither.
func TestARunThatBeginsWithTheWeightsOfAnotherIsGivenThese(t *testing.T) {
	o := newOffice()
	c := start("2")
	c.Weights, c.From = "ab12", "1"
	o.Send(c)
	heard(o)
	w := o.workers[0]
	lacks := func() { c := w.last; w.say(wire.Report{Kind: wire.Lacking, Run: "2", Command: &c}) }
	lacks()
	require.Equal(t, []string{"start 2"}, w.hears())
	require.False(t, w.last.Continue)
	require.Equal(t, "1", w.last.From)
	require.Empty(t, w.given)

	o.kept["1"] = "the other's bytes"
	lacks()
	require.Equal(t, []string{"start 2"}, w.hears())
	require.Equal(t, []pool.Snapshot{"the other's bytes"}, w.given)

	delete(o.kept, "1")
	lacks()
	require.Equal(t, []string{"start 2"}, w.hears())
	require.Equal(t, []string{"ab12", ""}, []string{w.last.Weights, w.last.From})
	require.Len(t, w.given, 1)
}

// It comes while the run is stopped, or the worker dies: a start would raise
// what is over.
func TestASnapshotThatComesTooLateStartsNothing(t *testing.T) {
	for name, over := range map[string]func(*fakeWorker){
		"stopped":  func(w *fakeWorker) { w.say(wire.Report{Kind: wire.Stopped, Run: "1"}) },
		"the last": func(w *fakeWorker) { w.failed("out of memory") },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice()
			o.kept["1"], o.slow = "its bytes", true
			c := start("1")
			o.Send(c)
			heard(o)
			o.workers[0].say(wire.Report{Kind: wire.Lacking, Run: "1", Command: &c})
			over(o.workers[0])
			o.asked[0]()
			require.Empty(t, o.workers[0].hears())
		})
	}
}
