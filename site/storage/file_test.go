package storage_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/pool"
	"atelier/site/storage"
	"atelier/site/store"
)

// file is a chosen file within the test.
type file []byte

func (f file) Size() int { return len(f) }

func (f file) Read(from, to int, have func([]byte, error)) { have(f[from:to], nil) }

func (f file) Snapshot(from, to int, have func(pool.Snapshot, [32]byte, error)) {
	have(string(f[from:to]), sha256.Sum256(f[from:to]), nil)
}

// exported returns the file of a page with a finished run, an active one, and
// one that has just begun.
func exported(t *testing.T) file {
	d := newDisk()
	a := open(d, "a")
	done := a.begin()
	a.train(done, 50, "the first snapshot")
	a.finish(done)
	a.train(a.begin(), 3, "the second snapshot")
	a.Dispatch(store.Train{})
	a.Dispatch(store.Ask{Wish: store.Export})
	require.Equal(t, 3, a.State().Storage.File.Exported)
	require.Equal(t, store.NoWish, a.State().Storage.Wish)
	return d.file()
}

// file returns what was saved last.
func (d *disk) file() file {
	var content []byte
	for _, part := range d.saved {
		switch p := part.(type) {
		case []byte:
			content = append(content, p...)
		case string:
			content = append(content, p...)
		}
	}
	return content
}

func TestAnExportedFileIsImportedElsewhere(t *testing.T) {
	f := exported(t)
	d := newDisk()
	b := open(d, "b")
	b.Import(f)
	require.Equal(t, store.Outcome{Imported: 3}, b.State().Storage.File)
	runs := b.State().Runs
	require.Equal(t, []store.RunPhase{store.Finished, store.Interrupted, store.Interrupted},
		[]store.RunPhase{runs[0].Phase, runs[1].Phase, runs[2].Phase})
	require.Equal(t, "the first snapshot", b.snapshotOf(runs[0].ID))
	require.Equal(t, "the second snapshot", d.snapshots[runs[1].ID])
	require.Len(t, d.records, 3)
	b.Import(f)
	require.Equal(t, store.Outcome{Already: 3}, b.State().Storage.File)
	require.Len(t, b.State().Runs, 3)
}

func TestAnEmptyPageExportsAnEmptyFile(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	a.Dispatch(store.Ask{Wish: store.Export})
	b := open(newDisk(), "b")
	b.Import(file(d.saved[0].([]byte)))
	require.Equal(t, store.Outcome{}, b.State().Storage.File)
}

func with(f file, at int, b ...byte) file {
	changed := bytes.Clone(f)
	copy(changed[at:], b)
	return changed
}

// Of a damaged file nothing is taken, whatever comes before the damage.
func TestADamagedFileIsRefusedWithWhatAndWhere(t *testing.T) {
	f := exported(t)
	large := binary.LittleEndian.AppendUint32(nil, 1<<31)
	second := bytes.Index(f, []byte("the second snapshot"))
	twice := append(with(f, 16, 4), f[20:]...)
	for want, damaged := range map[string]file{
		"ends in the middle of its head":                     f[:10],
		"not a file of runs":                                 with(f, 0, 'A'),
		"of version 2, this page reads version 1":            with(f, 12, 2),
		"more than 10000":                                    with(f, 16, large...),
		"too many":                                           with(f, 20, large...),
		"ends in the middle of run 1 of 3":                   f[:40],
		"run 1 of 3 is damaged":                              with(f, 100, 'X'),
		"the snapshot of run 2 of 3 (Baseline 2) is damaged": with(f, second, 'T'),
		"ends in the middle of the snapshot of run 2":        f[:second+5],
		"bytes too many":                                     append(bytes.Clone(f), 0),
		"run 4 of 4 (Baseline) is there twice":               twice,
	} {
		d := newDisk()
		b := open(d, "b")
		b.Import(damaged)
		require.Contains(t, b.State().Storage.File.Why, want)
		require.Empty(t, b.State().Runs)
		require.Empty(t, d.records)
	}
}

// What was deleted can come back from a file. Each answer of the disk may begin
// another batch; there must be an end to it.
func TestADeletedRunIsImportedAndStays(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 50, "its snapshot")
	a.finish(run)
	a.Dispatch(store.Ask{Wish: store.Export})
	f := d.file()
	a.Dispatch(store.Delete{Group: run})
	d.slow = true
	a.Import(f)
	require.Equal(t, store.Outcome{Imported: 1}, a.State().Storage.File)
	d.answer()
	d.answer()
	require.Empty(t, d.answers, "nothing more to write")
	d.slow = false
	a.Dispatch(store.Restore{})
	require.Len(t, a.State().Runs, 1)
	d.close("a")
	b := open(d, "b")
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Finished), b.phases())
	require.Equal(t, "its snapshot", b.snapshotOf(run))
}

// The other page has come further than the file.
func TestRunsThatAnotherPageTrainsAreNotImported(t *testing.T) {
	d := newDisk()
	b := open(d, "b")
	a := open(d, "a")
	run := a.begin()
	a.train(run, 3, "three")
	a.Dispatch(store.Ask{Wish: store.Export})
	f := d.file()
	a.train(run, 10, "ten")
	b.Import(f)
	require.Equal(t, store.Outcome{Already: 1}, b.State().Storage.File)
	require.Empty(t, b.State().Runs)
	b.Dispatch(store.LeaveThem{})
	a.train(run, 50, "fifty")
	a.finish(run)
	d.close("a")
	d.close("b")
	c := open(d, "c")
	require.Equal(t, fmt.Sprintf("%s %d", run, store.Finished), c.phases())
	require.Equal(t, "fifty", c.snapshotOf(run))
	require.Zero(t, d.held)
}

func TestAFileIsImportedWhereNothingCanBeKept(t *testing.T) {
	f := exported(t)
	d := newDisk()
	d.refuses = &storage.Failure{Keeping: store.Refused}
	b := open(d, "b")
	b.Import(f)
	require.Len(t, b.State().Runs, 3)
	require.Equal(t, "the first snapshot", b.snapshotOf(b.State().Runs[0].ID))
}

// brokenFile cannot be read behind a place.
type brokenFile struct {
	file
	from int
}

func (f brokenFile) Read(from, to int, have func([]byte, error)) {
	if to > f.from {
		have(nil, errors.New("the disk is gone"))
		return
	}
	f.file.Read(from, to, have)
}

func TestAFileThatCannotBeReadIsSaid(t *testing.T) {
	b := open(newDisk(), "b")
	b.Import(brokenFile{exported(t), 50})
	require.Equal(t, "run 1 of 3 cannot be read: the disk is gone", b.State().Storage.File.Why)
}

// Whatever the bytes are, all is taken or nothing.
func FuzzImport(f *testing.F) {
	f.Add([]byte("atelier runs\x01\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		b := open(newDisk(), "b")
		b.Import(file(content))
		o := b.State().Storage.File
		require.Len(t, b.State().Runs, o.Imported)
		require.True(t, o.Why == "" || o.Imported == 0)
	})
}
