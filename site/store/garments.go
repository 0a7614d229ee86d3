package store

import (
	"bytes"

	"atelier/wasm/wire"
)

// Browsed is a page of the training images of one class.
type Browsed struct {
	Class, Page, Pages int       // the first page is 0; Pages is 0 until the images are here
	Images             []Garment // nil until they are here
}

// Browse asks for a page of the training images of a class; see Browsed.
type Browse struct{ Class, Page int }

func (Browse) action() {}

func (a Browse) on(s State) State {
	s.Garments = &Browsed{Class: a.Class, Page: a.Page}
	return s
}

// wish says which images the page wants.
func (b *Browsed) wish() wire.Wish {
	return wire.Wish{Part: wire.TrainingImages, Class: b.Class, Page: b.Page, Of: BrowsePage}
}

// browsed applies the images of a page, if it is still the one that is asked
// for.
func browsed(s State, g *wire.Garments) State {
	if s.Garments == nil || g.Wish.Images != nil || s.Garments.Class != g.Wish.Class || s.Garments.Page != g.Wish.Page {
		return s
	}
	b := *s.Garments
	b.Pages = (g.Total + BrowsePage - 1) / BrowsePage
	b.Images = []Garment{}
	for _, m := range g.Garments {
		b.Images = append(b.Images, Garment{Index: m.Image, Label: m.Label, Pixels: m.Pixels})
	}
	s.Garments = &b
	return s
}

// Garment is an image of the data set.
type Garment struct {
	Index, Label int
	Pixels       []byte
}

// BrowsePage is how many images a page has.
const BrowsePage = 40

// Due returns what the view of the garments still has to ask the workers for,
// nil if it has all: it is asked for one thing at a time, not more often than
// the page is drawn.
func (s State) Due() Action {
	if s.View != Garments {
		return nil
	}
	if image := s.Drawing.Image(); image != nil && (s.Trial == nil || !bytes.Equal(s.Trial.Pixels, image)) {
		return Classify{Pixels: image}
	}
	if s.Garments == nil && s.Data.Phase == Loaded {
		return Browse{}
	}
	return nil
}
