package store

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"atelier/core/train"
)

// Table is what people have done to the table of runs. Groups that are deleted
// may still be named in it, so that they come back as they were.
type Table struct {
	Compared []string // IDs of the ticked groups, in the order of their ticks
	Sort     Sort
	Menu     string // ID of the group whose menu is open; "" if none is
	Renaming string // ID of the group whose name is being changed; "" if none is
	NewName  string // as typed
	All      bool   // the groups that are shown, and not only the newest; see InView
}

// Equal reports whether nothing has been done to the table.
func (t Table) Equal(other Table) bool {
	return slices.Equal(t.Compared, other.Compared) && t.Sort == other.Sort && t.Menu == other.Menu &&
		t.Renaming == other.Renaming && t.NewName == other.NewName && t.All == other.All
}

// Sort is the order of the table.
type Sort struct {
	By        Column // "" is the order of the starts, the newest first
	Ascending bool
}

// Column is what the table can be sorted by.
type Column string

// The columns, from left to right.
const (
	ByName       Column = "name"
	ByParameters Column = "parameters"
	ByTime       Column = "time"
	ByBest       Column = "best" // validation accuracy
	ByLast       Column = "last" // validation accuracy
	ByTest       Column = "test" // test accuracy
)

// Columns returns all columns, from left to right.
func Columns() []Column {
	return []Column{ByName, ByParameters, ByTime, ByBest, ByLast, ByTest}
}

// What people do to the table of runs. They need no worker.
type (
	// Tick takes a group into the comparison, or out of it.
	Tick struct{ Group string }
	// SortBy orders the table by a column, the greatest first but for names; by
	// the column that it is ordered by already, the other way round.
	SortBy struct{ Column Column }
	// ToggleMenu opens the menu of a group, or closes it.
	ToggleMenu struct{ Group string }
	// Rename asks for a field in which to write another name, NameTyped says what
	// is written there, NameDone takes it if it can be taken, and NameLeft leaves
	// everything as it was.
	Rename    struct{ Group string }
	NameTyped struct{ Text string }
	NameDone  struct{}
	NameLeft  struct{}
	// Pin makes a group the baseline; the one that is it makes way for the
	// default recipe.
	Pin struct{ Group string }
	// Duplicate puts a group's recipe into the panel under a fresh name.
	Duplicate struct{ Group string }
	// LookInto selects a group and leaves the table.
	LookInto struct{ Group string }
)

func (Tick) action()       {}
func (SortBy) action()     {}
func (ToggleMenu) action() {}
func (Rename) action()     {}
func (NameTyped) action()  {}
func (NameDone) action()   {}
func (NameLeft) action()   {}
func (Pin) action()        {}
func (Duplicate) action()  {}
func (LookInto) action()   {}

func (a Tick) on(s State) State {
	list := slices.Clone(s.Table.Compared)
	if i := slices.Index(list, a.Group); i >= 0 {
		s.Table.Compared = slices.Delete(list, i, i+1)
	} else if s.has(a.Group) {
		s.Table.Compared = append(list, a.Group)
	}
	return s
}

func (a SortBy) on(s State) State {
	switch {
	case !slices.Contains(Columns(), a.Column):
	case s.Table.Sort.By == a.Column:
		s.Table.Sort.Ascending = !s.Table.Sort.Ascending
	default:
		s.Table.Sort = Sort{By: a.Column, Ascending: a.Column == ByName}
	}
	return s
}

func (a ToggleMenu) on(s State) State {
	if s.Table.Menu == a.Group {
		a.Group = ""
	}
	s.Table.Menu = a.Group
	return s
}

func (a Rename) on(s State) State {
	if s.has(a.Group) {
		s.Table.Menu, s.Table.Renaming, s.Table.NewName = "", a.Group, s.Group(a.Group).Name()
	}
	return s
}

func (a NameTyped) on(s State) State {
	s.Table.NewName = a.Text
	return s
}

func (NameDone) on(s State) State {
	if !s.has(s.Table.Renaming) || s.NameError() != "" {
		return s
	}
	for _, r := range s.Group(s.Table.Renaming).Runs {
		s = changed(s, r.ID, func(r *Run) { r.Recipe.Name = strings.TrimSpace(s.Table.NewName) })
	}
	return NameLeft{}.on(s)
}

func (NameLeft) on(s State) State {
	s.Table.Renaming, s.Table.NewName = "", ""
	return s
}

func (a Pin) on(s State) State {
	switch {
	case s.Baseline == a.Group:
		s.Baseline = ""
	case s.has(a.Group):
		s.Baseline = a.Group
	}
	s.Table.Menu = ""
	return s
}

func (a Duplicate) on(s State) State {
	if !s.has(a.Group) {
		return s
	}
	g := s.Group(a.Group)
	recipe := g.Runs[0].Recipe
	recipe.Name = freshName(s, recipe.Name)
	s.Table.Menu = ""
	return s.fill(NewDraft(recipe).Typed(Repeats, strconv.Itoa(len(g.Runs))))
}

func (a LookInto) on(s State) State {
	if s.has(a.Group) {
		s.Selected = a.Group
	}
	s.Table.Menu = ""
	return s
}

// has reports whether there is a group of that ID.
func (s State) has(group string) bool { return len(s.Group(group).Runs) > 0 }

// NameError says what is wrong with the name that is being written, "" if
// nothing is.
func (s State) NameError() string {
	name := strings.TrimSpace(s.Table.NewName)
	if name == "" {
		return "must have at least 1 character"
	}
	recipe := train.Default()
	recipe.Name = name
	if message := recipe.Validate().For(Name); message != "" {
		return message
	}
	if slices.ContainsFunc(s.Runs, func(r *Run) bool { return r.Group != s.Table.Renaming && r.Recipe.Name == name }) {
		return "must not be that of another run"
	}
	return ""
}

// Rows returns the groups in view, in the order of the table. Those that have
// nothing in the column stand at the end, whichever way it goes, and equal ones
// the newest first.
func (s State) Rows() []Group {
	rows := s.InView()
	slices.Reverse(rows)
	sort := s.Table.Sort
	if sort.By == "" {
		return rows
	}
	slices.SortStableFunc(rows, func(a, b Group) int {
		if sort.By == ByName {
			return sort.directed(cmp.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name())))
		}
		x, known := a.figure(sort.By)
		y, other := b.figure(sort.By)
		switch {
		case known && other:
			return sort.directed(cmp.Compare(x, y))
		case known:
			return -1
		case other:
			return 1
		}
		return 0
	})
	return rows
}

func (o Sort) directed(order int) int {
	if o.Ascending {
		return order
	}
	return -order
}

// figure returns what stands in a column, and false if there is nothing.
func (g Group) figure(c Column) (x float64, known bool) {
	result := Result{Seeds: 1}
	switch c {
	case ByParameters:
		return float64(g.Parameters()), true
	case ByTime:
		return g.Seconds(), true
	case ByBest:
		result = g.Best()
	case ByLast:
		result = g.Last()
	case ByTest:
		result = g.Test()
	}
	return result.Mean, result.Seeds > 0
}
