package store

// Classify asks the runs what an image is; see Trial.
type Classify struct{ Pixels []byte }

func (Classify) action() {}

func (a Classify) on(s State) State {
	s.Trial = &Trial{Pixels: a.Pixels}
	return s
}

// Browse asks for a page of the training images of a class; see Browsed.
type Browse struct{ Class, Page int }

func (Browse) action() {}

func (a Browse) on(s State) State {
	s.Garments = &Browsed{Class: a.Class, Page: a.Page}
	return s
}
