package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/storage"
	"atelier/site/store"
	"atelier/wasm/wire"
)

func TestWhatARunComesToIsKeptWithoutBeingAsked(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "one")
	a.train(run, 2, "two")
	require.Equal(t, "two", d.snapshots[run])
	require.Equal(t, "two", a.snapshotOf(run))
	a.Keep(run, "last")
	a.say(wire.Report{Kind: wire.Kept, Run: run, Epoch: 50})
	a.finish(run)
	delete(d.alive, "a")

	b := open(d, "b")
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Finished), b.phases())
	require.Len(t, b.State().Run(run).Curve.Points, 2)
	require.Equal(t, "last", b.snapshotOf(run))
	require.Equal(t, store.Working, b.State().Storage.Keeping)
	require.Zero(t, d.held)
	require.Equal(t, 1.0, b.State().Storage.Used)
}

// What comes while a batch is being written makes up one more, with only the
// latest of each run.
func TestWritesAreInOrderAndInBatches(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	d.slow = true
	one := a.begin()
	a.train(one, 1, "1")
	two := a.begin()
	a.train(two, 1, "2")
	a.train(one, 2, "3")
	require.Empty(t, d.batches)
	d.answer()
	d.answer()
	require.Equal(t, []string{one, one + "+ " + two + "+"}, d.batches)
	require.Equal(t, "3", d.snapshots[one])
	d.answer()
	require.Len(t, d.batches, 2)
}

func TestABatchOfTrainingIsNotWritten(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	before := len(d.batches)
	a.say(wire.Report{Kind: wire.Trained, Run: run, Event: &train.Event{Kind: train.Step, Epoch: 1, Batch: 7}})
	require.Len(t, d.batches, before)
}

// However many wait: a start is one more record, and what there is of them comes
// in batches that are short enough for one task each.
func TestALongQueueIsNotWrittenAgain(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.begin()
	d.slow = true
	for range 50 {
		a.Dispatch(store.Train{})
	}
	for len(d.answers) > 0 {
		d.answer()
	}
	for _, batch := range d.batches {
		require.LessOrEqual(t, len(strings.Fields(batch)), 20)
	}
	require.Len(t, d.records, 52)
	before := len(d.batches)
	a.finish(run)
	for len(d.answers) > 0 {
		d.answer()
	}
	require.ElementsMatch(t, []string{run, "run-3-a"}, strings.Fields(strings.Join(d.batches[before:], " ")))
}

func TestADeletedRunIsForgottenOnceItCannotBeBroughtBack(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "one")
	a.finish(run)
	a.Dispatch(store.Delete{Group: run})
	require.Contains(t, d.snapshots, run)
	a.Dispatch(store.Restore{})
	a.Dispatch(store.Delete{Group: run})
	a.Dispatch(store.Train{})
	require.NotContains(t, d.records, run)
	require.NotContains(t, d.snapshots, run)
}

func TestARunDeletedBeforeThePageWasClosedIsGone(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.finish(run)
	a.Dispatch(store.Delete{Group: run})
	b := open(d, "b")
	require.Empty(t, b.State().Runs)
	require.Contains(t, d.records, run, "the page may bring it back")
	delete(d.alive, "a")
	c := open(d, "c")
	require.Empty(t, c.State().Runs)
	require.NotContains(t, d.records, run)
}

// The records hold the results; snapshots wait for room.
func TestAFullDiskIsSaidAndCostsNoResult(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	old := a.begin()
	a.train(old, 50, strings.Repeat("x", 80))
	a.finish(old)
	d.room = 100
	run := a.begin()
	a.train(run, 1, strings.Repeat("y", 40))
	require.Equal(t, store.Full, a.State().Storage.Keeping)
	a.train(run, 2, strings.Repeat("z", 40))
	a.finish(run)
	require.Equal(t, strings.Repeat("z", 40), a.snapshotOf(run), "in memory")
	require.Contains(t, d.records[run], `"finished"`)
	require.NotContains(t, d.snapshots, run)

	a.Dispatch(store.Delete{Group: old})
	a.Dispatch(store.Train{}) // so that it cannot be brought back
	require.Equal(t, strings.Repeat("z", 40), d.snapshots[run])
	require.Equal(t, store.Working, a.State().Storage.Keeping)
}

func TestWithoutStorageAllGoesOnInMemory(t *testing.T) {
	for _, keeping := range []store.Keeping{store.Refused, store.Newer, store.Blocked} {
		d := newDisk()
		d.refuses = &storage.Failure{Keeping: keeping, Why: "why"}
		a := open(d, "a")
		require.Equal(t, keeping, a.State().Storage.Keeping)
		require.Equal(t, "why", a.State().Storage.Why)
		run := a.begin()
		a.train(run, 1, "one")
		require.Equal(t, "one", a.snapshotOf(run))
		require.Empty(t, d.batches)
		a.finish(run)
		a.Dispatch(store.Delete{Group: run})
		a.Dispatch(store.Train{})
		require.Nil(t, a.snapshotOf(run), "memory is freed")
	}
}

func TestAStorageThatIsClosedIsSaid(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	d.lost(storage.Failure{Keeping: store.Lost})
	run := a.begin()
	a.train(run, 1, "one")
	require.Equal(t, store.Lost, a.State().Storage.Keeping)
	require.Equal(t, "one", a.snapshotOf(run))
	require.Empty(t, d.batches)
	d.lost(storage.Failure{Keeping: store.Newer})
	require.Equal(t, store.Lost, a.State().Storage.Keeping, "the first reason stays")
}

// What was being written when the storage was lost says nothing of what comes.
func TestAWriteThatEndsAfterTheStorageIsLostKeepsNothing(t *testing.T) {
	for _, full := range []bool{false, true} {
		d := newDisk()
		a := open(d, "a")
		run := a.begin()
		a.train(run, 1, "one")
		d.slow = true
		a.train(run, 2, "two")
		d.lost(storage.Failure{Keeping: store.Newer})
		if full {
			d.room = 1
		}
		d.answer()
		require.Equal(t, store.Newer, a.State().Storage.Keeping)
		require.Equal(t, "two", a.snapshotOf(run))
		a.train(run, 3, "three")
		require.Empty(t, d.answers)
		require.Equal(t, "three", a.snapshotOf(run))
	}
}

// While it is being written, and when that fails, the newest is in memory.
func TestASnapshotIsNeverOlderThanItsRecord(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "1")
	d.room = 1
	d.slow = true
	a.train(run, 2, "two")
	require.Equal(t, "two", a.snapshotOf(run))
	d.answer()
	require.Equal(t, "two", a.snapshotOf(run))
	d.slow = false
	d.answer()
	d.close("a")
	b := open(d, "b")
	require.Equal(t, 1, b.State().Run(run).Checkpoint.Epoch)
	require.Equal(t, "1", b.snapshotOf(run))
}

// Its weights are lost with the page; another's must not be taken for them.
func TestAFinishedRunWhoseSnapshotFoundNoRoomHasNone(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "1")
	d.room = 1
	a.train(run, 50, "fifty")
	a.finish(run)
	require.Equal(t, "fifty", a.snapshotOf(run))
	d.close("a")
	b := open(d, "b")
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Finished), b.phases())
	require.Len(t, b.State().Run(run).Curve.Points, 2)
	require.False(t, b.State().Run(run).Kept)
	require.False(t, b.State().Run(run).Seen())
	b.Dispatch(store.Ask{Wish: store.Export})
	c := open(newDisk(), "c")
	c.Import(d.file())
	require.Nil(t, c.snapshotOf(run))
}

func TestDamagedRecordsAreSkippedAndSaidUntilTheyAreCleared(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.finish(run)
	d.records["broken"] = d.records[run][:50]
	d.records["newer"] = `{"version": 3}`
	b := open(d, "b")
	require.Len(t, b.State().Runs, 1)
	require.Equal(t, 2, b.State().Storage.Skipped)
	require.NotEmpty(t, b.State().Storage.SkippedWhy)
	require.Contains(t, d.records, "newer")

	b.Dispatch(store.ClearAsked{})
	b.Dispatch(store.ClearDone{})
	require.Empty(t, d.records)
	require.Equal(t, store.NoWish, b.State().Storage.Wish)
}

func TestThePromiseOfTheBrowserIsAskedForAndTold(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	a.Dispatch(store.Ask{Wish: store.Persist})
	require.True(t, a.State().Storage.NotPromised)
	d.grants = true
	a.Dispatch(store.Ask{Wish: store.Persist})
	require.False(t, a.State().Storage.NotPromised)
	require.True(t, a.State().Storage.Persistent)
}

func Example() {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "a snapshot")
	delete(d.alive, "a") // the page is closed

	b := open(d, "b")
	for _, r := range b.State().Interrupted() {
		fmt.Println("kept:", r.Recipe.Name, "after epoch", r.Checkpoint.Epoch)
	}
	// Output: kept: Baseline after epoch 1
}

// A file that is read for a run is held by its ID, and let go if it is of no use.
func TestAFileThatIsBeingReadIsNoSnapshotThatWaits(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	d.room = 10
	run := a.begin()
	a.train(run, 1, "twelve bytes")
	require.Equal(t, store.Full, a.State().Storage.Keeping)
	d.room = 0
	a.Keep("a run to come", "its file")
	a.train(run, 2, "two")
	require.Equal(t, store.Working, a.State().Storage.Keeping)
	require.Equal(t, "its file", a.snapshotOf("a run to come"))
	a.Keep("a run to come", nil)
	require.Nil(t, a.snapshotOf("a run to come"))
}
