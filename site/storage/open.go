package storage

import (
	"slices"

	"atelier/site/store"
)

// Open opens the place and tells the store what is there, and from then on what
// other pages have added or left.
func (k *Keeper) Open() {
	k.place.Lost(k.lose)
	k.place.Heard(func() {
		if k.read && len(k.looks) == 0 {
			k.look(nil)
		}
	})
	k.look(nil)
}

// look reads what this page does not know, and sorts out whose that is. Then it
// calls then, unless that is nil. No other page gets to look before that is done
// and all is written.
func (k *Keeper) look(then func(done func())) {
	k.looks = append(k.looks, then)
	if !k.looking {
		k.lookNow()
	}
}

func (k *Keeper) lookNow() {
	wanted := k.looks
	k.looks, k.looking = nil, true
	var end func(release func())
	end = func(release func()) {
		for len(wanted) > 0 {
			then := wanted[0]
			wanted = wanted[1:]
			if then != nil {
				then(func() { end(release) })
				return
			}
		}
		k.whenIdle(func() {
			release()
			k.looking = false
			if k.open && k.state.Storage.Keeping == store.Opening {
				k.tell(Failure{Keeping: store.Working})
			}
			if len(k.looks) > 0 {
				k.lookNow()
			}
		})
	}
	if k.ended {
		end(func() {})
		return
	}
	k.place.Open(func(o Opening, f *Failure) {
		if f != nil {
			k.lose(*f)
			end(func() {})
			return
		}
		k.open = !k.ended
		k.gather(o, func(records []store.Record, f *Failure) {
			if f != nil {
				k.lose(*f)
			} else {
				k.take(records)
				k.flush()
			}
			end(o.Release)
		})
	})
}

// gather reads the records that this page does not know, and finds out which of
// their owners are gone. What one has left may have come after its records were
// read, so that these are read again, until no more are found to be gone.
func (k *Keeper) gather(o Opening, have func([]store.Record, *Failure)) {
	var records []store.Record
	var owners []string
	o.Read(k.known, func(run string, text []byte) {
		c, err := store.ParseRecord(text)
		if err != nil {
			if len(k.unread) == 0 {
				k.unreadWhy = err.Error()
			}
			k.unread[run] = true
			return
		}
		records = append(records, c)
		if ofOne(c) && !k.left[c.Owner] {
			owners = append(owners, c.Owner)
		}
	}, func(f *Failure) {
		if f != nil {
			have(nil, f)
			return
		}
		slices.Sort(owners)
		owners = slices.Compact(owners)
		o.Alive(owners, func(alive map[string]bool) {
			again := false
			for _, page := range owners {
				if !alive[page] {
					k.left[page], again = true, true
				}
			}
			if again {
				k.gather(o, have)
				return
			}
			have(records, nil)
		})
	})
}

// known reports whether there is nothing to learn from a run's record.
func (k *Keeper) known(run string) bool {
	return k.seen[run] != nil || k.gone[run] || k.unread[run]
}

// take sorts out whose the records are. What a page left that is gone is this
// page's from then on; what another page is at is left to that.
func (k *Keeper) take(records []store.Record) {
	k.took, k.elsewhere = map[string]bool{}, map[string]string{}
	active := 0
	var mine []store.Record
	for _, c := range records {
		id := c.Run.ID
		switch {
		case k.known(id): // by now
		case ofOne(c) && !k.left[c.Owner]:
			k.elsewhere[id] = c.Owner
			if !c.Deleted {
				active++
			}
			k.await(c.Owner)
		case c.Deleted:
			k.erase(id)
		default:
			k.took[id] = c.Run.Phase != store.Interrupted
			if c.Run.Kept {
				k.stands[id] = c.Run.Checkpoint
			}
			mine = append(mine, c)
		}
	}
	if !k.read {
		k.read = true
		k.dispatch(store.Opened{Records: mine})
	} else if len(mine) > 0 {
		k.dispatch(store.Arrived{Records: mine})
	}
	k.took = nil
	k.dispatch(store.Read{Skipped: len(k.unread), SkippedWhy: k.unreadWhy, Elsewhere: active})
	k.weigh()
}

// ofOne reports whether a run is its owner's alone, while that is open. What is
// over is for all.
func ofOne(c store.Record) bool { return c.Deleted || c.Run.Phase == store.Interrupted }

// await has what a page leaves taken over when it is closed.
func (k *Keeper) await(page string) {
	if k.awaited[page] {
		return
	}
	k.awaited[page] = true
	k.place.Gone(page, func() {
		delete(k.awaited, page)
		k.look(nil)
	})
}
