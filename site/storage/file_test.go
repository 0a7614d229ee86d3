package storage_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
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
		"more than 1000":                                     with(f, 16, large...),
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
	d.answer()
	d.answer()
	require.Empty(t, d.answers, "nothing more to write")
	require.Equal(t, store.Outcome{Imported: 1}, a.State().Storage.File)
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

// lots returns a page with so many finished runs, each with a snapshot if that is
// not empty.
func lots(t *testing.T, d *disk, runs int, snapshot string) *tab {
	a := open(d, "a")
	a.begin()
	pattern := string(a.State().Record(a.State().Runs[0]))
	a.finish(a.State().Runs[0].ID)
	var records []store.Record
	for i := 2; i <= runs; i++ {
		c, err := store.ParseRecord([]byte(strings.ReplaceAll(pattern, "run-1-a", fmt.Sprintf("run-%d-a", i))))
		require.NoError(t, err)
		c.Run.Kept = snapshot != ""
		a.Keep(c.Run.ID, snapshot)
		records = append(records, c)
	}
	a.Dispatch(store.Imported{Records: records})
	require.Len(t, a.State().Runs, runs)
	return a
}

// Each of them within the bounds that the import has, and all come back.
func TestMoreRunsThanAFileMayHaveMakeSeveral(t *testing.T) {
	d := newDisk()
	a := lots(t, d, 1001, "")
	a.Dispatch(store.Ask{Wish: store.Export})
	require.Equal(t, store.Outcome{Exported: 1001, Files: 2}, a.State().Storage.File)
	require.Equal(t, []string{"atelier-runs.bin", "atelier-runs-2.bin"}, d.files)
	require.GreaterOrEqual(t, d.tasks, 50, "not all in one")
	b := open(newDisk(), "b")
	b.Import(d.file())
	require.Equal(t, store.Outcome{Imported: 1}, b.State().Storage.File)
}

func TestMoreBytesThanAFileMayHaveMakeSeveral(t *testing.T) {
	d := newDisk()
	a := lots(t, d, 6, "x")
	d.weight = storage.MaxFileBytes / 3
	a.Dispatch(store.Ask{Wish: store.Export})
	require.Equal(t, store.Outcome{Exported: 6, Files: 3}, a.State().Storage.File)
}

// Runs come in batches, which no task has more than one of.
func TestAnImportIsWrittenInBatches(t *testing.T) {
	d := newDisk()
	a := lots(t, d, 45, "x")
	a.Dispatch(store.Ask{Wish: store.Export})
	e := newDisk()
	b := open(e, "b")
	b.Import(d.file())
	require.Equal(t, store.Outcome{Imported: 45}, b.State().Storage.File)
	require.Len(t, b.State().Runs, 45)
	require.Len(t, e.batches, 3)
	require.Equal(t, 3, e.tasks)
	require.Len(t, e.snapshots, 44)
}

// The run comes further while it is asked for; what stands in the file belongs
// together.
func TestARunThatTrainsIsExportedWithTheSnapshotOfItsRecord(t *testing.T) {
	d := newDisk()
	a := open(d, "a")
	run := a.begin()
	a.train(run, 1, "one")
	d.lazy = true
	a.Dispatch(store.Ask{Wish: store.Export})
	a.train(run, 2, "two")
	d.answer()
	d.lazy = false
	d.answer()
	b := open(newDisk(), "b")
	b.Import(d.file())
	require.Equal(t, 2, b.State().Run(run).Checkpoint.Epoch)
	require.Len(t, b.State().Run(run).Curve.Points, 2)
	require.Equal(t, "two", b.snapshotOf(run))
}

// changing is a file that is another when it is read again.
type changing struct {
	file
	read map[int]bool
}

func (f changing) Snapshot(from, to int, have func(pool.Snapshot, [32]byte, error)) {
	if f.read[from] {
		have("another", [32]byte{1}, nil)
		return
	}
	f.read[from] = true
	f.file.Snapshot(from, to, have)
}

func TestAFileThatChangesWhileItIsReadIsSaid(t *testing.T) {
	b := open(newDisk(), "b")
	b.Import(changing{exported(t), map[int]bool{}})
	require.Equal(t, "the snapshot of Baseline cannot be read: the file has changed meanwhile", b.State().Storage.File.Why)
	require.Empty(t, b.State().Runs)
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
