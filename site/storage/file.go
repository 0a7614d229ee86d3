package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"atelier/site/pool"
	"atelier/site/store"
)

// A file of runs is
//
//	magic    [12]byte
//	version  uint32
//	runs     uint32
//	and for each run
//	  record    uint32, its length
//	  snapshot  uint32, its length, 0 if there is none
//	  sums      [2][32]byte, the SHA-256 of both
//	  the record, and the snapshot
//
// with all numbers little endian. A record is what store.State.Record writes, a
// snapshot what train.Session.Snapshot does.
const (
	fileMagic   = "atelier runs"
	fileVersion = 1
	headBytes   = len(fileMagic) + 4 + 4
	entryBytes  = 4 + 4 + 2*sha256.Size
)

// The bounds of a file.
const (
	MaxFileBytes     = 1 << 30
	maxRuns          = 10_000
	maxSnapshotBytes = 256 << 20
)

// FileName is what an exported file is called.
const FileName = "atelier-runs.bin"

func fileHead(runs int) []byte {
	head := binary.LittleEndian.AppendUint32([]byte(fileMagic), fileVersion)
	return binary.LittleEndian.AppendUint32(head, uint32(runs))
}

// entryHead returns what stands before a run's record.
func entryHead(record []byte, snapshotBytes int, sum [32]byte) []byte {
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(record)))
	head = binary.LittleEndian.AppendUint32(head, uint32(snapshotBytes))
	own := sha256.Sum256(record)
	return append(append(head, own[:]...), sum[:]...)
}

// export hands the person a file of the runs, one after the other.
func (k *Keeper) export(runs []*store.Run) {
	parts := []any{fileHead(len(runs))}
	var next func(i int)
	next = func(i int) {
		if i == len(runs) {
			k.place.Save(FileName, parts)
			k.dispatch(store.Granted{Refused: k.state.Storage.NotPromised})
			k.dispatch(store.Filed{Outcome: store.Outcome{Exported: len(runs)}})
			return
		}
		r := *runs[i]
		finish := func(s pool.Snapshot, bytes int, sum [32]byte) {
			r.Kept = s != nil
			record := k.state.Record(&r)
			parts = append(parts, entryHead(record, bytes, sum), record)
			if s != nil {
				parts = append(parts, s)
			}
			next(i + 1)
		}
		k.Snapshot(r.ID, func(s pool.Snapshot) {
			if s == nil {
				finish(nil, 0, sha256.Sum256(nil))
				return
			}
			k.place.Sum(s, func(bytes int, sum [32]byte) { finish(s, bytes, sum) })
		})
	}
	next(0)
}

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
	i := &importer{file: f, keeper: k, snapshots: map[string]pool.Snapshot{}}
	i.begin()
}

// importer reads a file piece by piece, so that the page is free in between.
type importer struct {
	file      File
	keeper    *Keeper
	at        int // in the file
	runs      int // that it says it has
	records   []store.Record
	snapshots map[string]pool.Snapshot
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
		i.finish()
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
	if slices.ContainsFunc(i.records, func(other store.Record) bool { return other.Run.ID == c.Run.ID }) {
		i.refuse("%s is there twice", what)
		return
	}
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
	i.file.Snapshot(from, i.at, func(s pool.Snapshot, sum [32]byte, err error) {
		switch {
		case err != nil:
			i.refuse("the snapshot of %s cannot be read: %v", what, err)
		case sum != sums[1]:
			i.refuse("the snapshot of %s is damaged: its SHA-256 does not match", what)
		default:
			i.snapshots[c.Run.ID] = s
			i.next()
		}
	})
}

// finish takes the runs that neither the page nor another that is open has.
func (i *importer) finish() {
	k := i.keeper
	k.look(func() {
		var outcome store.Outcome
		var fresh []store.Record
		for _, c := range i.records {
			if _, others := k.elsewhere[c.Run.ID]; others || k.state.Run(c.Run.ID) != nil {
				outcome.Already++
				continue
			}
			outcome.Imported++
			fresh = append(fresh, c)
			if s, ok := i.snapshots[c.Run.ID]; ok {
				k.Keep(c.Run.ID, s)
			}
		}
		k.dispatch(store.Imported{Records: fresh})
		k.dispatch(store.Filed{Outcome: outcome})
	})
}
