package store

import "bytes"

// Trial is an image, drawn or from a photo, and what the runs say of it.
type Trial struct {
	Pixels []byte               // 28×28, row by row, 0 the background and 255 the brightest
	Said   map[string][]float32 // by the run's ID: the probability of each class; of runs that have answered
}

// Browsed is a page of the training images of one class.
type Browsed struct {
	Class, Page, Pages int       // the first page is 0; Pages is 0 until the images are here
	Images             []Garment // nil until they are here
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
