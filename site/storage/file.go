package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
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

// The bounds of a file: what a page can show, and a browser hold. Where there is
// more to export, it makes several.
const (
	MaxFileBytes     = 1 << 30
	maxRuns          = 1000
	maxSnapshotBytes = 256 << 20
)

// fileName is what an exported file is called, by its number.
func fileName(number int) string {
	if number == 1 {
		return "atelier-runs.bin"
	}
	return fmt.Sprintf("atelier-runs-%d.bin", number)
}

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
