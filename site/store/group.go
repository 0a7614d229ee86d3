package store

import "slices"

// Group is the runs of one recipe under several seeds, most often a single
// one. It is what people see as one entry: one name, one colour, one line in
// the charts, one row of the table.
type Group struct {
	ID   string
	Runs []*Run // in the order of their seeds; at least one
}

// Groups returns all runs by their groups, the oldest first.
func (s State) Groups() []Group {
	var list []Group
	for _, r := range s.Runs {
		i := slices.IndexFunc(list, func(g Group) bool { return g.ID == r.Group })
		if i < 0 {
			list = append(list, Group{ID: r.Group})
			i = len(list) - 1
		}
		list[i].Runs = append(list[i].Runs, r)
	}
	return list
}

// Group returns the group of that ID; without runs if there is none.
func (s State) Group(id string) Group {
	g := Group{ID: id}
	for _, r := range s.Runs {
		if r.Group == id {
			g.Runs = append(g.Runs, r)
		}
	}
	return g
}

// Name returns what all runs of the group are called.
func (g Group) Name() string { return g.Runs[0].Recipe.Name }

// Style returns the line style of the group.
func (g Group) Style() int { return g.Runs[0].Style }

// Equal reports whether nothing has happened to the group's runs.
func (g Group) Equal(other Group) bool { return g.ID == other.ID && slices.Equal(g.Runs, other.Runs) }

// Over reports whether none of the runs will change any more.
func (g Group) Over() bool {
	return !slices.ContainsFunc(g.Runs, func(r *Run) bool { return !r.Phase.Over() })
}

// Active reports whether one of the runs occupies a worker.
func (g Group) Active() bool {
	return slices.ContainsFunc(g.Runs, func(r *Run) bool { return r.Phase.Active() })
}

// Waits reports whether all of the runs still wait for their start.
func (g Group) Waits() bool {
	return !slices.ContainsFunc(g.Runs, func(r *Run) bool { return r.Phase != Queued })
}

// Finished returns the runs that have a test accuracy.
func (g Group) Finished() []*Run {
	var list []*Run
	for _, r := range g.Runs {
		if r.Phase == Finished {
			list = append(list, r)
		}
	}
	return list
}
