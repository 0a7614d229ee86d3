package storage

import "atelier/site/store"

// Open opens the place and tells the store what is there. What a page left that
// is gone is this page's from then on; what another page is at is left to that.
func (k *Keeper) Open() {
	var records []store.Record
	var read store.Read
	k.place.Lost(k.lose)
	k.place.Open(func(run string, text []byte) {
		c, err := store.ParseRecord(text)
		if err != nil {
			k.unread = append(k.unread, run)
			if read.Skipped++; read.SkippedWhy == "" {
				read.SkippedWhy = err.Error()
			}
			return
		}
		records = append(records, c)
	}, func(o Opening, f *Failure) {
		if f != nil {
			k.lose(*f)
			return
		}
		k.open = true
		k.take(records, &read, o)
	})
}

// take sorts out whose the records are.
func (k *Keeper) take(records []store.Record, read *store.Read, o Opening) {
	k.took = map[string]bool{}
	var mine []store.Record
	for _, c := range records {
		alive := o.Alive(c.Owner)
		switch {
		case c.Deleted && !alive:
			k.owe(c.Run.ID)
		case c.Deleted:
		case c.Run.Phase == store.Interrupted && alive:
			read.Elsewhere++
		default:
			k.took[c.Run.ID] = c.Run.Phase != store.Interrupted
			mine = append(mine, c)
		}
	}
	k.dispatch(store.Opened{Records: mine})
	k.took = nil
	k.dispatch(*read)
	k.weigh()
	k.flush()
	if k.writing {
		k.written = o.Release
		return
	}
	k.tell(Failure{Keeping: store.Working})
	o.Release()
}

// grant does what people ask of the storage.
func (k *Keeper) grant() {
	asked := k.state.Storage
	if asked.Wish == k.wish {
		return
	}
	k.wish = asked.Wish
	switch k.wish {
	case store.Persist:
		k.place.Persist(func(granted bool) {
			k.dispatch(store.Granted{Refused: !granted})
			k.weigh()
		})
	case store.Export:
		k.export(k.state.Runs)
	case store.Clear:
		for _, id := range k.unread {
			k.owe(id)
		}
		k.unread = nil
		k.flush()
		k.dispatch(store.Granted{Refused: asked.NotPromised})
		k.weigh()
	}
}
