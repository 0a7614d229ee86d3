package storage

import (
	"errors"
	"syscall/js"

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

func (b *browser) Open(done func(Opening, *Failure)) {
	if err := b.find(); err != nil {
		done(Opening{}, &Failure{Keeping: store.Refused, Why: err.Error()})
		return
	}
	b.alone(func(release func()) {
		fail := func(f *Failure) {
			release()
			done(Opening{}, f)
		}
		opened := func() { done(Opening{Read: b.readRecords, Alive: b.alive, Release: release}, nil) }
		if b.db.Truthy() {
			opened()
			return
		}
		if err := attempt(func() { b.request(opened, fail) }); err != nil {
			fail(&Failure{Keeping: store.Refused, Why: err.Error()})
		}
	}, func() {
		done(Opening{}, &Failure{Keeping: store.Refused, Why: "it does not let tabs know of each other"})
	})
}

// find finds what the browser has for it. To ask for it may throw already, which
// only calls survive.
func (b *browser) find() error {
	err := attempt(func() { b.factory = js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB") })
	switch {
	case err != nil:
		return err
	case !b.factory.Truthy():
		return errors.New("it has no IndexedDB")
	case b.holds != nil:
		return nil
	}
	b.holds = databases{b.factory, map[string][]func(){}}
	if locks := navigator().Get("locks"); locks.Truthy() {
		b.holds = webLocks{locks}
	}
	return nil
}

// request opens the database, and makes it what it should be.
func (b *browser) request(done func(), fail func(*Failure)) {
	request := b.factory.Call("open", databaseName, databaseVersion)
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
			b.keep(db)
			done()
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

// keep keeps the open database, and lets go of it when it must: also for one that
// wants to delete it, which wants no new version.
func (b *browser) keep(db js.Value) {
	b.db = db
	lose := func(keeping store.Keeping) {
		db.Call("close")
		b.lost(Failure{Keeping: keeping})
	}
	handlers(db, map[string]func(js.Value){
		"close": func(js.Value) { lose(store.Lost) },
		"versionchange": func(e js.Value) {
			if e.Get("newVersion").IsNull() {
				lose(store.Lost)
			} else {
				lose(store.Newer)
			}
		},
	})
}

// readRecords hands over each record in a task of its own.
func (b *browser) readRecords(known func(string) bool, found func(string, []byte), done func(*Failure)) {
	var records, request, runs js.Value
	var release func()
	failed := func() {
		release()
		done(failure(request.Get("error")))
	}
	// next asks for the first record from number i on that is not known.
	var next func(i int)
	next = func(i int) {
		for i < runs.Length() && known(runs.Index(i).String()) {
			i++
		}
		if i == runs.Length() {
			done(nil)
			return
		}
		request = records.Call("get", runs.Index(i))
		release = handlers(request, map[string]func(js.Value){
			"success": func(js.Value) {
				release()
				record := ""
				if value := request.Get("result"); value.Type() == js.TypeString {
					record = value.String()
				}
				found(runs.Index(i).String(), []byte(record))
				next(i + 1)
			},
			"error": func(js.Value) { failed() },
		})
	}
	err := attempt(func() {
		records = b.db.Call("transaction", recordStore).Call("objectStore", recordStore)
		request = records.Call("getAllKeys")
		release = handlers(request, map[string]func(js.Value){
			"success": func(js.Value) {
				release()
				runs = request.Get("result")
				next(0)
			},
			"error": func(js.Value) { failed() },
		})
	})
	if err != nil {
		done(&Failure{Keeping: store.Lost, Why: err.Error()})
	}
}
