// Package datadir reads a data set from a folder: the shards that tools/data
// writes, or the four files that Fashion-MNIST is published in. It writes both
// too, the latter for other programs.
package datadir

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"atelier/core/dataset"
)

// Canonical is one of the files that Fashion-MNIST is published in.
type Canonical struct {
	Name   string
	Bytes  int64
	SHA256 string
}

// The canonical files, as https://github.com/zalandoresearch/fashion-mnist
// has them.
var (
	TrainImages = Canonical{"train-images-idx3-ubyte.gz", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"}
	TrainLabels = Canonical{"train-labels-idx1-ubyte.gz", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"}
	TestImages  = Canonical{"t10k-images-idx3-ubyte.gz", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"}
	TestLabels  = Canonical{"t10k-labels-idx1-ubyte.gz", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"}
)

// All lists the canonical files.
func All() []Canonical { return []Canonical{TrainImages, TrainLabels, TestImages, TestLabels} }

// Check returns an error unless the content has the file's size and SHA-256.
func (c Canonical) Check(content []byte) error {
	if int64(len(content)) != c.Bytes {
		return fmt.Errorf("%s: has %d bytes, want %d", c.Name, len(content), c.Bytes)
	}
	sum := sha256.Sum256(content)
	if got := hex.EncodeToString(sum[:]); got != c.SHA256 {
		return fmt.Errorf("%s: its sha-256 is %s, want %s", c.Name, got, c.SHA256)
	}
	return nil
}

// ErrNone is the error of a folder that holds no data set at all.
var ErrNone = errors.New("no data set")

// Open is Read of a folder of that name, which its errors name; where there is no
// data set they say how one comes there.
func Open(folder string) (dataset.Set, error) {
	set, err := Read(os.DirFS(folder))
	switch {
	case errors.Is(err, ErrNone):
		return set, fmt.Errorf("%s: %w; make data brings one into build/data", folder, err)
	case err != nil:
		return set, fmt.Errorf("%s: %w", folder, err)
	}
	return set, nil
}

// Read returns the data set of the folder. It takes the shards if there is a
// manifest. Both forms give the same images in the same order, so that a run
// has the same bits on either.
func Read(folder fs.FS) (dataset.Set, error) {
	manifest, err := fs.ReadFile(folder, dataset.ManifestFile)
	switch {
	case err == nil:
		return readShards(folder, manifest)
	case !errors.Is(err, fs.ErrNotExist):
		return dataset.Set{}, err
	}
	if _, err := fs.Stat(folder, TrainImages.Name); errors.Is(err, fs.ErrNotExist) {
		return dataset.Set{}, fmt.Errorf("%w: neither %s nor %s is there", ErrNone, dataset.ManifestFile, TrainImages.Name)
	}
	return ReadCanonical(folder)
}

func readShards(folder fs.FS, manifest []byte) (dataset.Set, error) {
	m, err := dataset.ParseManifest(manifest)
	if err != nil {
		return dataset.Set{}, err
	}
	set := dataset.Set{Source: m.Source}
	if set.Train, err = readList(folder, m.Train); err != nil {
		return dataset.Set{}, err
	}
	if set.Test, err = readList(folder, m.Test); err != nil {
		return dataset.Set{}, err
	}
	if m.SHA256 != "" && set.SHA256() != m.SHA256 {
		return dataset.Set{}, fmt.Errorf("%s: the sha-256 of all images is %s, want %s", dataset.ManifestFile, set.SHA256(), m.SHA256)
	}
	return set, nil
}

func readList(folder fs.FS, shards []dataset.Shard) (dataset.Images, error) {
	var all dataset.Images
	for _, s := range shards {
		file, err := fs.ReadFile(folder, s.File)
		if err != nil {
			return all, err
		}
		if err := s.Check(file); err != nil {
			return all, err
		}
		content, err := inflate(file, s.InflatedBytes())
		if err != nil {
			return all, fmt.Errorf("%s: %w", s.File, err)
		}
		images, err := s.Decode(content)
		if err != nil {
			return all, err
		}
		all.Pixels = append(all.Pixels, images.Pixels...)
		all.Labels = append(all.Labels, images.Labels...)
	}
	return all, nil
}

// inflate undoes gzip, up to one byte more than wanted.
func inflate(file []byte, want int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, int64(want)+1))
}

// ReadCanonical returns the data set of the four canonical files, each checked
// against its SHA-256.
func ReadCanonical(folder fs.FS) (dataset.Set, error) {
	train, err := readPair(folder, TrainImages, TrainLabels)
	if err != nil {
		return dataset.Set{}, err
	}
	test, err := readPair(folder, TestImages, TestLabels)
	if err != nil {
		return dataset.Set{}, err
	}
	return dataset.Set{Source: dataset.FashionMNIST, Train: dataset.Interleave(train), Test: test}, nil
}

func readPair(folder fs.FS, images, labels Canonical) (m dataset.Images, err error) {
	if m.Pixels, err = readIDX(folder, images, dataset.ReadIDXImages); err != nil {
		return m, err
	}
	if m.Labels, err = readIDX(folder, labels, dataset.ReadIDXLabels); err != nil {
		return m, err
	}
	if m.Len()*dataset.Pixels != len(m.Pixels) {
		return m, fmt.Errorf("%s and %s: %d images but %d labels", images.Name, labels.Name, len(m.Pixels)/dataset.Pixels, m.Len())
	}
	return m, nil
}

func readIDX(folder fs.FS, file Canonical, read func(io.Reader) ([]byte, error)) ([]byte, error) {
	content, err := fs.ReadFile(folder, file.Name)
	if err != nil {
		return nil, err
	}
	if err := file.Check(content); err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name, err)
	}
	values, err := read(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name, err)
	}
	return values, nil
}

// WriteShards writes the set as its shards and their manifest.
func WriteShards(folder string, set dataset.Set) error {
	files, err := dataset.Build(set)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.Name), f.Content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// WriteIDX writes the set as the four files that Fashion-MNIST is published in,
// not gzipped, for programs that are not Atelier's. The training images keep
// their order, which is another one than that of the published files.
func WriteIDX(folder string, set dataset.Set) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for prefix, images := range map[string]dataset.Images{"train": set.Train, "t10k": set.Test} {
		n := uint32(images.Len())
		pixels := append(bigEndian(2051, n, dataset.Rows, dataset.Columns), images.Pixels...)
		labels := append(bigEndian(2049, n), images.Labels...)
		for name, content := range map[string][]byte{"images-idx3": pixels, "labels-idx1": labels} {
			if err := os.WriteFile(filepath.Join(folder, prefix+"-"+name+"-ubyte"), content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func bigEndian(values ...uint32) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	return out
}
