package store

import (
	"slices"

	"atelier/core/train"
)

// Design is how the panel shows the recipe.
type Design struct {
	More  bool   // fields that are seldom changed are shown: see Rare
	Hint  string // the field whose explanation is open; "" is none
	Panel Panel  // what is open beside the recipe
	Vary  Vary   // what was chosen there last: see State.Varied
}

// Panel is a part of the design that is open at will.
type Panel string

// The panels.
const (
	Closed  Panel = ""
	Presets Panel = "presets"
	Varying Panel = "vary"
)

// Rare returns the fields that are seldom changed.
func Rare() []string {
	return []string{ScheduleEvery, Warmup, GradientClipping, LabelSmoothing, Patience, ValidationShare}
}

// NeedsMore reports whether one of the fields of Rare must be shown, because it
// is wrong, or not as in the baseline.
func (d *Draft) NeedsMore(base *Draft) bool {
	return slices.ContainsFunc(Rare(), func(field string) bool {
		return d.Errors.For(field) != "" || d.From(base, field).Differs
	})
}

// Base is a recipe that others are compared with.
type Base struct {
	Group  string // whose it is; "" is the default recipe
	Recipe train.Recipe
}

// Equal reports whether both are the same; a group's recipe does not change.
func (b Base) Equal(other Base) bool { return b.Group == other.Group }

// Base returns what State.Baseline says, the default recipe where that group
// is gone.
func (s State) Base() Base {
	if g := s.Group(s.Baseline); len(g.Runs) > 0 {
		return Base{g.ID, g.Runs[0].Recipe}
	}
	return Base{"", train.Default()}
}

// typed returns the state with another text in a field. Whoever changes one of
// Rare keeps it in sight, whatever they make of it.
func typed(s State, field, text string) State {
	s.Draft = s.Draft.Typed(field, text)
	s.Design.More = s.Design.More || slices.Contains(Rare(), field)
	return s
}

// What people do to the design, besides the recipe's fields.
type (
	// Explain opens the explanation of a field, or closes it if it is open; ""
	// closes any.
	Explain struct{ Field string }
	// ToggleMore shows the fields that are seldom changed, or hides them.
	ToggleMore struct{}
	// Open opens a panel, or closes it if it is open.
	Open struct{ Panel Panel }
	// Dismiss closes the explanation, or else the panel that is open.
	Dismiss struct{}
	// LayerMoved moves a hidden layer to another place; the first is 0.
	LayerMoved struct{ From, To int }
	// LayerResized asks for another width of a hidden layer.
	LayerResized struct{ Layer, Width int }
)

func (Explain) action()      {}
func (ToggleMore) action()   {}
func (Open) action()         {}
func (Dismiss) action()      {}
func (LayerMoved) action()   {}
func (LayerResized) action() {}

func (a Explain) on(s State) State {
	if a.Field == s.Design.Hint {
		a.Field = ""
	}
	s.Design.Hint = a.Field
	return s
}

func (ToggleMore) on(s State) State {
	s.Design.More = !s.Design.More
	return s
}

func (a Open) on(s State) State {
	if a.Panel == s.Design.Panel {
		a.Panel = Closed
	}
	s.Design.Panel = a.Panel
	return s
}

func (Dismiss) on(s State) State {
	if s.Design.Hint == "" {
		s.Design.Panel = Closed
	}
	s.Design.Hint = ""
	return s
}

func (a LayerMoved) on(s State) State {
	s.Draft = s.Draft.Moved(a.From, a.To)
	return s
}

func (a LayerResized) on(s State) State {
	s.Draft = s.Draft.Resized(a.Layer, a.Width)
	return s
}
