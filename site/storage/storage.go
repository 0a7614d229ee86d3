// Package storage keeps runs beyond the page's life, without being asked: a
// record and the latest snapshot of each, in the browser's IndexedDB.
//
// The Keeper follows the store's state and writes down what has changed, in
// batches, one after the other, and never waits for it: where nothing can be
// kept, all goes on in memory, and the store is told why. Several pages may be
// open at once. Each run belongs to the page that trains it; when that is gone,
// another takes over what it has left: one that is open already, or the next
// that is opened.
package storage

import (
	"atelier/site/pool"
	"atelier/site/store"
)

// Place is where things are kept: the browser, or a test. What is asked of it
// is answered later, or at once.
type Place interface {
	// Open opens the place, unless it is open, and has done look at what is there.
	// Until Opening.Release no other page gets to do that.
	Open(done func(Opening, *Failure))
	// Write makes all of the changes or, if it fails, none.
	Write(changes []Change, done func(*Failure))
	// Snapshot hands over a run's snapshot; nil if there is none.
	Snapshot(run string, have func(pool.Snapshot))
	// Lost has f called when the place closes by itself.
	Lost(f func(Failure))

	// Announce tells the other pages that something has been written that they may
	// want to show; Heard has f called when one of them has said so.
	Announce()
	Heard(f func())
	// Gone calls f when a page is not open any more.
	Gone(page string, f func())

	// Weigh tells how many bytes all takes of how many, and whether the browser
	// has promised not to clear them; Persist asks it to.
	Weigh(have func(used, quota float64, persistent bool))
	Persist(done func(granted bool))

	// Later calls f in a task of its own.
	Later(f func())
	// Pack makes a part of a file of a snapshot, which need not stay in memory, and
	// tells its length and its SHA-256.
	Pack(s pool.Snapshot, have func(part any, bytes int, sum [32]byte))
	// Save hands the person a file of these parts: slices of bytes, and what Pack made.
	Save(name string, parts []any)
}

// Change is what is to be written of one run.
type Change struct {
	Run      string
	Record   []byte        // nil: all of the run goes
	Snapshot pool.Snapshot // nil: the one that is there stays

	stands store.Checkpoint // where the run stood when the snapshot was taken
}

// Opening is what a place says when it has been opened.
type Opening struct {
	// Read hands over the records that are not known, one at a time.
	Read func(known func(run string) bool, found func(run string, record []byte), done func(*Failure))
	// Alive says which of the pages, named by their sessions, are open; one that
	// may be is.
	Alive   func(pages []string, have func(alive map[string]bool))
	Release func()
}

// Failure says why nothing could be kept.
type Failure struct {
	Keeping store.Keeping
	Why     string // what the browser said
}
