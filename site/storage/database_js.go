package storage

import (
	"syscall/js"

	"atelier/site/pool"
	"atelier/site/store"
)

// The database, version 2, has two stores:
//
//	records  by run: its record, a text
//	pieces   by run and number, from 0: its snapshot in pieces, each an array
//
// Version 1 had one store, runs, with objects of a record and a snapshot: to
// read the records, one had to read all snapshots.
const (
	databaseName    = "atelier"
	databaseVersion = 2
	recordStore     = "records"
	pieceStore      = "pieces"
	formerStore     = "runs"
)

// pieceBytes is how much of a snapshot is handed over in one task: the browser
// copies it within that.
const pieceBytes = 4 << 20

func (b *browser) Open(found func(run string, record []byte), done func(Opening, *Failure)) {
	factory := js.Global().Get("indexedDB")
	if !factory.Truthy() {
		done(Opening{}, &Failure{Keeping: store.Refused, Why: "it has no IndexedDB"})
		return
	}
	b.alone(func(o Opening) {
		fail := func(f *Failure) {
			o.Release()
			done(Opening{}, f)
		}
		if err := attempt(func() { b.request(factory, found, func() { done(o, nil) }, fail) }); err != nil {
			fail(&Failure{Keeping: store.Refused, Why: err.Error()})
		}
	})
}

// request opens the database, and makes it what it should be.
func (b *browser) request(factory js.Value, found func(string, []byte), done func(), fail func(*Failure)) {
	request := factory.Call("open", databaseName, databaseVersion)
	refused := false
	var release func()
	release = handlers(request, map[string]func(js.Value){
		"upgradeneeded": func(e js.Value) {
			migrate(request.Get("result"), request.Get("transaction"), e.Get("oldVersion").Int())
		},
		// An older version of the page holds on to the old database.
		"blocked": func(js.Value) {
			refused = true
			fail(&Failure{Keeping: store.Blocked})
		},
		"error": func(e js.Value) {
			e.Call("preventDefault")
			release()
			f := failure(request.Get("error"))
			if f.Keeping == store.Lost {
				f.Keeping = store.Refused
			}
			if request.Get("error").Get("name").String() == "VersionError" {
				f.Keeping = store.Newer
			}
			if !refused {
				fail(f)
			}
		},
		"success": func(js.Value) {
			release()
			db := request.Get("result")
			if refused {
				db.Call("close")
				return
			}
			b.hold(db)
			b.readRecords(found, done, fail)
		},
	})
}

// migrate brings the database to version 2.
func migrate(db, transaction js.Value, from int) {
	records := db.Call("createObjectStore", recordStore)
	pieces := db.Call("createObjectStore", pieceStore)
	if from != 1 {
		return
	}
	request := transaction.Call("objectStore", formerStore).Call("openCursor")
	var release func()
	release = handlers(request, map[string]func(js.Value){"success": func(js.Value) {
		cursor := request.Get("result")
		if !cursor.Truthy() {
			release()
			db.Call("deleteObjectStore", formerStore)
			return
		}
		run, value := cursor.Get("key"), cursor.Get("value")
		records.Call("put", value.Get("record"), run)
		if snapshot := value.Get("snapshot"); snapshot.Truthy() {
			for i := range (snapshot.Length() + pieceBytes - 1) / pieceBytes {
				pieces.Call("put", piece(snapshot, i), []any{run, i})
			}
		}
		cursor.Call("continue")
	}})
}

// piece copies a piece of a snapshot: a view of it would bring all of it.
func piece(snapshot js.Value, i int) js.Value {
	return snapshot.Call("slice", i*pieceBytes, (i+1)*pieceBytes)
}

// hold keeps the open database, and lets go of it when it must.
func (b *browser) hold(db js.Value) {
	b.db = db
	lose := func(f Failure) func(js.Value) {
		return func(js.Value) {
			db.Call("close")
			b.lost(f)
		}
	}
	handlers(db, map[string]func(js.Value){
		"close":         lose(Failure{Keeping: store.Lost}),
		"versionchange": lose(Failure{Keeping: store.Newer}),
	})
}

// readRecords hands over each record in a task of its own.
func (b *browser) readRecords(found func(string, []byte), done func(), fail func(*Failure)) {
	request := b.db.Call("transaction", recordStore).Call("objectStore", recordStore).Call("openCursor")
	var release func()
	release = handlers(request, map[string]func(js.Value){
		"success": func(js.Value) {
			cursor := request.Get("result")
			if !cursor.Truthy() {
				release()
				done()
				return
			}
			record := ""
			if value := cursor.Get("value"); value.Type() == js.TypeString {
				record = value.String()
			}
			found(cursor.Get("key").String(), []byte(record))
			cursor.Call("continue")
		},
		"error": func(js.Value) {
			release()
			fail(failure(request.Get("error")))
		},
	})
}

func (b *browser) Write(changes []Change, done func(*Failure)) {
	w := &writing{changes: changes}
	err := attempt(func() {
		transaction := b.db.Call("transaction", []any{recordStore, pieceStore}, "readwrite")
		w.records, w.pieces = transaction.Call("objectStore", recordStore), transaction.Call("objectStore", pieceStore)
		var release func()
		end := func(f func() *Failure) func(js.Value) {
			return func(js.Value) {
				release()
				w.further.Release()
				done(f())
			}
		}
		release = handlers(transaction, map[string]func(js.Value){
			"complete": end(func() *Failure { return nil }),
			"abort":    end(func() *Failure { return failure(transaction.Get("error")) }),
		})
		w.further = js.FuncOf(func(js.Value, []js.Value) any {
			w.proceed()
			return nil
		})
		w.proceed()
	})
	if err != nil {
		done(&Failure{Keeping: store.Lost, Why: err.Error()})
	}
}

// writing is a transaction under way.
type writing struct {
	changes         []Change
	records, pieces js.Value
	piece           int // of the first change's snapshot that is next
	further         js.Func
}

// proceed writes until it has handed over a piece; when that is stored, it goes on.
func (w *writing) proceed() {
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

// piecesOf is the range of a run's pieces.
func piecesOf(run string) js.Value {
	return js.Global().Get("IDBKeyRange").Call("bound", []any{run, 0}, []any{run, js.Global().Get("Infinity")})
}

func (b *browser) Snapshot(run string, have func(pool.Snapshot)) {
	nothing := func(js.Value) { have(nil) }
	err := attempt(func() {
		request := b.db.Call("transaction", pieceStore).Call("objectStore", pieceStore).Call("getAll", piecesOf(run))
		var release func()
		release = handlers(request, map[string]func(js.Value){
			"success": func(js.Value) {
				release()
				pieces := request.Get("result")
				if pieces.Length() == 0 {
					have(nil)
					return
				}
				// A Blob joins them outside the page's task.
				joined := js.Global().Get("Blob").New(pieces).Call("arrayBuffer")
				settled(joined, func(buffer js.Value) { have(js.Global().Get("Uint8Array").New(buffer)) }, nothing)
			},
			"error": func(js.Value) {
				release()
				have(nil)
			},
		})
	})
	if err != nil {
		have(nil)
	}
}
