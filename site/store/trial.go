package store

import (
	"maps"
	"slices"

	"atelier/wasm/wire"
)

// Trial is an image, drawn or from a photo, and what the runs say of it.
type Trial struct {
	Pixels []byte // 28×28, row by row, 0 the background and 255 the brightest
	// Said is, by the run's ID, the probability of each class; of runs that have
	// answered. Until they have about Pixels, it is about the image before.
	Said map[string][]float32

	asked map[string]question // by the run's ID: what it was asked last
}

// question is what a run was asked, and whether the answer is under way.
type question struct {
	pixels   string
	standing string // of the run then
	pending  bool
}

// Classify asks the runs what an image is; see Trial.
type Classify struct{ Pixels []byte }

func (Classify) action() {}

func (a Classify) on(s State) State {
	next := Trial{}
	if s.Trial != nil {
		next = *s.Trial
	}
	next.Pixels = a.Pixels
	s.Trial = &next
	return s
}

// maxTried is of how many groups the runs are asked what an image is, the newest
// first, where none is compared.
const maxTried = 6

// Tried returns the groups whose runs are asked what an image is: those that
// are compared, or else the newest.
func (s State) Tried() []Group {
	groups := s.Groups()
	if len(s.Table.Compared) == 0 {
		return groups[max(0, len(groups)-maxTried):]
	}
	return slices.DeleteFunc(groups, func(g Group) bool { return !slices.Contains(s.Table.Compared, g.ID) })
}

// try returns the commands that ask the runs what the image is: each anew when
// the image or the run has changed, but not before it has answered.
func try(s State) (State, []wire.Command) {
	if s.View != Garments || s.Trial == nil {
		return s, nil
	}
	var commands []wire.Command
	for _, r := range s.tried() {
		q := question{string(s.Trial.Pixels), r.standing(), true}
		if last := s.Trial.asked[r.ID]; last.pending || last.pixels == q.pixels && last.standing == q.standing {
			continue
		}
		if commands == nil {
			trial := *s.Trial
			trial.asked = cloned(trial.asked)
			s.Trial = &trial
		}
		s.Trial.asked[r.ID] = q
		commands = append(commands, wire.Command{Kind: wire.Classify, Run: r.ID, Pixels: s.Trial.Pixels})
	}
	return s, commands
}

// tried returns the runs of Tried that can say something.
func (s State) tried() []*Run {
	var list []*Run
	for _, g := range s.Tried() {
		for _, r := range g.Runs {
			if r.Seen() {
				list = append(list, r)
			}
		}
	}
	return list
}

// said applies an answer to Classify, or the word that there can be none. One
// about another image than the run was asked for last is of a trial that is
// gone.
func said(s State, m wire.Report) State {
	if s.Trial == nil || !s.Trial.asked[m.Run].pending {
		return s
	}
	q := s.Trial.asked[m.Run]
	if m.Kind == wire.Classified && string(m.Pixels) != q.pixels {
		return s
	}
	trial := *s.Trial
	trial.asked, trial.Said = cloned(trial.asked), cloned(trial.Said)
	q.pending = false
	trial.asked[m.Run] = q
	if delete(trial.Said, m.Run); m.Kind == wire.Classified {
		trial.Said[m.Run] = m.Probabilities
	}
	s.Trial = &trial
	return s
}

// cloned returns a copy that can be written to.
func cloned[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return maps.Clone(m)
}
