package storage

import (
	"slices"

	"atelier/site/pool"
	"atelier/site/store"
)

// Keeper keeps what the store's state holds. It belongs to the goroutine of the
// store.
type Keeper struct {
	place    Place
	dispatch func(store.Action)
	state    store.State // as it was last heard of

	open  bool // the place can be written to
	ended bool // or never will be

	seen    map[string]*store.Run    // the runs as they were when last looked at
	worth   map[string]string        // of their records that are written, or due
	deleted []*store.Run             // what the state could bring back then
	due     []string                 // runs whose records are to be written, in that order
	held    map[string]pool.Snapshot // those that are not written yet, or cannot be
	writing bool
	written func() // called after the next batch, unless nil

	took     map[string]bool // while the records are taken over: those that need not be written
	unread   []string        // records that could not be read
	wish     store.Wish      // that is being granted
	weighing bool
}

var _ pool.Archive = (*Keeper)(nil)

// New returns a keeper of a place, which is to be opened.
func New(place Place, dispatch func(store.Action)) *Keeper {
	return &Keeper{
		place: place, dispatch: dispatch,
		seen: map[string]*store.Run{}, worth: map[string]string{}, held: map[string]pool.Snapshot{},
	}
}

// Keep takes a run's snapshot, or drops the one that it holds. It is written with
// the run's next record.
func (k *Keeper) Keep(run string, s pool.Snapshot) {
	if s == nil {
		delete(k.held, run)
		return
	}
	k.held[run] = s
}

// Snapshot hands over what was kept of a run last.
func (k *Keeper) Snapshot(run string, have func(pool.Snapshot)) {
	if s, ok := k.held[run]; ok {
		have(s)
		return
	}
	if !k.open {
		have(nil)
		return
	}
	k.place.Snapshot(run, have)
}

// Follow hears of a new state, and has what is worth it written.
func (k *Keeper) Follow(s store.State) {
	k.state = s
	before := len(k.due)
	k.note(s)
	k.dropGone(s)
	if len(k.due) > before {
		k.flush()
	}
	k.grant()
}

// note finds the runs whose records have changed. What changes with every batch
// is not looked at twice.
func (k *Keeper) note(s store.State) {
	undone := !slices.Equal(s.Deleted, k.deleted)
	k.deleted = s.Deleted
	look := func(r *store.Run) {
		if k.seen[r.ID] == r && r.Phase != store.Queued && !undone {
			return
		}
		k.seen[r.ID] = r
		worth := s.Worth(r)
		if k.worth[r.ID] == worth {
			return
		}
		k.worth[r.ID] = worth
		if !k.took[r.ID] {
			k.owe(r.ID)
		}
	}
	for _, r := range s.Runs {
		look(r)
	}
	for _, r := range s.Deleted {
		look(r)
	}
}

// dropGone finds the runs that nobody can bring back.
func (k *Keeper) dropGone(s store.State) {
	if len(k.seen) == len(s.Runs)+len(s.Deleted) {
		return
	}
	there := map[string]bool{}
	for _, r := range slices.Concat(s.Runs, s.Deleted) {
		there[r.ID] = true
	}
	for id := range k.seen {
		if !there[id] {
			delete(k.seen, id)
			delete(k.worth, id)
			delete(k.held, id)
			k.owe(id)
		}
	}
}

// owe puts a run among those that are to be written.
func (k *Keeper) owe(run string) {
	if !k.ended {
		k.due = append(slices.DeleteFunc(k.due, func(id string) bool { return id == run }), run)
	}
}

// flush writes what is due, unless a batch is under way: then it follows that.
func (k *Keeper) flush() {
	if k.writing || !k.open || len(k.due) == 0 {
		return
	}
	var changes []Change
	for _, id := range k.due {
		changes = append(changes, k.change(id))
	}
	// What goes makes room for what comes.
	slices.SortStableFunc(changes, func(a, b Change) int { return min(len(a.Record), 1) - min(len(b.Record), 1) })
	k.due = nil
	k.write(changes)
}

// change returns what is to be written of a run, whose snapshot is not held any
// more then.
func (k *Keeper) change(run string) Change {
	r := k.seen[run]
	if r == nil {
		return Change{Run: run}
	}
	c := Change{Run: run, Record: k.state.Record(r), Snapshot: k.held[run]}
	delete(k.held, run)
	return c
}

func (k *Keeper) write(changes []Change) {
	k.writing = true
	k.place.Write(changes, func(f *Failure) {
		k.writing = false
		if f != nil {
			k.failed(changes, *f)
		} else {
			k.wrote(changes)
		}
		if then := k.written; then != nil && !k.writing {
			k.written = nil
			then()
		}
	})
}

// wrote goes on after a batch.
func (k *Keeper) wrote(changes []Change) {
	less, over := false, false
	for _, c := range changes {
		r := k.seen[c.Run]
		less = less || c.Record == nil
		over = over || r == nil || r.Phase.Over()
	}
	if less {
		k.oweHeld() // there may be room for them now
	}
	if over {
		k.weigh()
	}
	if !k.waits() {
		k.tell(Failure{Keeping: store.Working})
	}
	k.flush()
}

// waits reports whether a run's snapshot could not be written yet. What is held
// of no run is a file that is being read.
func (k *Keeper) waits() bool {
	for id := range k.held {
		if k.seen[id] != nil {
			return true
		}
	}
	return false
}

// oweHeld has the snapshots written that could not be.
func (k *Keeper) oweHeld() {
	for id := range k.held {
		if k.seen[id] != nil && !slices.Contains(k.due, id) {
			k.owe(id)
		}
	}
}

// failed puts back what was not written, but for what is newer by now. Where
// there is no room, records alone may still find some: they hold the results.
// All else waits for the next change.
func (k *Keeper) failed(changes []Change, f Failure) {
	k.tell(f)
	snapshots := false
	for i, c := range changes {
		if c.Snapshot == nil {
			continue
		}
		snapshots = true
		changes[i].Snapshot = nil
		if _, newer := k.held[c.Run]; !newer && k.seen[c.Run] != nil {
			k.held[c.Run] = c.Snapshot
		}
	}
	if f.Keeping == store.Full && snapshots {
		k.write(changes)
		return
	}
	later := k.due
	k.due = nil
	for _, c := range changes {
		k.owe(c.Run)
	}
	for _, id := range later {
		k.owe(id)
	}
}

// lose goes on in memory.
func (k *Keeper) lose(f Failure) {
	k.open, k.ended, k.due = false, true, nil
	k.tell(f)
}

// tell tells the store how the page stands, if that is news.
func (k *Keeper) tell(f Failure) {
	if now := k.state.Storage; now.Keeping != f.Keeping || now.Why != f.Why {
		k.dispatch(store.Stored{Keeping: f.Keeping, Why: f.Why})
	}
}

// weigh tells the store how much is kept.
func (k *Keeper) weigh() {
	if k.weighing {
		return
	}
	k.weighing = true
	k.place.Weigh(func(used, quota float64, persistent bool) {
		k.weighing = false
		k.dispatch(store.Weighed{Used: used, Quota: quota, Persistent: persistent})
	})
}
