package store

import (
	"fmt"
	"slices"
	"strings"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// Reduce returns the state after an action, and what the workers must be told.
// It is pure: nothing that s points to is changed. It panics on an action of
// a type that it does not know.
func Reduce(s State, a Action) (State, []wire.Command) {
	before := s
	s, commands := apply(s, a)
	s = s.bound(before).settled(before)
	for _, follow := range []func(State) (State, []wire.Command){revive, admit, look, try} {
		var more []wire.Command
		s, more = follow(s)
		commands = append(commands, more...)
	}
	return sumUp(lined(s, before.waiting)), commands
}

// apply is Reduce without what then follows from how the state is.
func apply(s State, a Action) (State, []wire.Command) {
	if s.Links.forbids(a) {
		return s, nil
	}
	switch a := a.(type) {
	case Typed:
		s = typed(s, a.Field, a.Text)
	case LayerAdded:
		s.Draft = s.Draft.WithLayer()
	case LayerRemoved:
		s.Draft = s.Draft.WithoutLayer(a.Layer)
	case LayerStepped:
		s.Draft = s.Draft.Stepped(a.Layer, a.Wider)
	case RecipeReset:
		s = s.fill(NewDraft(s.Base().Recipe))

	case Train:
		if s.CanTrain() {
			for _, r := range s.Troubles() {
				s = heeded(s, r.ID)
			}
			s = enqueue(s, s.Draft.Recipe, s.Draft.Begin, s.Draft.Repeats)
			if s.Links.InPanel() { // which needs no notice any more
				s.Links.Offer = nil
			}
		}
	case TrainAgain:
		if r := s.Run(a.Run); r != nil {
			s = enqueue(heeded(s, r.ID), r.Recipe, r.Begin, 1)
		}
	case Pause:
		return s, tell(s, a.Run, wire.Pause, Waiting, Training)
	case Resume:
		return s, tell(s, a.Run, wire.Resume, Paused)
	case PauseAll:
		return s, tellAll(s, wire.Pause, Waiting, Training)
	case ResumeAll:
		return s, tellAll(s, wire.Resume, Paused)
	case PauseStudy:
		return s, tellStudy(s, wire.Pause, Waiting, Training)
	case ResumeStudy:
		return s, tellStudy(s, wire.Resume, Paused)
	case StopStudy:
		return stopStudy(s, a.Experiment)
	case StepOn:
		if a.Epoch {
			return s, tell(s, a.Run, wire.Epoch, Paused)
		}
		return s, tell(s, a.Run, wire.Batch, Paused)
	case Retune:
		return s, retune(s, a)
	case RateDone:
		return s, rateDone(s, a)
	case Stop:
		return stop(s, a.Run)
	case Requeue:
		s = requeue(s, a.Run, a.Place)
	case Select:
		if len(s.Group(a.Group).Runs) > 0 {
			s.Selected = a.Group
		}
	case Delete:
		s = remove(s, func(r *Run) bool { return r.Group == a.Group })
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
		s.Cursor, s.Charts.Near = min(max(a.Epoch, 0), s.LastEpoch()), a.Near
	case PointBy:
		s.Cursor, s.Charts.Near = moved(s, a.Epochs), ""
	case NextTheme:
		s.Theme = s.Theme.Next()

	case Reported:
		return report(s, a.Report), nil
	case Measured:
		s.Sizes = a.Sizes
	case Browse:
		s = a.on(s)
		wish := s.Garments.wish()
		return s, []wire.Command{{Kind: wire.Fetch, Wish: &wish}}
	case order:
		return a.order(s)
	case change:
		s = a.on(s)
	default:
		panic(fmt.Sprintf("store: no case for %T", a))
	}
	return s, nil
}

// nextID returns the ID of the run that is started next, which no run of
// another page has.
func (s State) nextID() string {
	id := fmt.Sprintf("run-%d", s.started+1)
	if s.Session != "" {
		id += "-" + s.Session
	}
	return id
}

// admit starts queued runs, in their order, while there are free workers. It
// starts none that would only fail like the one before for want of data.
func admit(s State) (State, []wire.Command) {
	var commands []wire.Command
	for len(s.waiting) > 0 {
		next := s.Run(s.waiting[0])
		if !s.room(next.Cores) || s.Data.Phase == DataFailed {
			break
		}
		slot := 0
		for s.InSlot(slot) != nil {
			slot++
		}
		s = changed(s, next.ID, func(r *Run) { r.Phase, r.Slot = Waiting, slot })
		s.waiting = s.waiting[1:]
		if s.Data.Phase == Unknown { // the worker fetches what is missing
			s.Data.Phase = Fetching
		}
		commands = append(commands, start(s.Run(next.ID)))
	}
	return s, commands
}

// start returns the command that starts a run, from its snapshot if there is
// one.
func start(r *Run) wire.Command {
	c := wire.Command{Kind: wire.Start, Run: r.ID, Recipe: r.Recipe, Members: r.Cores}
	if r.Begin != nil {
		c.Weights, c.From = r.Begin.SHA256, r.Begin.Run
	}
	if r.Kept {
		c.Continue, c.Seconds = true, r.Checkpoint.Seconds
	}
	return c
}

// heeded notes that people have been told of a run's trouble.
func heeded(s State, id string) State {
	return changed(s, id, func(r *Run) { r.Trouble = false })
}

// stop has an active run end, and takes a queued one away.
func stop(s State, id string) (State, []wire.Command) {
	if r := s.Run(id); r != nil && r.Phase == Queued {
		return remove(s, func(r *Run) bool { return r.ID == id }), nil
	}
	commands := tell(s, id, wire.Stop, Waiting, Training, Paused)
	if commands != nil {
		s = changed(s, id, func(r *Run) { r.Phase = Stopping })
	}
	return s, commands
}

// freshName returns the name, with a number behind it if a run has it; in place
// of the number that it has already if that makes the difference to another
// run's name.
func freshName(s State, name string) string {
	if name == "" {
		name = "Unnamed"
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(s.Runs, func(r *Run) bool { return r.Recipe.Name == name })
	}
	fresh := name
	if bare := strings.TrimRight(name, "0123456789"); bare != name && taken(strings.TrimSuffix(bare, " ")) {
		name = strings.TrimSuffix(bare, " ")
	}
	for n := 2; taken(fresh); n++ {
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
	for _, g := range s.Groups() {
		used[g.Style()]++
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

// tellAll returns the command for all runs in one of the phases.
func tellAll(s State, kind wire.CommandKind, phases ...RunPhase) []wire.Command {
	var commands []wire.Command
	for _, r := range s.Runs {
		commands = append(commands, tell(s, r.ID, kind, phases...)...)
	}
	return commands
}

// retune returns the command that changes an active run's learning rate, if it
// is one that the run's optimizer can have.
func retune(s State, a Retune) []wire.Command {
	r := s.Run(a.Run)
	if r == nil || !r.Tunable() || r.RateError(a.Rate) != "" {
		return nil
	}
	return []wire.Command{{Kind: wire.Retune, Run: r.ID, LearningRate: a.Rate}}
}

// changed returns the state with a changed copy of one run. A run that is not
// there is left alone.
func changed(s State, id string, f func(*Run)) State {
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

// remove forgets those of the wanted runs, all of one group, that are over or
// queued.
func remove(s State, wanted func(*Run) bool) State {
	gone := s.only(func(r *Run) bool { return wanted(r) && !r.Phase.Active() })
	if len(gone) == 0 {
		return s
	}
	s.Runs = s.only(func(r *Run) bool { return !slices.Contains(gone, r) })
	s.waiting = slices.DeleteFunc(slices.Clone(s.waiting), func(id string) bool { return s.Run(id) == nil })
	s.Deleted = gone
	if len(s.Group(s.Selected).Runs) == 0 {
		s.Selected = ""
		if newest := s.Newest(); newest != nil {
			s.Selected = newest.Group
		}
	}
	if !s.has(s.Baseline) {
		s.Baseline = ""
	}
	if !s.has(s.Table.Menu) {
		s.Table.Menu = ""
	}
	s.Cursor = min(s.Cursor, s.LastEpoch())
	return s
}

// restore puts what was deleted last back in front of all that started later.
func restore(s State) State {
	if len(s.Deleted) == 0 {
		return s
	}
	s.Runs = append(slices.Clip(s.Runs), s.Deleted...)
	slices.SortStableFunc(s.Runs, func(a, b *Run) int { return a.number - b.number })
	for _, r := range s.Deleted {
		if r.Phase == Queued {
			s.waiting = slices.Insert(slices.Clone(s.waiting), s.turn(r), r.ID)
		}
	}
	s.Selected = s.Deleted[0].Group
	s.Deleted = nil
	return s
}

// turn returns the place of a run among those that wait: in front of the first
// that was asked for later.
func (s State) turn(r *Run) int {
	for i, other := range s.Queue() {
		if other.number > r.number {
			return i
		}
	}
	return len(s.waiting)
}

// moved returns the cursor, moved by some epochs within what was measured.
func moved(s State, epochs int) int {
	last := s.LastEpoch()
	if s.Cursor == 0 || last == 0 {
		return last
	}
	return min(max(s.Cursor+epochs, 1), last)
}
