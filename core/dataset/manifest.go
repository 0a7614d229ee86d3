package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ManifestFile is the name of the manifest among the shards.
const ManifestFile = "manifest.json"

// Format is the version of manifest and shards that this package reads and
// writes.
const Format = 1

// MaxManifestBytes bounds the size of a manifest.
const MaxManifestBytes = 64 << 10

// maxShards bounds the shards of a list.
const maxShards = 200

// ErrFormat is the error of a manifest of another version.
var ErrFormat = errors.New("unknown format")

// Manifest says what a data set is and which shards hold it.
type Manifest struct {
	Format    int      `json:"format"`
	Source    string   `json:"source"` // FashionMNIST or MadeUpSource
	Classes   []string `json:"classes"`
	Mean      float64  `json:"mean"`            // of the training pixels, 0 to 1
	Deviation float64  `json:"deviation"`       // of the training pixels
	SHA256    string   `json:"sha256,omitzero"` // of all images: see Set.SHA256; "" if it is not known
	Train     []Shard  `json:"train"`
	Test      []Shard  `json:"test"`
}

// ParseManifest reads a manifest. The version is looked at first; then every
// name, size and sum.
func ParseManifest(text []byte) (Manifest, error) {
	m, err := parseManifest(text)
	if err != nil {
		return Manifest{}, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	return m, nil
}

func parseManifest(text []byte) (m Manifest, err error) {
	if len(text) > MaxManifestBytes {
		return m, fmt.Errorf("has %d bytes, more than %d", len(text), MaxManifestBytes)
	}
	var head struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return m, fmt.Errorf("is not a manifest: %w", err)
	}
	if head.Format != Format {
		return m, fmt.Errorf("%w %d, this program reads format %d", ErrFormat, head.Format, Format)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return m, fmt.Errorf("is not a manifest: %w", err)
	}
	return m, m.check()
}

func (m Manifest) check() error {
	switch {
	case m.Source != FashionMNIST && m.Source != MadeUpSource:
		return fmt.Errorf("source is %q, want %q or %q", m.Source, FashionMNIST, MadeUpSource)
	case len(m.Classes) != Classes:
		return fmt.Errorf("has %d classes, want %d", len(m.Classes), Classes)
	case !(m.Mean >= 0 && m.Mean <= 1 && m.Deviation >= 0 && m.Deviation <= 1):
		return fmt.Errorf("mean %g and deviation %g of pixels are not in 0 to 1", m.Mean, m.Deviation)
	}
	if m.SHA256 != "" && !isSHA256(m.SHA256) {
		return fmt.Errorf("sha256 %q is not one", m.SHA256)
	}
	if i := slices.Index(m.Classes, ""); i >= 0 {
		return fmt.Errorf("class %d has no name", i)
	}
	if err := checkShards("train", m.Train); err != nil {
		return err
	}
	return checkShards("test", m.Test)
}

func checkShards(list string, shards []Shard) error {
	if len(shards) == 0 || len(shards) > maxShards {
		return fmt.Errorf("%s: %d shards, want 1 to %d", list, len(shards), maxShards)
	}
	for i, s := range shards {
		var err error
		switch {
		case !plainName(s.File):
			err = fmt.Errorf("file name %q is not a plain one", s.File)
		case s.Count < 1 || s.Count > ShardImages:
			err = fmt.Errorf("count is %d, want 1 to %d", s.Count, ShardImages)
		case s.Bytes < 1 || s.Bytes > 2*s.InflatedBytes():
			err = fmt.Errorf("bytes is %d, not the size of %d images", s.Bytes, s.Count)
		case !isSHA256(s.SHA256):
			err = fmt.Errorf("sha256 %q is not one", s.SHA256)
		default:
			continue
		}
		return fmt.Errorf("%s shard %d: %w", list, i, err)
	}
	return nil
}

func isSHA256(sum string) bool {
	return len(sum) == 2*sha256.Size && strings.Trim(sum, "0123456789abcdef") == ""
}

// plainName reports whether a file of that name stands in the folder itself,
// whatever joins the two.
func plainName(name string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
	return name != "" && len(name) <= 100 && name[0] != '.' && strings.Trim(name, allowed) == ""
}

// Count returns how many images the shards have together.
func Count(shards []Shard) int {
	n := 0
	for _, s := range shards {
		n += s.Count
	}
	return n
}
