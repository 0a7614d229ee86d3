package store

import "slices"

// inView is how many groups the table and the charts show, unless people want
// all. More lines cannot be told apart, and since runs are kept from visit to
// visit there are more and more of them.
const inView = 16

// ShowAll has the table and the charts show all groups, or the newest again.
type ShowAll struct{ All bool }

func (ShowAll) action() {}

func (a ShowAll) on(s State) State {
	s.Table.All = a.All
	return s
}

// Begun returns the groups that have begun, in the order of their starts.
func (s State) Begun() []Group { return slices.DeleteFunc(s.Groups(), Group.Waits) }

// InView returns those of the begun groups that the table and the charts show:
// the newest, and of the older ones what people have ticked, pinned or selected,
// and what trains.
func (s State) InView() []Group {
	groups := s.Begun()
	if s.Table.All || len(groups) <= inView {
		return groups
	}
	old := len(groups) - inView
	older := slices.DeleteFunc(slices.Clone(groups[:old]), func(g Group) bool {
		return !slices.Contains(s.Table.Compared, g.ID) && g.ID != s.Baseline && g.ID != s.Selected && !g.Active()
	})
	return append(older, groups[old:]...)
}

// HasMore reports whether there are more groups than the table shows by itself.
func (s State) HasMore() bool { return len(s.Begun()) > inView }
