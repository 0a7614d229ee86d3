package store

import "slices"

// The order of the queue is kept with the runs: each has a place, and those behind
// it have greater ones. When the first goes the others keep theirs, so that not
// all of their records must be written again.

// lined returns the state with places for the queued runs that have none, or not
// the right one any more, if the queue is not what it was before.
func lined(s State, before []string) State {
	if len(s.waiting) == 0 || slices.Equal(s.waiting, before) {
		return s
	}
	at := map[string]int{}
	for i, r := range s.Runs {
		if r.Phase == Queued {
			at[r.ID] = i
		}
	}
	last, cloned := 0, false
	for _, id := range s.waiting {
		i := at[id]
		if s.Runs[i].place <= last {
			if !cloned {
				s.Runs, cloned = slices.Clone(s.Runs), true
			}
			r := *s.Runs[i]
			r.place = last + 1
			s.Runs[i] = &r
		}
		last = s.Runs[i].place
	}
	return s
}

// placed returns the place of a run that waits, or waited when its page was
// closed; 0 for all others.
func (r *Run) placed() int {
	if r.Phase == Queued || r.Phase == Interrupted {
		return r.place
	}
	return 0
}
