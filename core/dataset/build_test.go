package dataset_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

func inflated(t testing.TB, file []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file))
	require.NoError(t, err)
	content, err := io.ReadAll(r)
	require.NoError(t, err)
	return content
}

// read puts a set together again from the files of Build, as a reader does.
func read(t *testing.T, files []dataset.File) dataset.Set {
	t.Helper()
	byName := map[string][]byte{}
	for _, f := range files {
		byName[f.Name] = f.Content
	}
	m, err := dataset.ParseManifest(byName[dataset.ManifestFile])
	require.NoError(t, err)
	set := dataset.Set{Source: m.Source}
	for _, list := range []struct {
		shards []dataset.Shard
		images *dataset.Images
	}{{m.Train, &set.Train}, {m.Test, &set.Test}} {
		for _, s := range list.shards {
			require.NoError(t, s.Check(byName[s.File]))
			images, err := s.Decode(inflated(t, byName[s.File]))
			require.NoError(t, err)
			list.images.Pixels = append(list.images.Pixels, images.Pixels...)
			list.images.Labels = append(list.images.Labels, images.Labels...)
		}
	}
	return set
}

// small returns a set of two shards and one, the last ones not full. Most
// images are black, which makes it quick.
func small() dataset.Set {
	set := dataset.MadeUp(1, 60, 17)
	garments := set.Train
	set.Train = dataset.NewImages(5003)
	copy(set.Train.Pixels, garments.Pixels)
	copy(set.Train.Labels[4950:], garments.Labels)
	copy(set.Train.Pixels[4950*784:], garments.Pixels)
	return set
}

// built returns what Build makes of it.
var built = sync.OnceValues(func() ([]dataset.File, error) { return dataset.Build(small()) })

func TestABuiltSetIsReadAsItWas(t *testing.T) {
	files, err := built()
	require.NoError(t, err)
	require.Len(t, files, 4)
	require.Equal(t, dataset.ManifestFile, files[3].Name, "the manifest comes after what it names")
	require.Equal(t, small(), read(t, files))
}

func TestTheSameSetBuildsTheSameBytes(t *testing.T) {
	a, err := built()
	require.NoError(t, err)
	b, err := dataset.Build(small())
	require.NoError(t, err)
	require.Equal(t, a, b)
}

// RFC 1952: byte 3 of a gzip file has a bit for each optional field (0 is
// none, so no name), bytes 4 to 7 the time of change (0 is none).
func TestShardsCarryNeitherNameNorTime(t *testing.T) {
	files, err := built()
	require.NoError(t, err)
	require.Equal(t, []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0}, files[0].Content[:8])
}

func TestTheManifestSaysWhatTheShardsAre(t *testing.T) {
	files, err := built()
	require.NoError(t, err)
	m, err := dataset.ParseManifest(files[3].Content)
	require.NoError(t, err)
	require.Equal(t, dataset.MadeUpSource, m.Source)
	require.Equal(t, dataset.ClassNames(), m.Classes)
	require.Equal(t, small().SHA256(), m.SHA256)
	for i, s := range append(m.Train, m.Test...) {
		sum := fmt.Sprintf("%x", sha256.Sum256(files[i].Content))
		require.Equal(t, dataset.Shard{File: files[i].Name, Count: []int{5000, 3, 17}[i], Bytes: len(files[i].Content), SHA256: sum}, s)
		require.Equal(t, []string{"train-00.", "train-01.", "test-00."}[i]+sum[:12]+".shard", s.File)
	}
}

// The form of a shard, field by field: "ATS1" in ASCII, the count, the rows,
// the columns, the labels, the pixels.
func TestAShardIsHeaderLabelsAndPixels(t *testing.T) {
	set := small()
	files, err := built()
	require.NoError(t, err)
	want := []byte("ATS1")
	for _, field := range []uint32{3, 28, 28} {
		want = binary.LittleEndian.AppendUint32(want, field)
	}
	want = append(want, set.Train.Labels[5000:]...)
	want = append(want, set.Train.Pixels[5000*784:]...)
	require.Equal(t, want, inflated(t, files[1].Content))
}

// The first shard alone can be trained on: it has each class in the same
// share, also where the images came sorted by class.
func TestEveryShardHasTheClassesInEqualShares(t *testing.T) {
	sorted := dataset.NewImages(10_000)
	for i := range sorted.Labels {
		sorted.Labels[i] = byte(i / 1000)
	}
	files, err := dataset.Build(dataset.Set{Source: dataset.FashionMNIST, Train: dataset.Interleave(sorted), Test: sorted.Slice(0, 1)})
	require.NoError(t, err)
	for _, f := range files[:2] {
		var count [dataset.Classes]int
		for _, label := range inflated(t, f.Content)[16:][:5000] {
			count[label]++
		}
		for _, n := range count {
			require.Equal(t, 500, n)
		}
	}
}

// A quarter of the pixels 255 and the others 0: the mean is 1/4, and the
// deviation √(1/4·3/4).
func TestTheManifestHasMeanAndDeviationOfTheTrainingPixels(t *testing.T) {
	train := dataset.NewImages(4)
	for i := range train.Image(2) {
		train.Image(2)[i] = 255
	}
	files, err := dataset.Build(dataset.Set{Source: dataset.MadeUpSource, Train: train, Test: dataset.NewImages(1)})
	require.NoError(t, err)
	m, err := dataset.ParseManifest(files[2].Content)
	require.NoError(t, err)
	require.InDelta(t, 0.25, m.Mean, 1e-15)
	require.InDelta(t, math.Sqrt(0.1875), m.Deviation, 1e-15)
}

func TestASetThatNoManifestCanNameIsNotBuilt(t *testing.T) {
	for says, set := range map[string]dataset.Set{
		`dataset: source is ""`:             {Train: dataset.NewImages(1), Test: dataset.NewImages(1)},
		"dataset: train: 0 shards, want 1 ": {Source: dataset.MadeUpSource, Test: dataset.NewImages(1)},
		"dataset: test: 0 shards, want 1 ":  {Source: dataset.MadeUpSource, Train: dataset.NewImages(1)},
	} {
		_, err := dataset.Build(set)
		require.ErrorContains(t, err, says)
	}
}
