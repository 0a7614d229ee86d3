package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// ShardImages is how many images a shard has, but for the last of a list.
const ShardImages = 5000

// A shard, once inflated, is a header of four little-endian numbers of 32
// bits (magic, count, rows, columns), the labels, and the pixels.
const (
	shardMagic       = 0x31535441 // "ATS1"
	shardHeaderBytes = 16
)

// Shard describes one file of a data set, a part of it in gzip.
type Shard struct {
	File   string `json:"file"`
	Count  int    `json:"count"`  // images, at most ShardImages
	Bytes  int    `json:"bytes"`  // of the file
	SHA256 string `json:"sha256"` // of the file, in hexadecimal
}

// InflatedBytes is the size of the shard's content.
func (s Shard) InflatedBytes() int { return shardHeaderBytes + s.Count*(1+Pixels) }

// Check returns an error unless the file has the size and the SHA-256 that
// the manifest gives.
func (s Shard) Check(file []byte) error {
	return s.CheckSum(len(file), func() string { return checksum(file) })
}

// CheckSum is Check of a file of so many bytes whose SHA-256, in hexadecimal,
// sum returns. It is not called if the size is wrong already.
func (s Shard) CheckSum(bytes int, sum func() string) error {
	if bytes != s.Bytes {
		return fmt.Errorf("%s: has %d bytes, want %d", s.File, bytes, s.Bytes)
	}
	if got := sum(); got != s.SHA256 {
		return fmt.Errorf("%s: its sha-256 is %s, want %s", s.File, got, s.SHA256)
	}
	return nil
}

// Decode reads the inflated content, whose memory the images keep.
func (s Shard) Decode(content []byte) (Images, error) {
	if len(content) != s.InflatedBytes() {
		return Images{}, fmt.Errorf("%s: inflates to %d bytes, want %d", s.File, len(content), s.InflatedBytes())
	}
	for i, want := range []int{shardMagic, s.Count, Rows, Columns} {
		if got := binary.LittleEndian.Uint32(content[4*i:]); got != uint32(want) {
			return Images{}, fmt.Errorf("%s: header field %d is %d, want %d", s.File, i, got, want)
		}
	}
	content = content[shardHeaderBytes:]
	m := Images{Labels: content[:s.Count], Pixels: content[s.Count:]}
	if err := checkLabels(m.Labels); err != nil {
		return Images{}, fmt.Errorf("%s: %w", s.File, err)
	}
	return m, nil
}

// encode is the inverse of Decode.
func encode(m Images) []byte {
	var b bytes.Buffer
	for _, field := range []int{shardMagic, m.Len(), Rows, Columns} {
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(field)))
	}
	b.Write(m.Labels)
	b.Write(m.Pixels)
	return b.Bytes()
}

func checksum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
