package ui

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
	"atelier/site/store"
)

// leftBehind returns the record of a page that was closed in the middle of a run.
func leftBehind() []store.Record {
	closed := state()
	closed.Session = "closed"
	for _, a := range []store.Action{here, store.Train{}} {
		closed, _ = store.Reduce(closed, a)
	}
	c, err := store.ParseRecord(closed.Record(closed.Runs[0]))
	if err != nil {
		panic(err)
	}
	return []store.Record{c}
}

// interrupted is the state of a page that was opened after that.
func interrupted() store.State { return state(here, store.Opened{Records: leftBehind()}) }

func TestInterruptedRunsAreOfferedToGoOn(t *testing.T) {
	s := interrupted()
	n := shown(t, offers(s))
	require.Contains(t, n.Content(), "1 run was interrupted")
	require.Equal(t, []string{"Go on", "Leave them"}, buttons(n))
	require.Equal(t, store.GoOn{}, deed(pressable(n, "Go on").Attributes["data-do"], "", 0))
	require.Equal(t, store.LeaveThem{}, deed(pressable(n, "Leave them").Attributes["data-do"], "", 0))
	require.Contains(t, page(s).Content(), "interrupted")

	s, _ = store.Reduce(s, store.GoOn{})
	require.Empty(t, shown(t, offers(s)).Content())
}

func TestWhatIsNotKeptIsSaidWithWhy(t *testing.T) {
	for keeping, says := range map[store.Keeping]string{
		store.Refused: "as in a private window", store.Full: "no more room", store.Newer: "A newer version",
		store.Blocked: "an older version", store.Lost: "closed the storage",
	} {
		s := state(store.Stored{Keeping: keeping, Why: "the browser’s words"})
		n := shown(t, offers(s))
		require.Contains(t, n.Content(), "Runs are not kept")
		require.Contains(t, n.Content(), "Reason: the browser’s words.")
		require.Contains(t, n.Content(), says)
		require.Contains(t, shown(t, keptHere(s)).Content(), "Runs are not kept.")
	}
	for _, keeping := range []store.Keeping{store.Opening, store.Working} {
		require.Empty(t, shown(t, offers(state(store.Stored{Keeping: keeping}))).Content())
	}
}

func TestTheSectionSaysWhatIsKeptAndHowSurely(t *testing.T) {
	works := store.Stored{Keeping: store.Working}
	for words, actions := range map[string][]store.Action{
		"Looking for what is kept":                nil,
		"Every run will be kept in this browser.": {works},
		"1 run is kept in this browser; the page takes 24 MB of the 2.0 GB that it may.": {works, store.Train{}, store.Weighed{Used: 24e6, Quota: 2e9}},
		"The browser has promised not to clear them by itself.":                          {works, store.Weighed{Persistent: true}},
		"The browser has not promised to keep them":                                      {works, store.Ask{Wish: store.Persist}, store.Granted{Refused: true}},
		"2 runs are being trained in another tab.":                                       {works, store.Read{Elsewhere: 2}},
		"1 kept run could not be read and was left alone. Reason: why.":                  {works, store.Read{Skipped: 1, SkippedWhy: "why"}},
		"3 runs exported.":                                     {works, store.Filed{Outcome: store.Outcome{Exported: 3}}},
		"2 runs imported. 1 was here already.":                 {works, store.Filed{Outcome: store.Outcome{Imported: 2, Already: 1}}},
		"All 3 runs are here already.":                         {works, store.Filed{Outcome: store.Outcome{Already: 3}}},
		"The run is here already.":                             {works, store.Filed{Outcome: store.Outcome{Already: 1}}},
		"1,001 runs exported, in 2 files.":                     {works, store.Filed{Outcome: store.Outcome{Exported: 1001, Files: 2}}},
		"1 run imported, and no more. Reason: it is gone.":     {works, store.Filed{Outcome: store.Outcome{Imported: 1, Why: "it is gone"}}},
		"Nothing was imported. Reason: run 1 of 2 is damaged.": {works, store.Filed{Outcome: store.Outcome{Why: "run 1 of 2 is damaged"}}},
	} {
		require.Contains(t, shown(t, keptHere(state(actions...))).Content(), words)
	}
}

func TestClearingIsAskedAbout(t *testing.T) {
	s := state(append(training, finished, store.Stored{Keeping: store.Working})...)
	n := shown(t, keptHere(s))
	require.Equal(t, []string{"Export all runs", "Ask the browser to keep runs", "Clear"}, seenButtons(n))
	s, _ = store.Reduce(s, deed(pressable(n, "Clear").Attributes["data-do"], "", 0))
	n = shown(t, keptHere(s))
	require.Contains(t, n.Content(), "Remove 1 run from this browser?")
	require.Contains(t, pressable(n, "Clear").Attributes, "disabled")
	kept, _ := store.Reduce(s, deed(pressable(n, "Keep them").Attributes["data-do"], "", 0))
	require.Len(t, kept.Runs, 1)
	gone, _ := store.Reduce(s, deed(pressable(n, "Remove them").Attributes["data-do"], "", 0))
	require.Empty(t, gone.Runs)
	require.NotContains(t, seenButtons(shown(t, keptHere(gone))), "Remove them")
}

func TestClearingSaysAllThatGoes(t *testing.T) {
	for words, actions := range map[string][]store.Action{
		"Remove 2 runs that could not be read from this browser?":          {store.Read{Skipped: 2}},
		"Remove 1 run and 1 run that could not be read from this browser?": {store.Train{}, begun, finished, store.Read{Skipped: 1}},
		"Remove 1 interrupted run from this browser?":                      {store.Opened{Records: leftBehind()}},
		"Remove 2 runs, 1 of them interrupted, from this browser?":         {store.Train{}, begun, finished, store.Opened{Records: leftBehind()}},
		"There is no way back. 1 run that is not over yet stays.":          {store.Train{}, begun, finished, store.Train{}},
		"There is no way back. 2 runs that are not over yet stay.":         {store.Train{}, begun, finished, store.Train{}, store.Train{}},
	} {
		s := state(append([]store.Action{here, store.ClearAsked{}}, actions...)...)
		require.Contains(t, shown(t, keptHere(s)).Content(), words)
	}
	works := store.Stored{Keeping: store.Working}
	for _, s := range []store.State{state(works), state(append(training, finished, works, store.Ask{Wish: store.Export})...)} {
		require.Contains(t, pressable(shown(t, keptHere(s)), "Clear").Attributes, "disabled")
	}
}

// seenButtons returns the names of the buttons that no part around them hides.
func seenButtons(n *headless.Node) []string {
	hidden := map[string]bool{}
	for _, part := range n.All(headless.Is("div", "clearing")) {
		if _, is := part.Attributes["hidden"]; is {
			for _, b := range buttons(part) {
				hidden[b] = true
			}
		}
	}
	var list []string
	for _, b := range buttons(n) {
		if !hidden[b] {
			list = append(list, b)
		}
	}
	return list
}
