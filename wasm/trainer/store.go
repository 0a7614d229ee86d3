package main

import (
	"errors"
	"fmt"

	"atelier/core/dataset"
	"atelier/wasm/wire"
)

// samplesOfAClass is how many images of each class the page is given to show.
const samplesOfAClass = 6

// pauses are the seconds to wait before each further try at a file.
var pauses = [...]float64{0.5, 1.5}

// store is the data set as far as it has been fetched and checked. It belongs
// to the worker's loop. Fetching goes on beside it in a goroutine, which hands
// each checked shard over through do.
type store struct {
	host
	do     func(task func())        // have the worker's loop run the task
	notify func(report wire.Report) // called in the loop with all that happens

	fetching bool
	told     float64           // when progress was last reported
	manifest *dataset.Manifest // nil until it is here
	files    []*file           // test first: then any prefix of the training images makes a run
	data     dataset.Set       // room for all images, filled as shards arrive
}

// file is one shard and the place for its images.
type file struct {
	dataset.Shard
	images dataset.Images
	here   bool
}

// load fetches whatever is not here yet. It does nothing while that is under
// way, or when there is nothing to fetch.
func (s *store) load() {
	if s.fetching || s.manifest != nil && s.missing() == nil {
		return
	}
	s.fetching = true
	go s.fetch(s.manifest == nil, s.missing())
}

// missing lists the files that are not here.
func (s *store) missing() []*file {
	var list []*file
	for _, f := range s.files {
		if !f.here {
			list = append(list, f)
		}
	}
	return list
}

// first returns the data set with at least the first n training images, or
// with all that there are, and whether they are here.
func (s *store) first(n int) (dataset.Set, bool) {
	if s.manifest == nil {
		return dataset.Set{}, false
	}
	here := 0
	for _, f := range s.files[len(s.manifest.Test):] {
		if !f.here {
			break
		}
		here += f.Count
	}
	for _, f := range s.files[:len(s.manifest.Test)] {
		if !f.here {
			return dataset.Set{}, false
		}
	}
	set := s.data
	set.Train = set.Train.Slice(0, here)
	return set, here >= min(n, s.data.Train.Len())
}

// open takes the manifest and makes room for all images.
func (s *store) open(m dataset.Manifest) {
	s.manifest = &m
	place := func(images *dataset.Images, shards []dataset.Shard) {
		*images = dataset.NewImages(dataset.Count(shards))
		start := 0
		for _, shard := range shards {
			s.files = append(s.files, &file{Shard: shard, images: images.Slice(start, start+shard.Count)})
			start += shard.Count
		}
	}
	place(&s.data.Test, m.Test)
	place(&s.data.Train, m.Train)
}

// place puts the images of a shard where they belong.
func (s *store) place(f *file, images dataset.Images) {
	copy(f.images.Pixels, images.Pixels)
	copy(f.images.Labels, images.Labels)
	f.here = true
	if s.missing() == nil {
		s.notify(wire.Report{Kind: wire.Loaded, Data: s.describe()})
	}
}

// tell reports how far the data is, with the given bytes of a file on its way;
// not too often while one is.
func (s *store) tell(coming int) {
	if now := s.Now(); coming == 0 || now-s.told >= reportSeconds {
		s.told = now
	} else {
		return
	}
	l := wire.Loading{Bytes: coming, TotalShards: len(s.files)}
	for _, f := range s.files {
		l.TotalBytes += f.Bytes
		if f.here {
			l.Bytes += f.Bytes
			l.Shards++
		}
	}
	s.notify(wire.Report{Kind: wire.Fetching, Loading: &l})
}

func (s *store) describe() *wire.Data {
	d := &wire.Data{
		Source:         s.manifest.Source,
		Classes:        s.manifest.Classes,
		TrainingImages: s.data.Train.Len(),
		TestImages:     s.data.Test.Len(),
		Samples:        make([][]byte, len(s.manifest.Classes)),
	}
	for i, label := range s.data.Train.Labels {
		if of := &d.Samples[label]; len(*of) < samplesOfAClass*dataset.Pixels {
			*of = append(*of, s.data.Train.Image(i)...)
		}
	}
	return d
}

// fetch brings the manifest, if wanted, and the files, in their order. It runs
// beside the loop and touches the store only through do.
func (s *store) fetch(manifest bool, files []*file) {
	err := func() error {
		if manifest {
			m, err := s.fetchManifest()
			if err != nil {
				return err
			}
			opened := make(chan struct{})
			s.do(func() {
				s.open(m)
				files = s.missing()
				close(opened)
			})
			<-opened
		}
		for _, f := range files {
			images, err := s.fetchShard(f.Shard)
			if err != nil {
				return err
			}
			s.do(func() { s.place(f, images); s.tell(0) })
		}
		return nil
	}()
	s.do(func() {
		s.fetching = false
		if err != nil {
			s.notify(wire.Report{Kind: wire.LoadFailed, Message: err.Error()})
		}
	})
}

func (s *store) fetchManifest() (m dataset.Manifest, err error) {
	err = s.try(dataset.ManifestFile, dataset.MaxManifestBytes, nil, func(content []byte) error {
		m, err = dataset.ParseManifest(content)
		return err
	})
	return m, err
}

func (s *store) fetchShard(f dataset.Shard) (images dataset.Images, err error) {
	progress := func(bytes int) { s.do(func() { s.tell(bytes) }) }
	err = s.try(f.File, f.Bytes, progress, func(content []byte) error {
		if err := f.Check(content); err != nil {
			return err
		}
		inflated, err := s.Inflate(content, f.InflatedBytes())
		if err != nil {
			return fmt.Errorf("%s: %w", f.File, err)
		}
		images, err = f.Decode(inflated)
		return err
	})
	return images, err
}

// try fetches a file of at most limit bytes and has it read, up to three
// times with growing pauses. The error is that of the last try.
func (s *store) try(name string, limit int, progress func(bytes int), read func(content []byte) error) error {
	for i := 0; ; i++ {
		content, err := s.Fetch(name, i > 0, limit, progress)
		if err == nil {
			err = read(content)
		} else {
			err = fmt.Errorf("%s %w", name, err)
		}
		if err == nil || i == len(pauses) || errors.Is(err, dataset.ErrFormat) {
			return err
		}
		s.Sleep(pauses[i])
	}
}
