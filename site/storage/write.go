package storage

import (
	"maps"
	"slices"

	"atelier/site/store"
)

// maxBatch is how many runs a batch has at the most: their records are made in
// one task.
const maxBatch = 20

// flush writes what is due, unless a batch is under way: then it follows that.
func (k *Keeper) flush() {
	if k.writing || !k.open || len(k.due) == 0 {
		return
	}
	// What goes makes room for what comes.
	slices.SortStableFunc(k.due, func(a, b string) int { return k.stays(a) - k.stays(b) })
	n := min(len(k.due), maxBatch)
	batch := slices.Clone(k.due[:n])
	k.due = slices.Delete(k.due, 0, n)
	var changes []Change
	for _, id := range batch {
		delete(k.isDue, id)
		changes = append(changes, k.change(id))
	}
	k.write(changes)
}

// stays returns 1 for a run that is kept, and 0 for one that goes.
func (k *Keeper) stays(run string) int {
	if k.seen[run] == nil {
		return 0
	}
	return 1
}

// change returns what is to be written of a run.
func (k *Keeper) change(run string) Change {
	r := k.seen[run]
	if r == nil {
		return Change{Run: run}
	}
	c := Change{Run: run, Snapshot: k.held[run], stands: r.Checkpoint}
	if c.Snapshot != nil {
		k.flying[run] = c.Snapshot
		delete(k.held, run)
	}
	c.Record = k.record(r, c.Snapshot != nil)
	return c
}

// record returns the record of a run. One that is written without the run's
// snapshot tells of the snapshot that stays beside it, if there is any.
func (k *Keeper) record(r *store.Run, snapshot bool) []byte {
	if !snapshot {
		beside := *r
		beside.Checkpoint, beside.Kept = k.stands[r.ID]
		r = &beside
	}
	return k.state.Record(r)
}

func (k *Keeper) write(changes []Change) {
	k.writing = true
	k.place.Write(changes, func(f *Failure) {
		k.writing = false
		switch {
		case k.ended: // meanwhile; what was being written stays in memory
			for run, s := range k.flying {
				if _, newer := k.held[run]; !newer && k.seen[run] != nil {
					k.held[run] = s
				}
			}
			clear(k.flying)
		case f != nil:
			k.failed(changes, *f)
		default:
			k.wrote(changes)
		}
		k.rest()
	})
}

// whenIdle calls f once all that is due is written, or cannot be.
func (k *Keeper) whenIdle(f func()) {
	k.idle = append(k.idle, f)
	k.rest()
}

func (k *Keeper) rest() {
	for !k.writing && len(k.idle) > 0 {
		f := k.idle[0]
		k.idle = k.idle[1:]
		f()
	}
}

// wrote goes on after a batch.
func (k *Keeper) wrote(changes []Change) {
	less, over := false, false
	for _, c := range changes {
		r := k.seen[c.Run]
		less = less || c.Record == nil
		over = over || r == nil || r.Phase.Over()
		switch {
		case c.Record == nil:
			delete(k.stands, c.Run)
		case c.Snapshot != nil:
			k.stands[c.Run] = c.stands
		}
	}
	clear(k.flying)
	if less {
		k.oweHeld() // there may be room for them now
	}
	if over {
		k.weigh()
		k.place.Announce()
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
	for _, id := range slices.Sorted(maps.Keys(k.held)) {
		if k.seen[id] != nil {
			k.owe(id)
		}
	}
}

// failed puts back what was not written, but for what is newer by now. Where
// there is no room, records alone may still find some: they hold the results.
// All else waits for the next change.
func (k *Keeper) failed(changes []Change, f Failure) {
	k.tell(f)
	clear(k.flying)
	snapshots := false
	for i, c := range changes {
		if c.Snapshot == nil {
			continue
		}
		snapshots = true
		changes[i] = Change{Run: c.Run}
		if r := k.seen[c.Run]; r != nil {
			changes[i].Record = k.record(r, false)
			if _, newer := k.held[c.Run]; !newer {
				k.held[c.Run] = c.Snapshot
			}
		}
	}
	if f.Keeping == store.Full && snapshots {
		k.write(changes)
		return
	}
	later := k.due
	k.due = nil
	clear(k.isDue)
	for _, c := range changes {
		k.owe(c.Run)
	}
	for _, id := range later {
		k.owe(id)
	}
}

// lose goes on in memory.
func (k *Keeper) lose(f Failure) {
	if k.ended {
		return // for the reason that was told
	}
	k.open, k.ended, k.due = false, true, nil
	k.tell(f)
	if !k.writing {
		k.rest()
	}
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
