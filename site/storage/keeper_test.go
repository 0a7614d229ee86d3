package storage_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/pool"
	"atelier/site/storage"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// disk is a place within the test that several pages share. What is asked of it
// is answered when the test says so, or at once.
type disk struct {
	records   map[string]string
	snapshots map[string]string
	room      int             // bytes; 0 is no bound
	alive     map[string]bool // sessions of open pages
	refuses   *storage.Failure
	slow      bool
	answers   []func() // those that wait
	batches   []string // the runs of each that was written, with a + for a snapshot and a - for what goes
	images    bool
	saved     []any
	lost      func(storage.Failure)
	held      int // openings that were not released
	grants    bool
}

func newDisk() *disk {
	return &disk{records: map[string]string{}, snapshots: map[string]string{}, alive: map[string]bool{}, images: true}
}

func (d *disk) Open(found func(string, []byte), done func(storage.Opening, *storage.Failure)) {
	if d.refuses != nil {
		done(storage.Opening{}, d.refuses)
		return
	}
	for run, record := range d.records {
		found(run, []byte(record))
	}
	d.held++
	done(storage.Opening{Alive: func(page string) bool { return d.alive[page] }, Release: func() { d.held-- }}, nil)
}

func (d *disk) Write(changes []storage.Change, done func(*storage.Failure)) {
	answer := func() { done(d.write(changes)) }
	if d.slow {
		d.answers = append(d.answers, answer)
		return
	}
	answer()
}

// answer lets what waits be done, oldest first.
func (d *disk) answer() {
	waiting := d.answers
	d.answers = nil
	for _, a := range waiting {
		a()
	}
}

func (d *disk) write(changes []storage.Change) *storage.Failure {
	records, snapshots := clone(d.records), clone(d.snapshots)
	var batch []string
	for _, c := range changes {
		switch {
		case c.Record == nil:
			delete(records, c.Run)
			delete(snapshots, c.Run)
			batch = append(batch, "-"+c.Run)
		case c.Snapshot == nil:
			records[c.Run] = string(c.Record)
			batch = append(batch, c.Run)
		default:
			records[c.Run] = string(c.Record)
			snapshots[c.Run] = c.Snapshot.(string)
			batch = append(batch, c.Run+"+")
		}
	}
	size := 0
	for _, s := range snapshots {
		size += len(s)
	}
	if d.room > 0 && size > d.room {
		return &storage.Failure{Keeping: store.Full, Why: "quota"}
	}
	d.records, d.snapshots = records, snapshots
	d.batches = append(d.batches, strings.Join(batch, " "))
	return nil
}

func clone(m map[string]string) map[string]string {
	c := map[string]string{}
	for k, v := range m {
		c[k] = v
	}
	return c
}

func (d *disk) Snapshot(run string, have func(pool.Snapshot)) {
	if s, ok := d.snapshots[run]; ok {
		have(s)
		return
	}
	have(nil)
}

func (d *disk) Lost(f func(storage.Failure)) { d.lost = f }

func (d *disk) Weigh(have func(used, quota float64, persistent bool)) {
	have(float64(len(d.records)), 100, d.grants)
}

func (d *disk) Persist(done func(bool)) { done(d.grants) }

func (d *disk) DropImages() { d.images = false }

func (d *disk) Sum(s pool.Snapshot, have func(int, [32]byte)) {
	have(len(s.(string)), sha256.Sum256([]byte(s.(string))))
}

func (d *disk) Save(_ string, parts []any) { d.saved = parts }

// tab is a page that is opened on a disk.
type tab struct {
	*store.Store
	*storage.Keeper
	commands []wire.Command
}

func open(d *disk, session string) *tab {
	p := &tab{}
	initial := store.Initial()
	initial.Session, initial.Workers = session, 2
	p.Store = store.New(initial, func(c wire.Command) { p.commands = append(p.commands, c) })
	p.Keeper = storage.New(d, p.Dispatch)
	p.Listen(p.Follow)
	d.alive[session] = true
	p.Open()
	return p
}

func (p *tab) say(r wire.Report) { p.Dispatch(store.Reported{Report: r}) }

// begin starts a run and returns its ID.
func (p *tab) begin() string {
	p.Dispatch(store.Train{})
	id := p.State().Newest().ID
	p.say(wire.Report{Kind: wire.Trained, Run: id, Event: &train.Event{Kind: train.Started, TrainingImages: 54000, Parameters: 10}})
	return id
}

// train has the run train an epoch, and hands over a snapshot.
func (p *tab) train(run string, epoch int, snapshot string) {
	p.say(wire.Report{Kind: wire.Trained, Run: run, Images: 54000 * epoch, Event: &train.Event{Kind: train.Epoch, Epoch: epoch, Epochs: 50}})
	p.Keep(run, snapshot)
	p.say(wire.Report{Kind: wire.Kept, Run: run, Epoch: epoch, Images: 54000 * epoch})
}

func (p *tab) finish(run string) {
	p.say(wire.Report{Kind: wire.Trained, Run: run, Event: &train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50}})
}

// snapshotOf returns the snapshot of a run.
func (p *tab) snapshotOf(run string) any {
	var got any
	p.Snapshot(run, func(s pool.Snapshot) { got = s })
	return got
}

func (p *tab) phases() string {
	var list []string
	for _, r := range p.State().Runs {
		list = append(list, fmt.Sprintf("%s %d", r.ID, r.Phase))
	}
	return strings.Join(list, ", ")
}

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
	require.Equal(t, []string{one, two + "+ " + one + "+"}, d.batches)
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
	require.False(t, d.images)
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
