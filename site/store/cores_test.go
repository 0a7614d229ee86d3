package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/store"
	"atelier/wasm/wire"
)

func on(workers int) store.State {
	s := store.Initial()
	s.Workers = workers
	return s
}

func TestARunCanTakeAsManyCoresAsATeamCanHave(t *testing.T) {
	for workers, choices := range map[int][]int{1: {1}, 2: {1, 2}, 3: {1, 2}, 4: {1, 2, 4}, 7: {1, 2, 4}, 8: {1, 2, 4, 8}} {
		require.Equal(t, choices, on(workers).CoreChoices(), "%d workers", workers)
	}
	s, _ := reduce(on(4), store.CoresChosen{Cores: 4}, store.CoresChosen{Cores: 3}, store.CoresChosen{Cores: 8}, store.CoresChosen{})
	require.Equal(t, 4, s.Cores, "what cannot be chosen is not")
}

// Three workers: a run on two, one on one, and one on two that waits for the
// first.
func TestARunWaitsUntilAllItsCoresAreFree(t *testing.T) {
	s, commands := reduce(on(3), store.CoresChosen{Cores: 2}, store.Train{})
	require.Equal(t, 2, commands[0].Members)
	require.True(t, s.Full(), "for another on two")
	s, commands = reduce(s, store.CoresChosen{Cores: 1})
	require.False(t, s.Full())
	require.Empty(t, commands)
	s, commands = reduce(s, store.Train{})
	require.Equal(t, 1, commands[0].Members)
	s, commands = reduce(s, store.CoresChosen{Cores: 2}, store.Train{})
	require.Len(t, s.Active(), 2)
	require.Len(t, s.Queue(), 1)
	require.Empty(t, commands)

	s, commands = reduce(s, store.Reported{Report: wire.Report{Kind: wire.Stopped, Run: "run-2"}})
	require.Empty(t, commands, "one core is not enough")
	_, commands = reduce(s, store.Reported{Report: wire.Report{Kind: wire.Stopped, Run: "run-1"}})
	require.Equal(t, []string{"run-3"}, []string{commands[0].Run})
	require.Equal(t, 2, commands[0].Members)
}
