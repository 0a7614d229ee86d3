package store

import (
	"cmp"
	"slices"

	"atelier/core/nn"
)

// What the page hears of what is kept.
type (
	// Opened brings the runs that were kept before this page was opened. They
	// come before those that the page has begun meanwhile.
	Opened struct{ Records []Record }
	// Arrived brings runs that another page has kept since. They come behind all
	// others.
	Arrived struct{ Records []Record }
	// Imported brings runs from a file. Those that the page has already are not
	// taken; what was deleted can be brought back no more, as some of it may be
	// among them.
	Imported struct{ Records []Record }
)

// What people decide about runs that were interrupted.
type (
	// GoOn has all of them trained on.
	GoOn struct{}
	// LeaveThem keeps them as they are.
	LeaveThem struct{}
)

func (Opened) action()    {}
func (Arrived) action()   {}
func (Imported) action()  {}
func (GoOn) action()      {}
func (LeaveThem) action() {}

func (a Opened) on(s State) State {
	kept := s.unknown(a.Records)
	last := 0
	for _, r := range kept {
		last = max(last, r.number)
	}
	for _, r := range s.Runs {
		s = changed(s, r.ID, func(r *Run) { r.number += last })
	}
	s.started += last
	s.Runs = append(kept, s.Runs...)
	if s.Selected == "" && len(s.Runs) > 0 {
		s.Selected = s.Newest().Group
	}
	return s
}

func (a Arrived) on(s State) State {
	fresh := s.unknown(a.Records)
	for _, r := range fresh {
		s.started++
		r.number = s.started
	}
	s.Runs = append(slices.Clip(s.Runs), fresh...)
	if s.Selected == "" && len(s.Runs) > 0 {
		s.Selected = s.Newest().Group
	}
	return s
}

func (a Imported) on(s State) State {
	before := len(s.Runs)
	s = Arrived{a.Records}.on(s)
	if len(s.Runs) > before {
		s.Selected, s.Deleted = s.Newest().Group, nil
	}
	return s
}

// unknown returns the runs of the records that the page does not have, in their
// order.
func (s State) unknown(records []Record) []*Run {
	var list []*Run
	known := map[string]bool{}
	for _, r := range s.Runs {
		known[r.ID] = true
	}
	for _, c := range records {
		if known[c.Run.ID] {
			continue
		}
		known[c.Run.ID] = true
		r := *c.Run
		r.place = c.Place
		list = append(list, &r)
	}
	slices.SortStableFunc(list, func(a, b *Run) int {
		return cmp.Or(a.number-b.number, cmp.Compare(a.ID, b.ID))
	})
	return list
}

// Interrupted returns the runs that were interrupted, in the order in which they
// would go on: those that were active first, then the queue.
func (s State) Interrupted() []*Run {
	list := s.only(func(r *Run) bool { return r.Phase == Interrupted })
	slices.SortStableFunc(list, func(a, b *Run) int { return a.place - b.place })
	return list
}

func (GoOn) on(s State) State {
	s.waiting = slices.Clip(s.waiting)
	for _, r := range s.Interrupted() {
		s = changed(s, r.ID, func(r *Run) { r.Phase, r.Cores = Queued, min(r.Cores, nn.TeamSize(s.Workers)) })
		s.waiting = append(s.waiting, r.ID)
	}
	if s.Data.Phase == DataFailed {
		s.Data = Data{Phase: Fetching, Loading: s.Data.Loading}
	}
	return s
}

func (LeaveThem) on(s State) State {
	for _, r := range s.Interrupted() {
		s = changed(s, r.ID, func(r *Run) { r.Phase = Stopped })
	}
	return s
}
