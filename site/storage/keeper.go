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

	// Of the place; see open.go.
	open      bool              // it can be written to
	ended     bool              // or never will be
	read      bool              // the first look is over
	looking   bool              // a look is under way
	looks     []func(func())    // what those want that are to come, nil for nothing more
	elsewhere map[string]string // runs of other pages that are open, and whose they are
	left      map[string]bool   // the pages that are known to be gone
	awaited   map[string]bool   // the pages whose end is waited for
	took      map[string]bool   // while records are taken over: those that need not be written
	unread    map[string]bool   // records that could not be read
	unreadWhy string            // the first of these

	// Of the runs.
	seen    map[string]*store.Run  // as they were when last looked at
	worth   map[string]store.Worth // of their records that are written, or due
	deleted []*store.Run           // what the state could bring back then
	gone    map[string]bool        // runs that are not to be kept any more

	// Of what is written; see write.go.
	due     []string                    // runs whose records are to be written, in that order
	isDue   map[string]bool             // these
	held    map[string]pool.Snapshot    // those that are not written yet, or cannot be
	flying  map[string]pool.Snapshot    // those that are being written
	stands  map[string]store.Checkpoint // of the snapshots that are written
	writing bool
	idle    []func() // called when nothing is due any more, or cannot be written

	wish     store.Wish // that is being granted
	weighing bool
}

var _ pool.Archive = (*Keeper)(nil)

// New returns a keeper of a place, which is to be opened.
func New(place Place, dispatch func(store.Action)) *Keeper {
	return &Keeper{
		place: place, dispatch: dispatch,
		left: map[string]bool{}, awaited: map[string]bool{}, unread: map[string]bool{},
		seen: map[string]*store.Run{}, worth: map[string]store.Worth{}, gone: map[string]bool{},
		isDue: map[string]bool{}, held: map[string]pool.Snapshot{}, flying: map[string]pool.Snapshot{},
		stands: map[string]store.Checkpoint{},
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
	for _, memory := range []map[string]pool.Snapshot{k.held, k.flying} {
		if s, ok := memory[run]; ok {
			have(s)
			return
		}
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
		if k.seen[r.ID] == r && !undone {
			return
		}
		k.seen[r.ID] = r
		worth := s.Worth(r)
		if k.worth[r.ID] == worth {
			return
		}
		k.worth[r.ID] = worth
		delete(k.gone, r.ID)
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
			k.erase(id)
		}
	}
}

// erase has nothing kept of a run any more, whoever wrote it.
func (k *Keeper) erase(run string) {
	k.gone[run] = true
	k.owe(run)
}

// owe puts a run among those that are to be written.
func (k *Keeper) owe(run string) {
	if !k.ended && !k.isDue[run] {
		k.due, k.isDue[run] = append(k.due, run), true
	}
}
