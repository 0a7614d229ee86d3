package trainer

import (
	"fmt"
	"reflect"
	"slices"

	"atelier/core/dataset"
	"atelier/wasm/wire"
)

// One worker fetches and checks the data; the others take it from that one,
// each through a port of its own. See wire.Parcel for what goes through it.

// giveTo serves another worker with the data whenever it asks.
func (s *store) giveTo(p port) {
	p.Listen(func(text []byte, _ []array) {
		s.do(func() {
			if m, err := wire.DecodeParcel(text); err != nil {
				giveNothing(p, err.Error())
			} else if m.Kind == wire.Ask {
				s.asked(p, m.Have)
			}
		})
	})
}

// asked gives all that is here but for the files that the taker has, and sees
// to it that the rest comes.
func (s *store) asked(p port, have []string) {
	if s.manifest != nil {
		giveManifest(p, *s.manifest)
	}
	for _, f := range s.files {
		if f.here && !slices.Contains(have, f.File) {
			give(p, f)
		}
	}
	if s.complete() {
		return
	}
	s.takers = append(s.takers, p)
	s.load()
}

func giveManifest(p port, m dataset.Manifest) {
	p.Send(wire.Parcel{Kind: wire.Manifest, Manifest: &m}.Encode())
}

func give(p port, f *file) {
	p.Send(wire.Parcel{Kind: wire.Shard, File: f.File}.Encode(), f.images.Labels, f.images.Pixels)
}

func giveNothing(p port, reason string) {
	p.Send(wire.Parcel{Kind: wire.NoData, Message: reason}.Encode())
}

// takeFrom has the data come through the port from now on. A former source is
// forgotten, and what it has not sent is asked for anew.
func (s *store) takeFrom(p port) {
	s.leaveSource()
	s.source = p
	p.Listen(func(text []byte, arrays []array) {
		s.do(func() {
			if s.source == p { // and has not been left meanwhile
				s.taken(text, arrays)
			}
		})
	})
	if s.coming {
		s.ask()
	}
}

// loadAlone fetches the data, what is missing of it, and tells the page. It
// is how a worker becomes the one that the others take from.
func (s *store) loadAlone() {
	if s.source != nil {
		s.leaveSource()
		s.coming = false
	}
	if s.complete() {
		s.tellLoaded() // its former source may not have come to that
		return
	}
	s.load()
}

func (s *store) leaveSource() {
	if s.source != nil {
		s.source.Close()
		s.source = nil
	}
}

// ask asks the source for what is missing.
func (s *store) ask() {
	var have []string
	for _, f := range s.files {
		if f.here {
			have = append(have, f.File)
		}
	}
	s.source.Send(wire.Parcel{Kind: wire.Ask, Have: have}.Encode())
}

// taken takes in what the source sent.
func (s *store) taken(text []byte, arrays []array) {
	m, err := wire.DecodeParcel(text)
	switch {
	case err != nil:
	case m.Kind == wire.Manifest && m.Manifest != nil:
		if s.manifest == nil || !reflect.DeepEqual(s.manifest, m.Manifest) {
			s.open(*m.Manifest)
		}
	case m.Kind == wire.Shard:
		err = s.unpack(m.File, arrays)
	case m.Kind == wire.NoData:
		s.coming = false
		s.failed(m.Message)
	}
	if err != nil {
		s.coming = false
		s.failed(fmt.Sprintf("what another worker sent cannot be used: %v", err))
	}
}

// unpack puts the images of a shard, which come as labels and pixels, where
// they belong.
func (s *store) unpack(name string, arrays []array) error {
	i := slices.IndexFunc(s.files, func(f *file) bool { return f.File == name })
	if i < 0 {
		return fmt.Errorf("%s is not in the manifest", name)
	}
	f := s.files[i]
	if f.here {
		return nil
	}
	if len(arrays) != 2 || arrays[0].Len() != len(f.images.Labels) || arrays[1].Len() != len(f.images.Pixels) {
		return fmt.Errorf("%s does not have %d labels and images", name, f.Count)
	}
	arrays[0].CopyTo(f.images.Labels)
	arrays[1].CopyTo(f.images.Pixels)
	s.placed(f)
	return nil
}
