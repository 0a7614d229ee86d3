package store

import "slices"

// Place is a part of the laboratory that small windows show one after the
// other, named by its element's ID.
type Place string

// The places.
const (
	AtRecipe Place = "recipe"
	AtCurves Place = "curves"
	AtRuns   Place = "runs"
)

// Places returns all places of the laboratory.
func Places() []Place { return []Place{AtRecipe, AtCurves, AtRuns} }

// At says that people look at a place of the laboratory, or ask for it.
type At struct{ Place Place }

func (At) action() {}

func (a At) on(s State) State {
	if slices.Contains(Places(), a.Place) {
		s.View, s.Place = Laboratory, a.Place
	}
	return s
}
