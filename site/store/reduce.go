package store

import (
	"fmt"
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// Reduce returns the state after an action, and what the worker must be told.
// It is pure: nothing that s points to is changed. It panics on an action of
// a type that it does not know.
func Reduce(s State, a Action) (State, []wire.Command) {
	switch a := a.(type) {
	case Typed:
		s.Draft = s.Draft.Typed(a.Field, a.Text)
	case LayerAdded:
		s.Draft = s.Draft.WithLayer()
	case LayerRemoved:
		s.Draft = s.Draft.WithoutLayer(a.Layer)
	case LayerStepped:
		s.Draft = s.Draft.Stepped(a.Layer, a.Wider)
	case RecipeReset:
		s.Draft = NewDraft(train.Default())

	case Train:
		if s.CanTrain() {
			return start(s, s.Draft.Recipe)
		}
	case TrainAgain:
		if r := s.Run(a.Run); r != nil && s.Active() == nil {
			return start(s, r.Recipe)
		}
	case Pause:
		return tell(s, wire.Pause, Training)
	case Resume:
		return tell(s, wire.Resume, Paused)
	case Stop:
		s, commands := tell(s, wire.Stop, Waiting, Training, Paused)
		if commands != nil {
			s = change(s, s.Active().ID, func(r *Run) { r.Phase = Stopping })
		}
		return s, commands
	case Select:
		if s.Run(a.Run) != nil {
			s.Selected = a.Run
		}
	case Delete:
		s = remove(s, a.Run)
	case Restore:
		s = restore(s)

	case LoadData:
		if s.Data.Phase == Unknown || s.Data.Phase == DataFailed {
			s.Data = Data{Phase: Fetching, Loading: s.Data.Loading}
			return s, []wire.Command{{Kind: wire.Load}}
		}
	case PointAt:
		s.Cursor = min(max(a.Epoch, 0), s.LastEpoch())
	case PointBy:
		s.Cursor = moved(s, a.Epochs)
	case NextTheme:
		s.Theme = s.Theme.Next()

	case Reported:
		return report(s, a.Report)
	case Measured:
		s.Sizes = a.Sizes
	default:
		panic(fmt.Sprintf("store: no case for %T", a))
	}
	return s, nil
}

// start adds a run of the recipe and has it trained.
func start(s State, recipe train.Recipe) (State, []wire.Command) {
	s.started++
	recipe.Name = freshName(s, recipe.Name)
	r := &Run{
		ID:     fmt.Sprintf("run-%d", s.started),
		number: s.started,
		Recipe: recipe,
		Style:  freshStyle(s),
		SIMD:   s.SIMD,
		Curve:  &Curve{},
	}
	s.Runs = append(slices.Clip(s.Runs), r)
	s.Selected = r.ID
	s.Deleted = nil
	if s.Data.Phase != Loaded { // the worker fetches what is missing
		s.Data = Data{Phase: Fetching, Loading: s.Data.Loading}
	}
	return s, []wire.Command{{Kind: wire.Start, Run: r.ID, Recipe: recipe}}
}

// freshName returns the name, with a number behind it if a run has it.
func freshName(s State, name string) string {
	if name == "" {
		name = "Unnamed"
	}
	fresh := name
	for n := 2; slices.ContainsFunc(s.Runs, func(r *Run) bool { return r.Recipe.Name == fresh }); n++ {
		number := fmt.Sprintf(" %d", n)
		base := []rune(name)
		fresh = string(base[:min(len(base), train.MaxNameLength-len(number))]) + number
	}
	return fresh
}

// freshStyle returns the line style that the fewest runs have, the first of
// these.
func freshStyle(s State) int {
	var used [Styles + 1]int
	for _, r := range s.Runs {
		used[r.Style]++
	}
	best := 1
	for style := 2; style <= Styles; style++ {
		if used[style] < used[best] {
			best = style
		}
	}
	return best
}

// tell returns the command for the active run, if it is in one of the phases.
func tell(s State, kind wire.CommandKind, phases ...RunPhase) (State, []wire.Command) {
	r := s.Active()
	if r == nil || !slices.Contains(phases, r.Phase) {
		return s, nil
	}
	return s, []wire.Command{{Kind: kind, Run: r.ID}}
}

// change returns the state with a changed copy of one run. A run that is not
// there is left alone.
func change(s State, id string, f func(*Run)) State {
	i := slices.IndexFunc(s.Runs, func(r *Run) bool { return r.ID == id })
	if i < 0 {
		return s
	}
	r := *s.Runs[i]
	f(&r)
	s.Runs = slices.Clone(s.Runs)
	s.Runs[i] = &r
	return s
}

// remove forgets a run that is over.
func remove(s State, id string) State {
	r := s.Run(id)
	if r == nil || r.Phase.Active() {
		return s
	}
	s.Runs = slices.DeleteFunc(slices.Clone(s.Runs), func(r *Run) bool { return r.ID == id })
	s.Deleted = r
	if s.Selected == id {
		s.Selected = ""
		if newest := s.Newest(); newest != nil {
			s.Selected = newest.ID
		}
	}
	s.Cursor = min(s.Cursor, s.LastEpoch())
	return s
}

// restore puts the run deleted last back in front of all that started later.
func restore(s State) State {
	r := s.Deleted
	if r == nil {
		return s
	}
	i := slices.IndexFunc(s.Runs, func(other *Run) bool { return other.number > r.number })
	if i < 0 {
		i = len(s.Runs)
	}
	s.Runs = slices.Insert(slices.Clone(s.Runs), i, r)
	s.Selected = r.ID
	s.Deleted = nil
	return s
}

// moved returns the cursor, moved by some epochs within what was measured.
func moved(s State, epochs int) int {
	last := s.LastEpoch()
	if s.Cursor == 0 || last == 0 {
		return last
	}
	return min(max(s.Cursor+epochs, 1), last)
}
