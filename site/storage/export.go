package storage

import (
	"cmp"
	"crypto/sha256"

	"atelier/site/pool"
	"atelier/site/store"
)

// exporter makes files of runs, one run after the other.
type exporter struct {
	keeper *Keeper
	runs   []*store.Run
	next   int // of these
	files  int // that are saved

	// Of the file that is being made.
	parts []any
	in    int // runs
	bytes int
}

// export hands the person the runs as files.
func (k *Keeper) export(runs []*store.Run) {
	e := &exporter{keeper: k, runs: runs}
	e.proceed()
}

func (e *exporter) proceed() {
	k := e.keeper
	if e.next < len(e.runs) {
		e.take(e.now())
		return
	}
	if e.in > 0 || e.files == 0 {
		e.save()
	}
	k.dispatch(store.Granted{Refused: k.state.Storage.NotPromised})
	k.dispatch(store.Filed{Outcome: store.Outcome{Exported: len(e.runs), Files: e.files}})
}

// now returns the run whose turn it is as it is now, or was last.
func (e *exporter) now() *store.Run {
	r := e.runs[e.next]
	return cmp.Or(e.keeper.seen[r.ID], r)
}

// take takes a run, with the snapshot that its record tells of: a run that trains
// may come further before that is here, and is asked for again.
func (e *exporter) take(r *store.Run) {
	k := e.keeper
	if !r.Kept {
		e.add(k.state.Record(r), nil, 0, sha256.Sum256(nil))
		return
	}
	k.Snapshot(r.ID, func(s pool.Snapshot) {
		now := e.now()
		if now.Checkpoint != r.Checkpoint {
			e.take(now)
			return
		}
		with := *now
		with.Kept = s != nil
		record := k.state.Record(&with)
		if s == nil {
			e.add(record, nil, 0, sha256.Sum256(nil))
			return
		}
		k.place.Pack(s, func(part any, bytes int, sum [32]byte) { e.add(record, part, bytes, sum) })
	})
}

// add adds a run to the file, or to one more if it is full.
func (e *exporter) add(record []byte, snapshot any, snapshotBytes int, sum [32]byte) {
	bytes := entryBytes + len(record) + snapshotBytes
	if e.in == maxRuns || headBytes+e.bytes+bytes > MaxFileBytes {
		e.save()
	}
	e.parts = append(e.parts, entryHead(record, snapshotBytes, sum), record)
	if snapshot != nil {
		e.parts = append(e.parts, snapshot)
	}
	e.in++
	e.bytes += bytes
	if e.next++; e.next%maxBatch == 0 {
		e.keeper.place.Later(e.proceed)
	} else {
		e.proceed()
	}
}

func (e *exporter) save() {
	e.files++
	e.keeper.place.Save(fileName(e.files), append([]any{fileHead(e.in)}, e.parts...))
	e.parts, e.in, e.bytes = nil, 0, 0
}
