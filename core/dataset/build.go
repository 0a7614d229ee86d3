package dataset

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
)

// File is a file of a data set, by its name within its folder.
type File struct {
	Name    string
	Content []byte
}

// Build cuts a data set into shards and returns them with their manifest,
// which comes last. The same set gives the same bytes.
//
// The end of each shard's name is the beginning of its SHA-256, so that it
// may be cached for ever. The names do not end in .gz because some hosts
// would then have the browser inflate the file, and its sum would be wrong.
func Build(set Set) ([]File, error) {
	var files []File
	m := Manifest{Format: Format, Source: set.Source, Classes: ClassNames(), SHA256: set.SHA256()}
	m.Mean, m.Deviation = pixelStatistics(set.Train)
	for _, part := range []struct {
		name   string
		images Images
		shards *[]Shard
	}{{"train", set.Train, &m.Train}, {"test", set.Test, &m.Test}} {
		for start := 0; start < part.images.Len(); start += ShardImages {
			images := part.images.Slice(start, min(start+ShardImages, part.images.Len()))
			content, err := deflate(encode(images))
			if err != nil {
				return nil, err
			}
			sum := checksum(content)
			name := fmt.Sprintf("%s-%02d.%s.shard", part.name, start/ShardImages, sum[:12])
			*part.shards = append(*part.shards, Shard{File: name, Count: images.Len(), Bytes: len(content), SHA256: sum})
			files = append(files, File{name, content})
		}
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	manifest, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(files, File{ManifestFile, append(manifest, '\n')}), nil
}

// compression is the level of gzip. The levels above take ten times as long or
// more, for half a percent.
const compression = 7

// deflate returns gzip without time or name.
func deflate(content []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, compression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// pixelStatistics returns the mean and the standard deviation of all pixels
// as numbers from 0 to 1.
func pixelStatistics(m Images) (mean, deviation float64) {
	var counts [256]int
	for _, p := range m.Pixels {
		counts[p]++
	}
	n := float64(max(len(m.Pixels), 1))
	for v, count := range counts {
		mean += float64(v) / 255 * float64(count) / n
	}
	for v, count := range counts {
		d := float64(v)/255 - mean
		deviation += float64(d*d) * float64(count) / n
	}
	return mean, math.Sqrt(deviation)
}
