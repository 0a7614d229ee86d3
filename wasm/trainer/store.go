package trainer

import (
	"atelier/core/dataset"
	"atelier/wasm/wire"
)

// samplesOfAClass is how many images of each class the page is given to show.
const samplesOfAClass = 6

// store is the data set as far as it is here, fetched and checked, or taken
// from another worker that did so (see share.go). It belongs to the worker's
// loop. Fetching goes on beside it (see fetch.go) and hands each checked shard
// over through do.
type store struct {
	host
	do      func(task func())        // have the worker's loop run the task
	tell    func(report wire.Report) // to the page
	changed func()                   // called in the loop when there is more than before
	failed  func(reason string)      // called in the loop when nothing more will come

	coming   bool              // being fetched, or asked for
	offline  bool              // waiting for a network
	told     float64           // when progress was last reported
	manifest *dataset.Manifest // nil until it is here
	files    []*file           // test first: then any prefix of the training images makes a run
	data     dataset.Set       // room for all images, filled as shards arrive

	source port   // where the data is taken from; nil if it is fetched
	takers []port // who waits for what is to come
}

// file is one shard and the place for its images.
type file struct {
	dataset.Shard
	images dataset.Images
	came   int // bytes, while it is being fetched
	here   bool
}

// load gets whatever is not here yet. It does nothing while that is under way,
// or when there is nothing to get.
func (s *store) load() {
	if s.coming || s.complete() {
		return
	}
	s.coming = true
	if s.source != nil {
		s.ask()
		return
	}
	go s.fetch(s.manifest == nil, s.missing())
}

// complete reports whether everything is here.
func (s *store) complete() bool { return s.manifest != nil && s.missing() == nil }

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
	s.manifest, s.files = &m, nil
	s.data.Source = m.Source
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
	s.placed(f)
}

// placed makes known that the images of a shard are here.
func (s *store) placed(f *file) {
	f.here = true
	for _, p := range s.takers {
		give(p, f)
	}
	if s.complete() {
		s.coming, s.takers = false, nil
		s.tellLoaded()
	}
	s.changed()
}

// tellLoaded reports what the data is, unless it is another's to say.
func (s *store) tellLoaded() {
	if s.source == nil {
		s.tell(wire.Report{Kind: wire.Loaded, Data: s.describe()})
	}
}

// tellProgress reports how far the data is; not too often, unless now is true.
func (s *store) tellProgress(now bool) {
	seconds := s.Now()
	if !now && seconds-s.told < reportSeconds {
		return
	}
	s.told = seconds
	l := wire.Loading{TotalShards: len(s.files), Offline: s.offline}
	for _, f := range s.files {
		l.TotalBytes += f.Bytes
		if f.here {
			l.Bytes += f.Bytes
			l.Shards++
		} else {
			l.Bytes += f.came
		}
	}
	s.tell(wire.Report{Kind: wire.Fetching, Loading: &l})
}

func (s *store) describe() *wire.Data {
	d := &wire.Data{
		Source:         s.manifest.Source,
		SHA256:         s.manifest.SHA256,
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

// giveUp ends the fetching before everything is here.
func (s *store) giveUp(reason string) {
	s.coming = false
	for _, f := range s.files {
		f.came = 0
	}
	for _, p := range s.takers {
		giveNothing(p, reason)
	}
	s.takers = nil
	s.tell(wire.Report{Kind: wire.LoadFailed, Message: reason})
	s.failed(reason)
}
