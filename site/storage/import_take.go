package storage

import (
	"errors"
	"fmt"

	"atelier/site/pool"
	"atelier/site/store"
)

// maxTaken bounds the snapshots that are taken at a time, in bytes, and maxBatch
// the runs.
const maxTaken = 64 << 20

// takeAll takes the runs that neither the page nor another that is open has, and
// calls done then.
func (i *importer) takeAll(done func()) {
	var fresh []store.Record
	for _, c := range i.records {
		if _, others := i.keeper.elsewhere[c.Run.ID]; others || i.keeper.state.Run(c.Run.ID) != nil {
			i.outcome.Already++
		} else {
			fresh = append(fresh, c)
		}
	}
	i.take(fresh, func() {
		i.keeper.dispatch(store.Filed{Outcome: i.outcome})
		done()
	})
}

// take takes some of the records, and when these are written, or cannot be, the
// others.
func (i *importer) take(records []store.Record, done func()) {
	n, bytes := 0, 0
	for n < len(records) && n < maxBatch {
		s := i.snapshots[records[n].Run.ID]
		if bytes += s.to - s.from; n > 0 && bytes > maxTaken {
			break
		}
		n++
	}
	if n == 0 {
		done()
		return
	}
	k := i.keeper
	i.fetch(records[:n], func(snapshots map[string]pool.Snapshot, err error) {
		if err != nil {
			i.outcome.Why = err.Error()
			done()
			return
		}
		for id, s := range snapshots {
			k.Keep(id, s)
		}
		i.outcome.Imported += n
		k.dispatch(store.Imported{Records: records[:n]})
		k.whenIdle(func() { k.place.Later(func() { i.take(records[n:], done) }) })
	})
}

// fetch reads the snapshots of records again.
func (i *importer) fetch(records []store.Record, have func(map[string]pool.Snapshot, error)) {
	snapshots := map[string]pool.Snapshot{}
	var next func(n int)
	next = func(n int) {
		if n == len(records) {
			have(snapshots, nil)
			return
		}
		r := records[n].Run
		where, ok := i.snapshots[r.ID]
		if !ok {
			next(n + 1)
			return
		}
		i.file.Snapshot(where.from, where.to, func(s pool.Snapshot, sum [32]byte, err error) {
			if err == nil && sum != where.sum {
				err = errors.New("the file has changed meanwhile")
			}
			if err != nil {
				have(nil, fmt.Errorf("the snapshot of %s cannot be read: %w", r.Recipe.Name, err))
				return
			}
			snapshots[r.ID] = s
			next(n + 1)
		})
	}
	next(0)
}
