package store

// UndoFill brings back the draft that another took the place of as a whole.
// That one can be brought back the same way.
type UndoFill struct{}

func (UndoFill) action() {}

func (UndoFill) on(s State) State {
	if s.Replaced != nil {
		s.Draft, s.Replaced = s.Replaced, s.Draft
	}
	return s
}

// CanUndoFill reports whether there is a draft to bring back that is not simply
// the baseline, to which another button leads.
func (s State) CanUndoFill() bool {
	return s.Replaced != nil && !s.Replaced.Same(NewDraft(s.Base().Recipe))
}

// fill returns the state with a draft that takes the place of the other as a
// whole.
func (s State) fill(d *Draft) State {
	if !d.Same(s.Draft) {
		s.Draft, s.Replaced = d, s.Draft
	}
	return s
}

// settled returns the state without the draft that was replaced once somebody
// has changed the one that took its place.
func (s State) settled(before State) State {
	if s.Draft != before.Draft && s.Replaced == before.Replaced {
		s.Replaced = nil
	}
	return s
}
