package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"atelier/site/pool"
	"atelier/site/store"
)

// File is a file that a person has chosen.
type File interface {
	Size() int
	// Read hands over a part of it, and Snapshot one that stays where it is, with
	// its SHA-256.
	Read(from, to int, have func([]byte, error))
	Snapshot(from, to int, have func(pool.Snapshot, [32]byte, error))
}

// Import takes the runs of a file if all of it is sound, and none otherwise.
func (k *Keeper) Import(f File) {
	i := &importer{file: f, keeper: k, there: map[string]bool{}, snapshots: map[string]span{}}
	i.begin()
}

// importer reads a file piece by piece, so that the page is free in between: at
// first all of it, to see that it is sound, and then once more, to take its runs,
// some at a time, as not all snapshots have room in memory.
type importer struct {
	file      File
	keeper    *Keeper
	at        int             // in the file
	runs      int             // that it says it has
	there     map[string]bool // the runs that came so far
	records   []store.Record
	snapshots map[string]span // by run, as far as they have one

	outcome store.Outcome
}

// span is where a run's snapshot lies in the file, and its SHA-256.
type span struct {
	from, to int
	sum      [32]byte
}

func (i *importer) refuse(format string, arguments ...any) {
	i.keeper.dispatch(store.Filed{Outcome: store.Outcome{Why: fmt.Sprintf(format, arguments...)}})
}

// read reads the next bytes; what names them in an error.
func (i *importer) read(bytes int, what string, have func([]byte)) {
	if bytes > i.file.Size()-i.at {
		i.refuse("the file ends in the middle of %s", what)
		return
	}
	from := i.at
	i.at += bytes
	i.file.Read(from, i.at, func(content []byte, err error) {
		if err != nil {
			i.refuse("%s cannot be read: %v", what, err)
			return
		}
		have(content)
	})
}

func (i *importer) begin() {
	if i.file.Size() > MaxFileBytes {
		i.refuse("the file has %d bytes, more than %d", i.file.Size(), MaxFileBytes)
		return
	}
	i.read(headBytes, "its head", func(head []byte) {
		version := binary.LittleEndian.Uint32(head[len(fileMagic):])
		i.runs = int(binary.LittleEndian.Uint32(head[len(fileMagic)+4:]))
		switch {
		case string(head[:len(fileMagic)]) != fileMagic:
			i.refuse("this is not a file of runs")
		case version != fileVersion:
			i.refuse("the file is of version %d, this page reads version %d", version, fileVersion)
		case i.runs > maxRuns:
			i.refuse("the file has %d runs, more than %d", i.runs, maxRuns)
		default:
			i.next()
		}
	})
}

// next reads the next run, or comes to the end.
func (i *importer) next() {
	if len(i.records) == i.runs {
		if left := i.file.Size() - i.at; left > 0 {
			i.refuse("the file has %d bytes too many", left)
			return
		}
		i.keeper.look(i.takeAll)
		return
	}
	what := fmt.Sprintf("run %d of %d", len(i.records)+1, i.runs)
	i.read(entryBytes, what, func(head []byte) {
		record, snapshot := int(binary.LittleEndian.Uint32(head)), int(binary.LittleEndian.Uint32(head[4:]))
		if record > store.MaxRecordBytes || snapshot > maxSnapshotBytes {
			i.refuse("%s: %d and %d bytes are too many", what, record, snapshot)
			return
		}
		sums := [2][32]byte{[32]byte(head[8:]), [32]byte(head[8+sha256.Size:])}
		i.read(record, what, func(text []byte) { i.entry(what, text, snapshot, sums) })
	})
}

// entry checks the record of a run, and goes on to its snapshot.
func (i *importer) entry(what string, text []byte, snapshotBytes int, sums [2][32]byte) {
	if sha256.Sum256(text) != sums[0] {
		i.refuse("%s is damaged: its SHA-256 does not match", what)
		return
	}
	c, err := store.ParseRecord(text)
	if err != nil {
		i.refuse("%s: %v", what, err)
		return
	}
	what += fmt.Sprintf(" (%s)", c.Run.Recipe.Name)
	if c.Run.Kept != (snapshotBytes > 0) {
		i.refuse("%s: its record and its snapshot do not belong together", what)
		return
	}
	if i.there[c.Run.ID] {
		i.refuse("%s is there twice", what)
		return
	}
	i.there[c.Run.ID] = true
	i.records = append(i.records, c)
	if snapshotBytes == 0 {
		i.next()
		return
	}
	if snapshotBytes > i.file.Size()-i.at {
		i.refuse("the file ends in the middle of the snapshot of %s", what)
		return
	}
	from := i.at
	i.at += snapshotBytes
	i.file.Snapshot(from, i.at, func(_ pool.Snapshot, sum [32]byte, err error) {
		switch {
		case err != nil:
			i.refuse("the snapshot of %s cannot be read: %v", what, err)
		case sum != sums[1]:
			i.refuse("the snapshot of %s is damaged: its SHA-256 does not match", what)
		default:
			i.snapshots[c.Run.ID] = span{from, from + snapshotBytes, sum}
			i.next()
		}
	})
}
