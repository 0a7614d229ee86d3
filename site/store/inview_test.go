package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
)

// overRuns returns a page where so many runs are over.
func overRuns(n int) store.State {
	s := withWorkers(20, loaded)
	for i := range n {
		s, _ = reduce(s, store.Train{})
		s, _ = reduce(s, tested(fmt.Sprintf("run-%d", i+1), 0.8, 0.02))
	}
	return s
}

func TestTheNewestRunsAreInViewAndOfTheOthersThoseThatMatter(t *testing.T) {
	s := overRuns(16)
	require.Len(t, s.InView(), 16)
	require.False(t, s.HasMore())

	s, _ = reduce(overRuns(20), store.Select{Group: "run-20"})
	require.True(t, s.HasMore())
	require.Equal(t, "5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", groupIDs(s.InView()))
	require.Equal(t, "20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5", groupIDs(s.Rows()))

	s, _ = reduce(s, store.Tick{Group: "run-2"}, store.Pin{Group: "run-4"}, store.Select{Group: "run-3"})
	require.Equal(t, "2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", groupIDs(s.InView()))

	all, _ := reduce(s, store.ShowAll{All: true})
	require.Len(t, all.InView(), 20)
	require.True(t, all.HasMore(), "there is a way back")
	require.False(t, all.Table.Equal(s.Table))
	newest, _ := reduce(all, store.ShowAll{})
	require.Equal(t, s.InView(), newest.InView())
	require.Len(t, s.Chosen(), 1, "what is taken away goes by ticks")
}

// A run that trains is in view, however long ago it was begun.
func TestTheChartsEndWhereTheLastRunInViewDoes(t *testing.T) {
	s := overRuns(20)
	longer := *s.Runs[0]
	longer.Recipe.Epochs *= 4
	s.Runs[0] = &longer
	require.Equal(t, s.Runs[1].Recipe.Epochs, s.LongestRun(), "the first is out of view")
	s, _ = reduce(s, store.ShowAll{All: true})
	require.Equal(t, longer.Recipe.Epochs, s.LongestRun())
}

func TestWhatTrainsIsInView(t *testing.T) {
	s := withWorkers(20, loaded)
	s, _ = reduce(s, trained(20)...)
	require.Len(t, s.Begun(), 20)
	require.Len(t, s.InView(), 20)
	for i := range 18 {
		s, _ = reduce(s, tested(fmt.Sprintf("run-%d", i+2), 0.8, 0.02))
	}
	s, _ = reduce(s, store.Select{Group: "run-20"})
	require.Equal(t, "1 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", groupIDs(s.InView()))
}
