package storage_test

import (
	"crypto/sha256"
	"maps"
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
	refuses   *storage.Failure
	slow      bool
	answers   []func() // those that wait
	batches   []string // the runs of each that was written, with a + for a snapshot and a - for what goes
	saved     []any
	lost      func(storage.Failure)
	held      int // openings that were not released
	grants    bool
}

func newDisk() *disk {
	return &disk{records: map[string]string{}, snapshots: map[string]string{}, alive: map[string]bool{}}
}

func (d *disk) Open(found func(string, []byte), done func(storage.Opening, *storage.Failure)) {
	if d.refuses != nil {
		done(storage.Opening{}, d.refuses)
		return
	}
	for run, record := range d.records {
		found(run, []byte(record))
	}
	d.held++
	done(storage.Opening{Alive: func(page string) bool { return d.alive[page] }, Release: func() { d.held-- }}, nil)
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

func (d *disk) Sum(s pool.Snapshot, have func(int, [32]byte)) {
	have(len(s.(string)), sha256.Sum256([]byte(s.(string))))
}

func (d *disk) Save(_ string, parts []any) { d.saved = parts }
