package dataset_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
)

// Cut a set into files, and put one of its shards together again.
func Example() {
	files, err := dataset.Build(dataset.MadeUp(1, 100, 20))
	if err != nil {
		log.Fatal(err)
	}
	manifest, err := dataset.ParseManifest(files[2].Content)
	if err != nil {
		log.Fatal(err)
	}
	shard := manifest.Test[0]
	if err := shard.Check(files[1].Content); err != nil {
		log.Fatal(err) // another size or sum than the manifest has
	}
	inflater, err := gzip.NewReader(bytes.NewReader(files[1].Content))
	if err != nil {
		log.Fatal(err)
	}
	content, err := io.ReadAll(inflater)
	if err != nil {
		log.Fatal(err)
	}
	images, err := shard.Decode(content)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(manifest.Source, images.Len(), manifest.Classes[images.Labels[8]])
	// Output:
	// made-up 20 Bag
}

// labelled returns images with the given labels, each of one brightness that
// tells it from the others.
func labelled(labels ...byte) dataset.Images {
	m := dataset.NewImages(len(labels))
	copy(m.Labels, labels)
	for i := range labels {
		for p := range m.Image(i) {
			m.Image(i)[p] = byte(i)
		}
	}
	return m
}

// order tells which images of labelled these are.
func order(m dataset.Images) []byte {
	var which []byte
	for i := range m.Len() {
		which = append(which, m.Image(i)[0])
	}
	return which
}

// By hand: the first 2, 3 and 5 (images 1, 3, 0), then the second of each
// (2, 6, 4), then the third 5.
func TestInterleavedImagesComeInRoundsOfTheClasses(t *testing.T) {
	m := dataset.Interleave(labelled(5, 2, 2, 3, 5, 5, 3))
	require.Equal(t, []byte{2, 3, 5, 2, 3, 5, 5}, m.Labels)
	require.Equal(t, []byte{1, 3, 0, 2, 6, 4, 5}, order(m))
	require.Equal(t, m, dataset.Interleave(m), "what is interleaved stays so")
	require.Zero(t, dataset.Interleave(dataset.Images{}).Len())
}

func TestInterleavingKeepsEachImageWithItsLabel(t *testing.T) {
	m := dataset.MadeUp(4, 50, 0).Train
	for i := range m.Labels {
		m.Labels[i] = byte(i / 7)
	}
	count := map[string]int{}
	for i := range m.Len() {
		count[string(m.Image(i))+string(m.Labels[i])]++
	}
	mixed := dataset.Interleave(m)
	for i := range mixed.Len() {
		count[string(mixed.Image(i))+string(mixed.Labels[i])]--
	}
	for _, n := range count {
		require.Zero(t, n)
	}
}

func TestASliceIsAPartOfTheListItself(t *testing.T) {
	m := labelled(1, 2, 3, 4)
	part := m.Slice(1, 3)
	require.Equal(t, 2, part.Len())
	require.Equal(t, []byte{1, 2}, order(part))
	part.Image(0)[0] = 200
	require.Equal(t, byte(200), m.Image(1)[0])
}
