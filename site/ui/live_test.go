package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/store"
)

func TestALiveRunTellsHowFarHowFastAndHowGoodItIs(t *testing.T) {
	n := shown(t, live(states()["training"], 0))
	require.Equal(t, "Baseline", n.Attributes["aria-label"])
	require.Contains(t, n.Content(), "epoch 3 of 50, batch 7 of 106")
	require.Contains(t, n.Content(), "4:00 left", "108,000 images in 10 s, 2,592,000 to go")
	for _, figure := range []string{"training loss0.750", "validation, %72.3 ± 2.2", "images a second10,800"} {
		require.Contains(t, n.Content(), figure)
	}
	require.Equal(t, "4", n.All(headless.Is("svg", "tape"))[0].Attributes["aria-valuenow"], "2 epochs of 50")
	require.Contains(t, shown(t, live(states()["paused"], 0)).Content(), "paused")
	require.Contains(t, shown(t, live(states()["waiting"], 0)).Content(), "Starting")
	require.Contains(t, shown(t, live(state(store.Train{}), 0)).Content(), "Waiting for the data")
	require.Nil(t, (&Live{}).Render())
}

// live is a row of the runs being trained.
func live(s store.State, slot int) *Live { return &Live{Run: s.InSlot(slot), Data: s.Data.Phase} }

func TestTheButtonsOfALiveRunAreThoseThatMakeSenseAndSayWhichRun(t *testing.T) {
	tests := map[string][]string{ // names of those that can be pressed
		"waiting":  {"Stop Baseline"},
		"training": {"Pause Baseline", "Stop Baseline"},
		"paused":   {"Resume Baseline", "Stop Baseline"},
		"stopping": nil,
	}
	for name, want := range tests {
		var got []string
		n := shown(t, live(states()[name], 0))
		for _, b := range n.All(headless.Is("button")) {
			require.Equal(t, "run-1", b.Attributes["data-run"])
			require.Contains(t, b.Attributes["aria-label"], b.Content(), "the name holds the words that are seen")
			if _, disabled := b.Attributes["disabled"]; !disabled {
				got = append(got, b.Attributes["aria-label"])
			}
		}
		require.Equal(t, want, got, name)
		require.Len(t, buttons(n), 2, name)
	}
}

func progressOf(s store.State) *Progress { return &Progress{Slots: slots(s), Data: s.Data.Phase} }

func TestEveryActiveRunHasItsRowAndKeepsIt(t *testing.T) {
	rows := func(s store.State) []string {
		var names []string
		for _, n := range shown(t, progressOf(s)).All(headless.Is("div", "live")) {
			names = append(names, n.Attributes["aria-label"])
		}
		return names
	}
	s := states()["queue"]
	require.Equal(t, []string{"Baseline", "Baseline 2"}, rows(s))
	require.Contains(t, shown(t, progressOf(s)).Content(), "up to 2 runs at a time")
	s, _ = store.Reduce(s, finished)
	require.Equal(t, []string{"Baseline 3", "Baseline 2"}, rows(s))
	require.Nil(t, progressOf(states()["finished"]).Render())
}

// A row that appears behind one that skipped its render would be misplaced by
// vecty.
func TestThereAreAsManyRowsAsWorkersWhetherTheyShowARunOrNot(t *testing.T) {
	require.Len(t, progressOf(states()["one of two"]).rows(), 2)
}

func TestTheQueueListsWhatWaitsInItsOrder(t *testing.T) {
	s := states()["queue"]
	n := shown(t, &Queue{Runs: queue(s)})
	items := n.All(headless.Is("li"))
	require.Len(t, items, 2)
	require.Equal(t, "Baseline 3baselinenextRemove", items[0].Content())
	require.Equal(t, "Baseline 4hidden 128, 128number 2Remove", items[1].Content())
	b := items[1].All(headless.Is("button"))[0]
	require.Equal(t, "Remove Baseline 4 from the queue", b.Attributes["aria-label"])
	require.Equal(t, store.Stop{Run: "run-4"}, deed(b.Attributes["data-do"], b.Attributes["data-run"], 0))
	require.Nil(t, (&Queue{}).Render())
}

func TestWhatWaitsIsNeitherInTheChartsNorInTheTable(t *testing.T) {
	s := states()["queue"]
	require.Len(t, lines(s), 2)
	require.Empty(t, rows(s))
	require.Equal(t, 6000, heldOut(s), "of the run that knows it")
}
