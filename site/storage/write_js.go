package storage

import (
	"syscall/js"

	"atelier/site/store"
)

// Write has one transaction for all. Where the browser throws something in the
// middle of it, it is undone.
func (b *browser) Write(changes []Change, done func(*Failure)) {
	w := &writing{changes: changes}
	err := attempt(func() {
		w.transaction = b.db.Call("transaction", []any{recordStore, pieceStore}, "readwrite")
		w.records, w.pieces = w.transaction.Call("objectStore", recordStore), w.transaction.Call("objectStore", pieceStore)
	})
	if err != nil {
		done(&Failure{Keeping: store.Lost, Why: err.Error()})
		return
	}
	w.further = js.FuncOf(func(js.Value, []js.Value) any {
		w.proceed()
		return nil
	})
	var release func()
	end := func(f *Failure) {
		release()
		w.further.Release()
		done(f)
	}
	release = handlers(w.transaction, map[string]func(js.Value){
		"complete": func(js.Value) { end(nil) },
		"abort": func(js.Value) {
			if w.thrown == nil {
				w.thrown = failure(w.transaction.Get("error"))
			}
			end(w.thrown)
		},
	})
	w.proceed()
}

// writing is a transaction under way.
type writing struct {
	transaction     js.Value
	changes         []Change
	records, pieces js.Value
	piece           int // of the first change's snapshot that is next
	further         js.Func
	thrown          *Failure // why it was undone, if that was the page
}

// proceed writes until it has handed over a piece; when that is stored, it goes on.
func (w *writing) proceed() {
	if w.thrown != nil {
		return
	}
	if err := attempt(w.next); err != nil {
		w.thrown = &Failure{Keeping: store.Lost, Why: err.Error()}
		// One that cannot be aborted is over already, and has said so.
		_ = attempt(func() { w.transaction.Call("abort") })
	}
}

func (w *writing) next() {
	for len(w.changes) > 0 {
		c := w.changes[0]
		if w.piece == 0 {
			w.begin(c)
		}
		snapshot, ok := c.Snapshot.(js.Value)
		if !ok || w.piece*pieceBytes >= snapshot.Length() {
			w.changes, w.piece = w.changes[1:], 0
			continue
		}
		request := w.pieces.Call("put", piece(snapshot, w.piece), []any{c.Run, w.piece})
		request.Set("onsuccess", w.further)
		w.piece++
		return
	}
}

// begin writes a change but for its snapshot, for which it makes room.
func (w *writing) begin(c Change) {
	if c.Record == nil {
		w.records.Call("delete", c.Run)
	} else {
		w.records.Call("put", string(c.Record), c.Run)
	}
	if c.Record == nil || c.Snapshot != nil {
		w.pieces.Call("delete", piecesOf(c.Run))
	}
}
