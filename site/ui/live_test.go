package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/wasm/wire"
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
	held := state(store.Train{}, reported(wire.Paused, "run-1", ""))
	require.Contains(t, shown(t, live(held, 0)).Content(), "Waiting for the datapaused")
	require.Contains(t, pressable(shown(t, live(held, 0)), "Set the learning rate of Baseline").Attributes, "disabled", "there is nothing to set it of")
	require.Nil(t, (&Live{}).Render())
}

// live is a row of the runs being trained.
func live(s store.State, slot int) *Live { return progressOf(s).rows()[slot].(*Live) }

func TestTheButtonsOfALiveRunAreThoseThatMakeSenseAndSayWhichRun(t *testing.T) {
	tests := map[string][]string{ // names of those that can be pressed
		"waiting":  {"Pause Baseline", "Stop Baseline"},
		"training": {"Pause Baseline", "Stop Baseline"},
		"paused":   {"Resume Baseline", "One batch of Baseline", "One epoch of Baseline", "Stop Baseline"},
		"stopping": nil,
	}
	for name, want := range tests {
		var got []string
		n := shown(t, live(states()[name], 0))
		for _, b := range n.All(headless.Is("button")) {
			require.Equal(t, "run-1", b.Attributes["data-run"])
			require.Contains(t, b.Attributes["aria-label"], b.Content(), "the name holds the words that are seen")
			if _, disabled := b.Attributes["disabled"]; !disabled && b.Attributes["aria-disabled"] != "true" {
				got = append(got, b.Attributes["aria-label"])
			}
		}
		require.Equal(t, want, got, name)
		require.Len(t, buttons(n), 5, name)
	}
}

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
	s, _ = store.Reduce(s, finished)
	require.Equal(t, []string{"Baseline 3", "Baseline 2"}, rows(s))
	require.Nil(t, progressOf(states()["finished"]).Render())
}

// A row that appears behind one that skipped its render would be misplaced by
// vecty.
func TestThereAreAsManyRowsAsWorkersWhetherTheyShowARunOrNot(t *testing.T) {
	require.Len(t, progressOf(states()["one of two"]).rows(), 2)
}

// Two epochs of 50 took 10 s: 240 s are left of the first run, 250 of the
// second, which ends as the last of the queue begins. That one has a layer of
// 128 by 128 more, which costs 507,392 operations an image instead of 409,088:
// 310 s. Together 560.
func TestTheHeadTellsHowManyRunsThereAreAndWhenAllAreOver(t *testing.T) {
	for name, want := range map[string]string{
		"training":   "1 on 1 core, all done in about 4 min",
		"one of two": "1 on 1 of 2 cores, all done in about 4 min",
		"queue":      "2 on 2 cores, 2 queued, all done in about 9 min 20 s",
		"waiting":    "1 on 1 core", // nothing is measured
		"paused":     "1 on 1 core", // for nobody knows how long
	} {
		n := shown(t, progressOf(states()[name]))
		require.Equal(t, want, n.All(headless.Is("span", "plan"))[0].Content(), name)
	}
}

func TestAllRunsArePausedAndResumedTogether(t *testing.T) {
	all := func(s store.State) string {
		for _, b := range shown(t, progressOf(s)).All(headless.Is("button")) {
			if strings.HasSuffix(b.Content(), " all") {
				return b.Content()
			}
		}
		return ""
	}
	s := states()["both of two"]
	require.Equal(t, "Pause all", all(s))
	s, _ = store.Reduce(s, reported(wire.Paused, "run-1", ""))
	require.Equal(t, "Pause all", all(s), "one still goes on")
	s, _ = store.Reduce(s, happened("run-2", train.Event{Kind: train.Started}))
	s, _ = store.Reduce(s, reported(wire.Paused, "run-2", ""))
	require.Equal(t, "Resume all", all(s))
	require.Empty(t, all(states()["training"]), "a single one has its own button")
}

func TestTheLearningRateOfALiveRunCanBeChanged(t *testing.T) {
	field := func(s store.State) (input, button *headless.Node, message string) {
		n := shown(t, live(s, 0)).All(headless.Is("form", "rate"))[0]
		return n.All(headless.Is("input"))[0], n.All(headless.Is("button"))[0], n.All(headless.Is("p", "err"))[0].Content()
	}
	s := states()["training"]
	in, set, message := field(s)
	require.Equal(t, "0.01", in.Attributes["value"])
	require.Equal(t, "Learning rate of Baseline", in.Attributes["aria-label"])
	require.Contains(t, set.Attributes, "disabled", "it has that rate")
	require.Empty(t, message)

	typed, _ := store.Reduce(s, entered(in.Attributes["name"], in.Attributes["data-run"], "0.0050"))
	in, set, _ = field(typed)
	require.Equal(t, "0.0050", in.Attributes["value"], "as typed")
	require.NotContains(t, set.Attributes, "disabled")
	require.Equal(t, store.RateDone{Run: "run-1"}, deed(set.Attributes["data-do"], set.Attributes["data-run"], 0))

	wrong, _ := store.Reduce(s, store.RateTyped{Run: "run-1", Text: "fast"})
	in, set, message = field(wrong)
	require.Equal(t, "true", in.Attributes["aria-invalid"])
	require.Contains(t, set.Attributes, "disabled")
	require.Equal(t, "Must be a number.", message)

	in, _, _ = field(states()["stopping"])
	require.Contains(t, in.Attributes, "disabled")
}

// Of 54,000 images an epoch, 135,000 are two and a half.
func TestAChangedRateIsSaidWithItsPlace(t *testing.T) {
	s := states()["training"]
	change := store.Reported{Report: wire.Report{Kind: wire.Retuned, Run: "run-1", Images: 135000, LearningRate: 0.005}}
	s, _ = store.Reduce(s, change)
	require.Contains(t, shown(t, live(s, 0)).Content(), "rate 0.005 from epoch 2.5 on")
	require.Equal(t, "Baseline: learning rate 0.005 from epoch 2.5 on. Baseline: epoch 2 of 50, validation accuracy 72.3 per cent.", announcement(s))
	s, _ = store.Reduce(s, change)
	require.Contains(t, shown(t, live(s, 0)).Content(), "rate 0.005 from epoch 2.5 on, changed 2 times")
	s, _ = store.Reduce(s, happened("run-1", train.Event{Kind: train.Epoch, Epoch: 3, Epochs: 50}))
	require.NotContains(t, announcement(s), "learning rate", "said once")
}

// Three repeats and a single run on one worker.
func repeating() store.State {
	return state(here, store.Typed{Field: store.Repeats, Text: "3"}, store.Train{}, begun, step,
		store.Typed{Field: store.Repeats, Text: "1"}, store.LayerAdded{}, store.Train{})
}

func TestARepeatIsCalledByItsSeed(t *testing.T) {
	s := repeating()
	n := shown(t, live(s, 0))
	require.Equal(t, "Baseline, seed 0", n.Attributes["aria-label"])
	s, _ = store.Reduce(s, store.Reported{Report: wire.Report{Kind: wire.Failed, Run: "run-1", Message: "why"}})
	require.Contains(t, shown(t, &Notices{Troubles: s.Troubles()}).Content(), "Baseline, seed 0 failed")
	s, _ = store.Reduce(s, happened("run-2", train.Event{Kind: train.Finished, TestAccuracy: train.Accuracy{Mean: 0.85, Deviation: 0.02}}))
	require.Contains(t, announcement(s), "Baseline, seed 1 finished")
	require.Equal(t, "Baseline, seed 2", shown(t, live(s, 0)).Attributes["aria-label"])
}

func TestTheQueueListsWhatWaitsInItsOrder(t *testing.T) {
	s := states()["queue"]
	n := shown(t, &Queue{Entries: queue(s)})
	items := n.All(headless.Is("li"))
	require.Len(t, items, 2)
	// 2 of 50 epochs took each 10 s, so that 240 s are left.
	require.Equal(t, "Baseline 3baselinestarts in about 4 minTrain next↑↓Remove", items[0].Content())
	require.Contains(t, items[1].Content(), "Baseline 4hidden 128, 128starts in about 4 min")
	doing := map[string]store.Action{}
	for _, b := range items[1].All(headless.Is("button")) {
		doing[b.Attributes["aria-label"]] = deed(b.Attributes["data-do"], b.Attributes["data-run"], 0)
	}
	require.Equal(t, map[string]store.Action{
		"Train next: Baseline 4": store.Requeue{Run: "run-4"}, "Move Baseline 4 up, number 2": store.Advance{Run: "run-4", By: -1},
		"Move Baseline 4 down, number 2": store.Advance{Run: "run-4", By: 1}, "Remove Baseline 4 from the queue": store.Unqueue{Run: "run-4"},
	}, doing)
	require.Equal(t, "true", items[1].All(headless.Is("button"))[2].Attributes["aria-disabled"], "the last cannot go down")
	require.Nil(t, (&Queue{}).Render())

	unknown := shown(t, &Queue{Entries: queue(state(here, store.Train{}, store.Train{}))})
	require.Equal(t, "Baseline 2baselinenextRemove", unknown.All(headless.Is("li"))[0].Content(), "nothing is measured, nothing to move")
}

func TestRepeatsThatStandTogetherAreOneEntryOfTheQueue(t *testing.T) {
	n := shown(t, &Queue{Entries: queue(repeating())})
	items := n.All(headless.Is("li"))
	require.Len(t, items, 2)
	require.Contains(t, items[0].Content(), "Baselinebaseline, 2 seeds")
}

func TestWhatWaitsIsNeitherInTheChartsNorInTheTable(t *testing.T) {
	s := states()["queue"]
	require.Len(t, lines(s), 2)
	require.Len(t, rows(s), 2)
	require.Equal(t, 6000, heldOut(s), "of the run that knows it")
	i := slices.IndexFunc(s.Runs, func(r *store.Run) bool { return r.ValidationImages == 0 && r.Phase != store.Queued })
	other := *s.Runs[i]
	other.ValidationImages = 100
	s.Runs[i] = &other
	require.Zero(t, heldOut(s), "not of lines over different images")
}
