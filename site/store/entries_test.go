package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
)

func TestEntriesOfTheQueueAreMovedWhole(t *testing.T) {
	three := store.Typed{Field: store.Repeats, Text: "3"}
	one := store.Typed{Field: store.Repeats, Text: "1"}
	// Waiting: 2, then 3 4 5 of one group, then 6.
	s := withWorkers(1, loaded, store.Train{}, store.Train{}, three, store.Train{}, one, store.Train{})
	require.Len(t, s.Entries(), 3)
	for name, c := range map[string]struct {
		move store.Action
		want string
	}{
		"a group to the front":     {store.Requeue{Run: "run-4", Place: 0}, "3 4 5 2 6"},
		"a group by one":           {store.Advance{Run: "run-3", By: 1}, "2 6 3 4 5"},
		"one over a group":         {store.Advance{Run: "run-6", By: -1}, "2 6 3 4 5"},
		"the last no further":      {store.Advance{Run: "run-6", By: 1}, "2 3 4 5 6"},
		"the next no further":      {store.Advance{Run: "run-2", By: -1}, "2 3 4 5 6"},
		"one that does not wait":   {store.Advance{Run: "run-1", By: 1}, "2 3 4 5 6"},
		"a group out of the queue": {store.Unqueue{Run: "run-5"}, "2 6"},
		"none out of it":           {store.Unqueue{Run: "run-1"}, "2 3 4 5 6"},
	} {
		moved, _ := reduce(s, c.move)
		require.Equal(t, c.want, ids(moved.Queue()), name)
	}
	back, _ := reduce(s, store.Unqueue{Run: "run-5"}, store.Restore{})
	require.Equal(t, "2 3 4 5 6", ids(back.Queue()))
}
