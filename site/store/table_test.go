package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// tested says that a run has finished with a test accuracy; of its batches
// there were four.
func tested(run string, mean, deviation float64) store.Action {
	return event(run, train.Event{Kind: train.Finished, TestAccuracy: train.Accuracy{Mean: mean, Deviation: deviation}, Confusion: [][]int{{1000}}})
}

// validated says what a run's epoch has brought.
func validated(run string, epoch int, accuracy float64) store.Action {
	return event(run, train.Event{Kind: train.Epoch, Epoch: epoch, ValidationAccuracy: train.Accuracy{Mean: accuracy}})
}

// groupIDs lists groups: "1 2".
func groupIDs(groups []store.Group) string {
	var list []string
	for _, g := range groups {
		list = append(list, strings.TrimPrefix(g.ID, "run-"))
	}
	return strings.Join(list, " ")
}

// Five runs: beta of 0.8, Alpha of 0.9, gamma of 0.8, one that diverged after
// an epoch, and one that waits.
func fiveRuns() store.State {
	s := withWorkers(4, loaded)
	named := func(name string) { s, _ = reduce(s, store.Typed{Field: store.Name, Text: name}, store.Train{}) }
	named("beta")
	named("Alpha")
	named("gamma")
	named("delta")
	named("epsilon")
	s, _ = reduce(s,
		validated("run-1", 1, 0.7), validated("run-1", 2, 0.75), validated("run-1", 3, 0.72),
		validated("run-2", 1, 0.5), validated("run-4", 1, 0.6),
		tested("run-1", 0.8, 0.02), tested("run-2", 0.9, 0.02), tested("run-3", 0.8, 0.02),
		event("run-4", train.Event{Kind: train.Diverged}),
		reported(wire.Report{Kind: wire.Paused, Run: "run-5"}))
	s, _ = reduce(s, trained(4)...) // the last of them waits
	return s
}

func TestTheTableIsSortedByEveryColumn(t *testing.T) {
	s := fiveRuns()
	require.Equal(t, "8 7 6 5 4 3 2 1", groupIDs(s.Rows()), "the newest first; what waits is left out")
	for name, c := range map[string]struct {
		by   []store.Column // clicks
		want string         // how it begins
	}{
		"by test, the best first; equal ones the newest first": {[]store.Column{store.ByTest}, "2 3 1 8"},
		"the worst first, those without a test still behind":   {[]store.Column{store.ByTest, store.ByTest}, "3 1 2 8"},
		"back again":                         {[]store.Column{store.ByTest, store.ByTest, store.ByTest}, "2 3 1 8"},
		"by the best validation":             {[]store.Column{store.ByBest}, "1 4 2 8"},
		"by the last":                        {[]store.Column{store.ByLast}, "1 4 2 8"},
		"by name, A first, whatever case":    {[]store.Column{store.ByName}, "2 1 4 5"},
		"the other way":                      {[]store.Column{store.ByName, store.ByName}, "3 8 7 6"},
		"from one column to another":         {[]store.Column{store.ByTest, store.ByName}, "2 1 4 5"},
		"all have as many: the newest first": {[]store.Column{store.ByParameters}, "8 7 6 5"},
		"by no column":                       {[]store.Column{"colour"}, "8 7 6 5"},
	} {
		sorted := s
		for _, column := range c.by {
			sorted, _ = reduce(sorted, store.SortBy{Column: column})
		}
		require.Equal(t, c.want, groupIDs(sorted.Rows())[:len(c.want)], name)
	}
}

func TestAGroupIsTickedAndUnticked(t *testing.T) {
	s, _ := reduce(fiveRuns(), store.Tick{Group: "run-3"}, store.Tick{Group: "run-1"}, store.Tick{Group: "run-99"}, store.Tick{Group: "run-9"})
	require.Equal(t, "1 3", groupIDs(s.Compared()), "the oldest first, without what waits")
	before := s
	s, _ = reduce(s, store.Tick{Group: "run-3"})
	require.Equal(t, "1", groupIDs(s.Compared()))
	require.Equal(t, "1 3", groupIDs(before.Compared()), "the state before is not changed")

	s, _ = reduce(before, store.Delete{Group: "run-3"})
	require.Equal(t, "1", groupIDs(s.Compared()))
	s, _ = reduce(s, store.Restore{})
	require.Equal(t, "1 3", groupIDs(s.Compared()), "it comes back as it was")
}

func TestANameIsTakenIfItCanBe(t *testing.T) {
	for typed, want := range map[string]struct{ message, name string }{
		"omega":                 {"", "omega"},
		"  omega ":              {"", "omega"},
		"beta":                  {"", "beta"},
		"Alpha":                 {"must not be that of another run", "beta"},
		" ":                     {"must have at least 1 character", "beta"},
		strings.Repeat("é", 80): {"", strings.Repeat("é", 80)},
		strings.Repeat("é", 81): {"must have at most 80 characters", "beta"},
	} {
		s, _ := reduce(fiveRuns(), store.ToggleMenu{Group: "run-1"}, store.Rename{Group: "run-1"})
		require.Empty(t, s.Table.Menu)
		require.Equal(t, "beta", s.Table.NewName, "it begins with the name it has")
		s, _ = reduce(s, store.NameTyped{Text: typed})
		require.Equal(t, want.message, s.NameError(), typed)
		s, _ = reduce(s, store.NameDone{})
		require.Equal(t, want.name, s.Group("run-1").Name(), typed)
		require.Equal(t, want.message == "", s.Table.Renaming == "", typed)
	}
	s, _ := reduce(fiveRuns(), store.Rename{Group: "run-1"}, store.NameTyped{Text: "omega"}, store.NameLeft{})
	require.Equal(t, "beta", s.Group("run-1").Name())
	require.Empty(t, s.Table.Renaming)
}

func TestAllRunsOfAGroupAreRenamed(t *testing.T) {
	s := withWorkers(1, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}, store.Rename{Group: "run-1"}, store.NameTyped{Text: "twins"}, store.NameDone{})
	for _, r := range s.Runs {
		require.Equal(t, "twins", r.Recipe.Name)
	}
}

func TestAGroupIsPinnedAsBaselineUntilItIsDeleted(t *testing.T) {
	s, _ := reduce(fiveRuns(), store.Pin{Group: "run-2"})
	require.Equal(t, "run-2", s.Baseline)
	other, _ := reduce(s, store.Pin{Group: "run-1"})
	require.Equal(t, "run-1", other.Baseline)
	none, _ := reduce(s, store.Pin{Group: "run-2"})
	require.Empty(t, none.Baseline)
	unknown, _ := reduce(s, store.Pin{Group: "run-99"})
	require.Equal(t, "run-2", unknown.Baseline)
	deleted, _ := reduce(s, store.Delete{Group: "run-2"})
	require.Empty(t, deleted.Baseline)
}

func TestADuplicateIsTheRecipeInThePanelUnderAFreshName(t *testing.T) {
	s := withWorkers(1, store.Typed{Field: store.Repeats, Text: "3"}, store.Typed{Field: store.Method, Text: "adam"}, store.Typed{Field: store.Name, Text: "Adam"},
		store.Train{}, store.RecipeReset{}, store.Duplicate{Group: "run-1"})
	require.Equal(t, "Adam 2", s.Draft.Recipe.Name)
	require.Equal(t, "adam", s.Draft.Recipe.Optimizer.Method)
	require.Equal(t, 3, s.Draft.Repeats)
}

func TestAMenuIsOpenForOneGroupAtMost(t *testing.T) {
	s, _ := reduce(fiveRuns(), store.ToggleMenu{Group: "run-1"}, store.ToggleMenu{Group: "run-2"})
	require.Equal(t, "run-2", s.Table.Menu)
	for name, a := range map[string]store.Action{
		"itself": store.ToggleMenu{Group: "run-2"}, "rename": store.Rename{Group: "run-2"}, "pin": store.Pin{Group: "run-2"},
		"duplicate": store.Duplicate{Group: "run-2"}, "look inside": store.LookInto{Group: "run-2"}, "again": store.Again{Group: "run-2"},
		"delete": store.Delete{Group: "run-2"},
	} {
		closed, _ := reduce(s, a)
		require.Empty(t, closed.Table.Menu, name)
	}
	s, _ = reduce(s, store.LookInto{Group: "run-2"})
	require.Equal(t, "run-2", s.Selected)
}
