package store

import (
	"math"
	"slices"

	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// What people do to the study's runs. Experiment is the number of a figure's
// experiment; 0 is all of them.
type (
	// RunStudy asks for what is missing.
	RunStudy struct{ Experiment int }
	// PauseStudy asks the study's active runs to pause, ResumeStudy those that
	// are paused to go on.
	PauseStudy  struct{}
	ResumeStudy struct{}
	// StopStudy has its active runs end, and takes those that wait away.
	StopStudy struct{ Experiment int }
)

func (RunStudy) action()    {}
func (PauseStudy) action()  {}
func (ResumeStudy) action() {}
func (StopStudy) action()   {}

// Standing is how far the study is, or one of its experiments.
type Standing struct {
	Runs, Over, Active, Queued, Paused int
	Done                               float64 // of Runs, parts included
	// Seconds is how long what is under way still takes or, if nothing is, what
	// is missing; infinite if that cannot be told.
	Seconds float64
}

// Missing returns how many runs nobody has asked for.
func (t Standing) Missing() int { return t.Runs - t.Over - t.Active - t.Queued }

// Standings returns how far all experiments together are, and then each.
func (s State) Standings() []Standing {
	f, outlook, pace := s.found(), s.Outlook(), s.pace()
	list := make([]Standing, 1+len(f.Figures))
	for number := range list {
		list[number] = s.standing(f, number, outlook, pace)
	}
	return list
}

func (s State) standing(f *Findings, number int, outlook Outlook, pace float64) Standing {
	var t Standing
	missing := 0.0
	for _, i := range f.of(number) {
		t.Runs++
		r := s.Run(f.chosen[i].id)
		switch {
		case r == nil:
			missing += (&Run{Recipe: f.tasks[i].Recipe}).work() * pace
			continue
		case r.Phase.Over():
			t.Over++
			t.Done++
			continue
		case r.Phase == Queued:
			t.Queued++
			t.Seconds = max(t.Seconds, outlook.Starts[r.ID]+r.work()*pace/float64(r.Cores))
			continue
		case r.Phase == Paused:
			t.Paused++
		}
		t.Active++
		t.Done += min(r.EpochsDone()/float64(r.Recipe.Epochs), 1)
		t.Seconds = max(t.Seconds, r.secondsLeft(pace))
	}
	if t.Active+t.Queued == 0 {
		t.Seconds = missing / float64(max(s.Workers, 1))
	}
	if math.IsNaN(t.Seconds) {
		t.Seconds = math.Inf(1)
	}
	return t
}

// of returns the indices of an experiment's tasks; of all for 0.
func (f *Findings) of(number int) []int {
	var list []int
	for i := range f.tasks {
		if number == 0 || slices.ContainsFunc(f.Figures, func(g *Figure) bool {
			return g.Experiment.Number == number && slices.ContainsFunc(g.Lines, func(l FigureLine) bool { return l.index == i%len(f.summaries) })
		}) {
			list = append(list, i)
		}
	}
	return list
}

// RunOf returns what is under way of a figure's line, the farthest first; nil
// if nothing is.
func (s State) RunOf(l FigureLine) *Run {
	f := s.found()
	var found *Run
	for i := l.index; i < len(f.tasks); i += len(f.summaries) {
		r := s.Run(f.chosen[i].id)
		if r != nil && !r.Phase.Over() && (found == nil || found.behind(r)) {
			found = r
		}
	}
	return found
}

func (a RunStudy) on(s State) State {
	f := s.found()
	if s.Study.Plan == nil && s.Study.SeedsError() != "" {
		return s
	}
	missing := map[int][]uint64{} // seeds by recipe
	for _, i := range f.of(a.Experiment) {
		if f.chosen[i].id == "" {
			missing[i%len(f.summaries)] = append(missing[i%len(f.summaries)], f.tasks[i].Recipe.Seed)
		}
	}
	if len(missing) == 0 {
		return s
	}
	for _, r := range s.Troubles() {
		s = heeded(s, r.ID)
	}
	before, first := len(s.waiting), s.nextID()
	for i, recipe := range f.Result.Plan.Recipes {
		if len(missing[i]) > 0 {
			s = begin(s, recipe, missing[i])
		}
	}
	// In the plan's order: all recipes on the first seed, then on the second.
	f = s.found()
	s.waiting = slices.Clone(s.waiting)
	slices.SortStableFunc(s.waiting[before:], func(a, b string) int { return f.places[a] - f.places[b] })
	if s.Selected == "" {
		s.Selected = first
	}
	return s
}

// begin asks for a recipe of the plan under some seeds: as further ones of a
// group that has it, on the same data, and none of these yet, or else as a new
// group.
func begin(s State, recipe train.Recipe, seeds []uint64) State {
	data := s.present()
	for _, g := range s.Groups() {
		like := g.Runs[0].Recipe
		like.Seed = recipe.Seed
		taken := func(seed uint64) bool { return g.under(seed) != nil }
		other := slices.ContainsFunc(g.Runs, func(r *Run) bool {
			return len(r.Retuned) > 0 || r.Imported || r.Begin != nil || r.Parameters > 0 && r.Data != data
		})
		if experiment.SameRun(like, recipe) && !other && !slices.ContainsFunc(seeds, taken) {
			return join(s, g.ID, g.Style(), g.Runs[0].Recipe, nil, seeds)
		}
	}
	style := reportStyle(recipe.Name)
	if style == 0 || slices.ContainsFunc(s.Runs, func(r *Run) bool { return r.Style == style }) {
		style = freshStyle(s)
	}
	recipe.Name = freshName(s, recipe.Name)
	return join(s, s.nextID(), style, recipe, nil, seeds)
}

// tellStudy returns the command for the study's runs in one of the phases.
func tellStudy(s State, kind wire.CommandKind, phases ...RunPhase) []wire.Command {
	var commands []wire.Command
	for _, t := range s.found().chosen {
		commands = append(commands, tell(s, t.id, kind, phases...)...)
	}
	return commands
}

// stopStudy ends an experiment's runs. Those that wait go without a way back:
// asking for what is missing brings them again.
func stopStudy(s State, number int) (State, []wire.Command) {
	f := s.found()
	var commands []wire.Command
	deleted := s.Deleted
	for _, i := range f.of(number) {
		r := s.Run(f.chosen[i].id)
		if r == nil || r.Phase.Over() {
			continue
		}
		var more []wire.Command
		s, more = stop(s, r.ID)
		commands = append(commands, more...)
	}
	s.Deleted = deleted
	return s, commands
}
