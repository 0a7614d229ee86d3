package ui

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// table returns the rows of the table of runs.
func table(t *testing.T, s store.State) []*headless.Node {
	t.Helper()
	n := shown(t, runsOf(s))
	return n.All(headless.Is("tbody"))[0].All(headless.Is("tr"))
}

func runsOf(s store.State) *Runs { return &Runs{State: s} }

// tested says that a run has finished with a test accuracy, over four batches.
func tested(run string, mean float64) store.Action {
	return happened(run, train.Event{Kind: train.Finished, TestAccuracy: train.Accuracy{Mean: mean, Deviation: 0.02}, Confusion: [][]int{{1000}}})
}

// judged are two recipes under so many seeds each, as said by the panel, ticked
// and finished with these test accuracies.
func judged(repeats string, first, second []float64) store.State {
	s := state()
	s.Workers = 8
	actions := []store.Action{here, store.Typed{Field: store.Repeats, Text: repeats}, store.Train{},
		store.Typed{Field: store.Name, Text: "Adam"}, store.Typed{Field: store.Method, Text: "adam"}, store.Train{}}
	for _, a := range actions {
		s, _ = store.Reduce(s, a)
	}
	for i, r := range s.Runs {
		s, _ = store.Reduce(s, tested(r.ID, append(first, second...)[i]))
	}
	for _, g := range s.Groups() {
		s, _ = store.Reduce(s, store.Tick{Group: g.ID})
	}
	return s
}

func TestTheTableHasARowForEachGroupThatHasBegun(t *testing.T) {
	body := table(t, states()["two runs"])
	require.Len(t, body, 2)
	require.Equal(t, "Baseline 2hidden 128, 128118,282–––waiting", body[0].Content()) // 784·128+128 + 128·128+128 + 128·10+10
	require.Equal(t, "Baselinebaseline101,7700:1072.372.385.3 ± 2.2 over batches", body[1].Content())
	require.Equal(t, "sel", body[0].Attributes["class"])
	require.Equal(t, "true", body[0].All(headless.Is("button", "nm"))[0].Attributes["aria-pressed"])
	require.Contains(t, shown(t, runsOf(state())).Content(), "No runs yet.")
}

func TestARunWithoutATestSaysHowItStands(t *testing.T) {
	for name, want := range map[string]string{
		"stopped": "stopped in epoch 3", "diverged": "diverged in epoch 4", "failed": "failed",
		"training": "epoch 3 of 50", "paused": "epoch 3 of 50",
	} {
		require.Contains(t, table(t, states()[name])[0].Content(), want)
	}
	require.Contains(t, table(t, repeating())[0].Content(), "0 of 3 seeds done")
}

func TestAGroupsFiguresAreOverItsSeeds(t *testing.T) {
	// The mean of 84 and 86 per cent, and their deviation √2.
	require.Contains(t, table(t, judged("2", []float64{0.84, 0.86}, []float64{0.9, 0.9}))[1].Content(), "85.0 ± 1.4 over 2 seeds")
	s := repeating()
	for _, a := range []store.Action{tested("run-1", 0.84), tested("run-2", 0.86), reported(wire.Failed, "run-3", "why")} {
		s, _ = store.Reduce(s, a)
	}
	require.Contains(t, table(t, s)[1].Content(), "85.0 ± 1.4 over 2 seeds2 of 3 seeds", "the third failed")
}

func TestEveryColumnSortsAndSaysHow(t *testing.T) {
	s := states()["two runs"]
	for _, a := range []store.Action{store.SortBy{Column: store.ByName}, store.SortBy{Column: store.ByTest}} {
		s, _ = store.Reduce(s, a)
	}
	heads := shown(t, runsOf(s)).All(headless.Is("thead"))[0].All(headless.Is("th"))
	require.Len(t, heads, 1+len(store.Columns()))
	for i, column := range store.Columns() {
		want := "none"
		if column == store.ByTest {
			want = "descending"
		}
		require.Equal(t, want, heads[i+1].Attributes["aria-sort"])
		b := heads[i+1].All(headless.Is("button"))[0]
		require.NotEmpty(t, b.Content())
		require.Equal(t, store.SortBy{Column: column}, deed(b.Attributes["data-do"], "", 0))
	}
	require.Contains(t, table(t, s)[0].Content(), "85.3", "the only one with a test")
}

func TestTheMenuHoldsWhatCanBeDoneWithARun(t *testing.T) {
	s := states()["two runs"]
	open := func(group string) []string {
		opened, _ := store.Reduce(s, store.ToggleMenu{Group: group})
		var names []string
		for _, item := range shown(t, runsOf(opened)).All(headless.Is("ul", "menu"))[0].All(headless.Is("li")) {
			names = append(names, item.Content())
		}
		return names
	}
	require.Equal(t, []string{"Rename", "Duplicate", "Pin as baseline", "Look inside", "Train again", "Copy link", "Delete"}, open("run-1"))
	require.NotContains(t, open("run-2"), "Delete", "it is being trained")
	require.Empty(t, shown(t, runsOf(s)).All(headless.Is("ul", "menu")))
	for _, do := range []string{doRename, doDuplicate, doPin, doInside, doAgain, doDelete, doMenu} {
		require.NotNil(t, deed(do, "run-1", 0))
	}
}

func TestANameIsWrittenInItsPlace(t *testing.T) {
	s, _ := store.Reduce(states()["two runs"], store.Rename{Group: "run-1"})
	form := shown(t, runsOf(s)).All(headless.Is("form", "renaming"))[0]
	in := form.All(headless.Is("input"))[0]
	require.Equal(t, "Baseline", in.Attributes["value"])
	s, _ = store.Reduce(s, entered(in.Attributes["name"], "", "Baseline 2"))
	form = shown(t, runsOf(s)).All(headless.Is("form", "renaming"))[0]
	require.Contains(t, form.Content(), "The name must not be that of another run.")
	require.Contains(t, form.All(headless.Is("button"))[0].Attributes, "disabled")
}

func TestDifferencesAreThoseFromThePinnedGroup(t *testing.T) {
	s, _ := store.Reduce(judged("1", []float64{0.8}, []float64{0.9}), store.Pin{Group: "run-2"})
	body := table(t, s)
	require.Contains(t, body[0].Content(), "Adambaseline")
	require.Contains(t, body[1].Content(), "BaselineSGD")
}

func TestARateThatWasChangedByHandIsADifference(t *testing.T) {
	s, _ := store.Reduce(states()["training"], store.Reported{Report: wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.1}})
	require.Contains(t, table(t, s)[0].Content(), "baseline, rate changed by hand")
}

func TestADeletedRunCanBeBroughtBack(t *testing.T) {
	n := shown(t, runsOf(states()["deleted"]))
	require.Contains(t, n.Content(), "Baseline deleted.")
	require.Equal(t, []string{"Undo"}, buttons(n))

	s, _ := store.Reduce(states()["queue"], store.Unqueue{Run: "run-3"})
	require.Contains(t, shown(t, runsOf(s)).Content(), "Baseline 3 removed from the queue.")
}

func TestTheDetailsSayEverythingAboutARun(t *testing.T) {
	details := func(s store.State) string { return shown(t, &Details{Group: s.Group("run-1")}).Content() }
	content := details(states()["finished"])
	for _, words := range []string{
		"85.3 ± 2.2", "per cent test accuracy",
		"One hidden layer of 128 units; SGD 0.01; standard scaling; batches of 512; 50 epochs; seed 0",
		"Parameters101,770", "54,000 training, 6,000 validation", "Training time0:10", "0123abcd", "plain build",
	} {
		require.Contains(t, content, words)
	}
	require.Contains(t, details(states()["training"]), "The test follows after the last epoch.")
	require.Contains(t, details(states()["diverged"]), "Not tested")
	require.Nil(t, (&Details{}).Render())

	several := details(judged("2", []float64{0.84, 0.86}, []float64{0.9, 0.9}))
	require.Contains(t, several, "85.0 ± 1.4per cent test accuracy, ± the deviation over seeds")
	require.Contains(t, several, "50 epochs; 2 seeds.")
	require.Contains(t, several, "084.0 ± 2.0–186.0 ± 2.0–", "seed by seed")
}

// Each of these is seen in the table.
func TestTheTableIsDrawnAnewWhenSomethingOfItChanges(t *testing.T) {
	s := states()["two runs"]
	for name, a := range map[string]store.Action{
		"a tick": store.Tick{Group: "run-1"}, "another order": store.SortBy{Column: store.ByTime}, "a menu": store.ToggleMenu{Group: "run-1"},
		"a renaming": store.Rename{Group: "run-1"}, "a baseline": store.Pin{Group: "run-1"}, "a selection": store.Select{Group: "run-1"},
		"a deletion": store.Delete{Group: "run-1"}, "a run": store.Train{}, "another phase": store.Stop{Run: "run-2"},
		"a change by hand": store.Reported{Report: wire.Report{Kind: wire.Retuned, Run: "run-2", LearningRate: 0.1}},
		"an epoch":         happened("run-2", train.Event{Kind: train.Epoch, Epoch: 1}),
	} {
		changed, _ := store.Reduce(s, a)
		require.False(t, runsOf(changed).SkipRender(runsOf(s)), name)
	}
	renamed, _ := store.Reduce(s, store.Rename{Group: "run-1"})
	typed, _ := store.Reduce(renamed, store.NameTyped{Text: "x"})
	require.False(t, runsOf(typed).SkipRender(runsOf(renamed)))
	done, _ := store.Reduce(typed, store.NameDone{})
	require.False(t, runsOf(done).SkipRender(runsOf(typed)))
	require.True(t, runsOf(s).SkipRender(runsOf(s)))
}

func TestTheTableSaysThatItShowsTheNewestAndHasAllOnDemand(t *testing.T) {
	s := state(here)
	for i := range 18 {
		run := fmt.Sprintf("run-%d", i+1)
		s, _ = store.Reduce(s, store.Train{})
		s, _ = store.Reduce(s, happened(run, train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50}))
	}
	require.Len(t, table(t, s), 16)
	require.Contains(t, page(s).Content(), "16 of 18 runs are shown, here and in the charts: the newest, and those that are ticked.")
	all, _ := store.Reduce(s, deed(doShowAll, "", 0))
	require.False(t, (&Runs{State: all}).SkipRender(&Runs{State: s}))
	require.Len(t, table(t, all), 18)
	require.Contains(t, page(all).Content(), "All 18 runs are shown.")
	require.Len(t, lines(all), 18)
	newest, _ := store.Reduce(all, deed(doNewest, "", 0))
	require.Len(t, table(t, newest), 16)
	require.Len(t, lines(newest), 16)
}
