package export

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// File is a file by its name, with slashes between folders.
type File struct {
	Name    string
	Content []byte
}

// What stands in a ZIP archive; the numbers are those of the reference.
const (
	localHeader   = 0x04034b50
	centralHeader = 0x02014b50
	endOfCentral  = 0x06054b50
	zipVersion    = 20
	utf8Names     = 1 << 11  // flag
	firstDay      = 1<<5 | 1 // 1 January 1980, the first that ZIP has; the core knows no clock
)

// ZIP returns an archive of files, which it stores as they are: what weighs
// most, weights and PNG, would hardly get smaller. The same files give the same
// bytes. It panics if all together have 4 GB or more.
//
// Reference: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT,
// sections 4.3.7, 4.3.12 and 4.3.16
func ZIP(files []File) []byte {
	var out, central []byte
	for _, f := range files {
		offset := len(out)
		// What both headers have, from the version that is needed on.
		shared := little16(nil, zipVersion, utf8Names, 0, 0, firstDay)
		shared = little32(shared, crc32.ChecksumIEEE(f.Content), uint32(len(f.Content)), uint32(len(f.Content)))
		shared = little16(shared, uint16(len(f.Name)), 0)

		out = append(little32(out, localHeader), shared...)
		out = append(out, f.Name...)
		out = append(out, f.Content...)

		central = append(little16(little32(central, centralHeader), zipVersion), shared...)
		central = little16(central, 0, 0, 0) // no comment, the first disk, no attributes
		central = append(little32(central, 0, uint32(offset)), f.Name...)
	}
	if uint64(len(out)+len(central)) > math.MaxUint32 || len(files) > math.MaxUint16 {
		panic("export: too much for a ZIP archive")
	}
	start := len(out)
	out = append(out, central...)
	out = little16(little32(out, endOfCentral), 0, 0, uint16(len(files)), uint16(len(files)))
	return little16(little32(out, uint32(len(central)), uint32(start)), 0)
}

func little16(out []byte, values ...uint16) []byte {
	for _, v := range values {
		out = binary.LittleEndian.AppendUint16(out, v)
	}
	return out
}

func little32(out []byte, values ...uint32) []byte {
	for _, v := range values {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	return out
}
