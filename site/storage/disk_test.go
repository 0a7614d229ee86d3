package storage_test

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"atelier/site/pool"
	"atelier/site/storage"
	"atelier/site/store"
)

// disk is a place within the test that several pages share. What is asked of it
// is answered when the test says so, or at once.
type disk struct {
	records   map[string]string
	snapshots map[string]string
	room      int             // bytes; 0 is no bound
	alive     map[string]bool // sessions of open pages
	heard     map[string]func()
	gone      map[string][]func() // what waits for a page to go
	asked     func()              // unless nil, called before it is said who is alive
	refuses   *storage.Failure
	slow      bool     // to write
	lazy      bool     // to read
	answers   []func() // those that wait
	batches   []string // the runs of each that was written, with a + for a snapshot and a - for what goes
	saved     []any
	files     []string // the names of all that were saved
	tasks     int      // that were begun
	weight    int      // what every snapshot claims to have, in bytes; 0 is its own
	lost      func(storage.Failure)
	held      int // openings that were not released
	reads     int // records that were handed over
	grants    bool
}

func newDisk() *disk {
	return &disk{records: map[string]string{}, snapshots: map[string]string{}, alive: map[string]bool{},
		heard: map[string]func(){}, gone: map[string][]func(){}}
}

// desk is the disk as a page has it.
type desk struct {
	*disk
	page string
}

func (d desk) Open(done func(storage.Opening, *storage.Failure)) {
	if d.refuses != nil {
		done(storage.Opening{}, d.refuses)
		return
	}
	d.held++
	done(storage.Opening{Read: d.read, Alive: func(pages []string, have func(map[string]bool)) {
		if d.asked != nil {
			d.asked()
		}
		have(maps.Clone(d.alive))
	}, Release: func() { d.held-- }}, nil)
}

func (d *disk) read(known func(string) bool, found func(string, []byte), done func(*storage.Failure)) {
	for _, run := range slices.Sorted(maps.Keys(d.records)) {
		if !known(run) {
			d.reads++
			found(run, []byte(d.records[run]))
		}
	}
	done(nil)
}

func (d desk) Announce() {
	for page, f := range d.heard {
		if page != d.page && d.alive[page] {
			f()
		}
	}
}

func (d desk) Heard(f func()) { d.heard[d.page] = f }

func (d *disk) Gone(page string, f func()) { d.gone[page] = append(d.gone[page], f) }

// close is the end of a page, of which the others hear.
func (d *disk) close(page string) {
	delete(d.alive, page)
	for _, f := range d.gone[page] {
		f()
	}
	delete(d.gone, page)
}

func (d *disk) Write(changes []storage.Change, done func(*storage.Failure)) {
	answer := func() { done(d.write(changes)) }
	if d.slow {
		d.answers = append(d.answers, answer)
		return
	}
	answer()
}

// answer lets what waits be done, oldest first.
func (d *disk) answer() {
	waiting := d.answers
	d.answers = nil
	for _, a := range waiting {
		a()
	}
}

func (d *disk) write(changes []storage.Change) *storage.Failure {
	records, snapshots := maps.Clone(d.records), maps.Clone(d.snapshots)
	var batch []string
	for _, c := range changes {
		switch {
		case c.Record == nil:
			delete(records, c.Run)
			delete(snapshots, c.Run)
			batch = append(batch, "-"+c.Run)
		case c.Snapshot == nil:
			records[c.Run] = string(c.Record)
			batch = append(batch, c.Run)
		default:
			records[c.Run] = string(c.Record)
			snapshots[c.Run] = c.Snapshot.(string)
			batch = append(batch, c.Run+"+")
		}
	}
	size := 0
	for _, s := range snapshots {
		size += len(s)
	}
	if d.room > 0 && size > d.room {
		return &storage.Failure{Keeping: store.Full, Why: "quota"}
	}
	d.records, d.snapshots = records, snapshots
	d.batches = append(d.batches, strings.Join(batch, " "))
	return nil
}

func (d *disk) Snapshot(run string, have func(pool.Snapshot)) {
	if d.lazy {
		s := d.snapshots[run]
		d.answers = append(d.answers, func() { have(s) })
		return
	}
	if s, ok := d.snapshots[run]; ok {
		have(s)
		return
	}
	have(nil)
}

func (d *disk) Lost(f func(storage.Failure)) { d.lost = f }

func (d *disk) Weigh(have func(used, quota float64, persistent bool)) {
	have(float64(len(d.records)), 100, d.grants)
}

func (d *disk) Persist(done func(bool)) { done(d.grants) }

func (d *disk) Later(f func()) {
	d.tasks++
	f()
}

func (d *disk) Pack(s pool.Snapshot, have func(any, int, [32]byte)) {
	if d.weight > 0 {
		have(s, d.weight, [32]byte{})
		return
	}
	have(s, len(s.(string)), sha256.Sum256([]byte(s.(string))))
}

func (d *disk) Save(name string, parts []any) { d.saved, d.files = parts, append(d.files, name) }
