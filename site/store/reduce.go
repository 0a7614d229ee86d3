package store

import (
	"fmt"
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// Reduce returns the state after an action, and what the workers must be told.
// It is pure: nothing that s points to is changed. It panics on an action of
// a type that it does not know.
func Reduce(s State, a Action) (State, []wire.Command) {
	s, commands := apply(s, a)
	s, starts := admit(s)
	return s, append(commands, starts...)
}

// apply is Reduce without the runs that the queue starts after it.
func apply(s State, a Action) (State, []wire.Command) {
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
			for _, r := range s.Troubles() {
				s = heeded(s, r.ID)
			}
			s = enqueue(s, s.Draft.Recipe)
		}
	case TrainAgain:
		if r := s.Run(a.Run); r != nil {
			s = enqueue(heeded(s, r.ID), r.Recipe)
		}
	case Pause:
		return s, tell(s, a.Run, wire.Pause, Training)
	case Resume:
		return s, tell(s, a.Run, wire.Resume, Paused)
	case Stop:
		return stop(s, a.Run)
	case Select:
		if s.Run(a.Run) != nil {
			s.Selected = a.Run
		}
	case Delete:
		s = remove(s, a.Run)
	case Restore:
		s = restore(s)

	case CoresChosen:
		if slices.Contains(s.CoreChoices(), a.Cores) {
			s.Cores = a.Cores
		}
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
		return report(s, a.Report), nil
	case Measured:
		s.Sizes = a.Sizes
	default:
		panic(fmt.Sprintf("store: no case for %T", a))
	}
	return s, nil
}

// enqueue adds a run of the recipe. What went wrong with the data is worth
// another try then.
func enqueue(s State, recipe train.Recipe) State {
	s.started++
	recipe.Name = freshName(s, recipe.Name)
	r := &Run{
		ID:     fmt.Sprintf("run-%d", s.started),
		number: s.started,
		Recipe: recipe,
		Style:  freshStyle(s),
		SIMD:   s.SIMD,
		Cores:  s.cores(),
		Curve:  &Curve{},
	}
	s.Runs = append(slices.Clip(s.Runs), r)
	s.Selected = r.ID
	s.Deleted = nil
	if s.Data.Phase == DataFailed {
		s.Data = Data{Phase: Fetching, Loading: s.Data.Loading}
	}
	return s
}

// admit starts queued runs, in their order, while there are free workers. It
// starts none that would only fail like the one before for want of data.
func admit(s State) (State, []wire.Command) {
	var commands []wire.Command
	for _, next := range s.Queue() {
		if !s.room(next.Cores) || s.Data.Phase == DataFailed {
			break
		}
		slot := 0
		for s.InSlot(slot) != nil {
			slot++
		}
		s = change(s, next.ID, func(r *Run) { r.Phase, r.Slot = Waiting, slot })
		if s.Data.Phase == Unknown { // the worker fetches what is missing
			s.Data.Phase = Fetching
		}
		commands = append(commands, wire.Command{Kind: wire.Start, Run: next.ID, Recipe: next.Recipe, Members: next.Cores})
	}
	return s, commands
}

// heeded notes that people have been told of a run's trouble.
func heeded(s State, id string) State {
	return change(s, id, func(r *Run) { r.Trouble = false })
}

// stop has an active run end, and takes a queued one away.
func stop(s State, id string) (State, []wire.Command) {
	if r := s.Run(id); r != nil && r.Phase == Queued {
		return remove(s, id), nil
	}
	commands := tell(s, id, wire.Stop, Waiting, Training, Paused)
	if commands != nil {
		s = change(s, id, func(r *Run) { r.Phase = Stopping })
	}
	return s, commands
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

// tell returns the command for a run, if it is in one of the phases.
func tell(s State, id string, kind wire.CommandKind, phases ...RunPhase) []wire.Command {
	r := s.Run(id)
	if r == nil || !slices.Contains(phases, r.Phase) {
		return nil
	}
	return []wire.Command{{Kind: kind, Run: id}}
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

// remove forgets a run that is over or queued.
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
