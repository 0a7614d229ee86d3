package storage_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
	"atelier/wasm/wire"
)

// The first that opens takes them over; the next then sees that they are its.
func TestInterruptedRunsBelongToTheFirstPageThatOpens(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "one")
	b := open(d, "b")
	require.Empty(t, b.State().Runs, "a is at it")
	require.Equal(t, 1, b.State().Storage.Elsewhere)
	own := b.begin()
	require.NotEqual(t, run, own)

	delete(d.alive, "a")
	c := open(d, "c")
	e := open(d, "e")
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Interrupted), c.phases())
	require.Empty(t, e.State().Runs)
	require.Equal(t, 2, e.State().Storage.Elsewhere)
	c.Dispatch(store.GoOn{})
	require.Equal(t, wire.Start, c.commands[len(c.commands)-1].Kind)
	require.True(t, c.commands[len(c.commands)-1].Continue)
	require.Equal(t, "one", c.snapshotOf(run))
}

// No other page opens before what is taken over is written down.
func TestAPageHoldsTheOthersUntilItHasTakenOver(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	a.begin()
	delete(d.alive, "a")
	d.slow = true
	open(d, "b")
	require.Equal(t, 1, d.held)
	d.answer()
	require.Zero(t, d.held)
}

// Those that are open hear of it; the first of them takes the runs over.
func TestRunsOfAPageThatIsClosedAreOfferedByOneThatIsOpen(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "one")
	b := open(d, "b")
	c := open(d, "c")
	own := b.begin()
	later := a.begin()
	d.close("a")
	require.Equal(t, fmt.Sprintf("%s %d, %s %d, %s %d", own, store.Training, run, store.Interrupted, later, store.Interrupted), b.phases())
	require.Empty(t, c.State().Runs)
	require.Equal(t, 0, b.State().Storage.Elsewhere)
	require.Equal(t, 3, c.State().Storage.Elsewhere)
	d.close("b")
	require.Len(t, c.State().Interrupted(), 3)
	require.Equal(t, "one", c.snapshotOf(run))
	require.Zero(t, d.held)
}

// The other page finishes its run, and is closed, between two looks at the disk:
// what was read first is not how it left it.
func TestWhatAPageWritesLastIsWhatIsTakenOver(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "one")
	d.asked = func() {
		d.asked = nil
		a.train(run, 50, "fifty")
		a.finish(run)
		delete(d.alive, "a")
	}
	b := open(d, "b")
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Finished), b.phases())
	require.Equal(t, "fifty", b.snapshotOf(run))
}

// And what it writes of them it does not write for the other.
func TestWhatAnotherPageFinishesIsShown(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	b := open(d, "b")
	run := a.begin()
	a.train(run, 1, "one")
	a.finish(run)
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Finished), b.phases())
	require.Equal(t, "one", b.snapshotOf(run))
	require.Equal(t, run, b.State().Selected)
	require.Contains(t, d.records[run], `"owner":"a"`)

	reads := d.reads
	a.finish(a.begin())
	require.Len(t, b.State().Runs, 2)
	require.Equal(t, reads+1, d.reads, "what is shown is not read again")

	a.Dispatch(store.Delete{Group: run})
	a.Dispatch(store.Train{})
	require.NotContains(t, d.records, run)
	b.Dispatch(store.Delete{Group: run})
	b.Dispatch(store.Restore{})
	require.Contains(t, d.records, run, "somebody wants it still")
}
