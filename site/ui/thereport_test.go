package ui

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
)

// studied returns the state of the quick report on a seed, of which the first
// runs have come to an end: those of these recipes, at this test accuracy.
func studied(ends map[string]float64, more ...store.Action) store.State {
	s := state(here, store.Show{View: store.Report}, store.QuickStudy{On: true}, store.SeedsTyped{Text: "1"})
	s.Workers = 8
	s, _ = store.Reduce(s, store.RunStudy{})
	for _, r := range s.Runs {
		test, over := ends[r.Recipe.Name]
		if !over {
			continue
		}
		events := []train.Event{{Kind: train.Started, TrainingImages: 10800}}
		for e := range 15 {
			events = append(events, train.Event{Kind: train.Epoch, Epoch: e + 1, TrainingLoss: 0.9 - float64(e)/20, ValidationAccuracy: train.Accuracy{Mean: test, Deviation: 0.02}})
		}
		events = append(events, train.Event{Kind: train.Finished, Epoch: 15, TestAccuracy: train.Accuracy{Mean: test, Deviation: 0.02}, ParametersSHA256: "0123"})
		for _, e := range events {
			s, _ = store.Reduce(s, happened(r.ID, e))
		}
	}
	for _, a := range more {
		s, _ = store.Reduce(s, a)
	}
	return s
}

// reportStates are those of the view of the report, by name.
func reportStates() map[string]store.State {
	return map[string]store.State{
		"report":          state(store.Show{View: store.Report}),
		"report narrow":   state(store.Measured{Sizes: store.Sizes{Page: 390}}, store.Show{View: store.Report}),
		"report wrong":    state(store.Show{View: store.Report}, store.SeedsTyped{Text: "x"}, store.PlanOffered{Text: []byte("x")}),
		"report going":    studied(map[string]float64{"Baseline": 0.85, "Dropout": 0.86}),
		"another plan":    state(store.Show{View: store.Report}, store.PlanOffered{Text: []byte(`{"name": "one", "recipes": [{"name": "a"}], "seeds": [0]}`)}),
		"report and more": studied(map[string]float64{"Baseline": 0.85}, store.Show{View: store.Laboratory}),
	}
}

// drawnReport renders the page until no chart waits.
func drawnReport(s store.State) *headless.Node {
	p := &Page{State: s, Dispatch: func(store.Action) {}}
	n := headless.Render(p)[0]
	for p.exhibits.late() {
		n = headless.Render(p)[0]
	}
	return n
}

func TestTheReportIsEmptyAtFirst(t *testing.T) {
	n := drawnReport(state(store.Show{View: store.Report}))
	require.Len(t, n.All(headless.Is("div", "exhibit")), 3)
	require.Len(t, n.All(headless.Is("div", "plate")), 6)
	require.Empty(t, n.All(headless.Is("path", "bar")))
	require.Contains(t, n.Content(), "0 of 27 runs")
	require.Contains(t, n.Content(), "0 hold, 0 do not, 8 cannot be told yet")
	require.Contains(t, n.Content(), "control, not in the report")
}

// By hand: 86.0 with dropout and 85.0 without it lie within ± 2.0.
func TestTheReportFillsInAsRunsFinish(t *testing.T) {
	n := drawnReport(studied(map[string]float64{"Baseline": 0.85, "Dropout": 0.86}))
	require.Contains(t, n.Content(), "2 of 9 runs")
	tables := n.All(headless.Is("div", "outcomes"))
	require.Contains(t, tables[0].Content(), "[128]85.0 ± 2.0")
	require.Contains(t, tables[0].Content(), "[128], dropout86.0 ± 2.0")
	require.Contains(t, tables[1].Content(), "SGD85.0 ± 2.0")
	require.Contains(t, tables[2].Content(), "Batch normstarting")
	var lines []string
	for _, plate := range n.All(headless.Is("div", "plate")) {
		for _, svg := range plate.All(headless.Is("svg", "chart")) {
			lines = append(lines, strings.Repeat("|", len(svg.All(headless.Is("path", "line")))))
		}
	}
	require.Equal(t, []string{"||", "||", "|", "|", "|", "|"}, lines, "the baseline is in all figures")
	claims := n.All(headless.Is("section", "claims"))[0].All(headless.Is("tr"))
	require.Contains(t, claims[4].Content(), "Dropout makes no real difference.holds")
	require.Contains(t, claims[8].Content(), "cannot tell yet")
}

// The page must not lay out six charts in one frame.
func TestOneChartOfTheReportIsLaidOutInARender(t *testing.T) {
	frames := 0
	p := &Page{State: studied(map[string]float64{"Baseline": 0.85}), Dispatch: func(a store.Action) {
		require.Equal(t, store.NextFrame{}, a)
		frames++
	}}
	for charts := 1; charts <= 6; charts++ {
		require.Len(t, headless.Render(p)[0].All(headless.Is("main", "report"))[0].All(headless.Is("svg", "chart")), charts)
	}
	require.Equal(t, 5, frames)
	sheets := p.exhibits.plates
	headless.Render(p)
	require.Equal(t, sheets, p.exhibits.plates, "nothing has changed")
}

// Behind the report, the laboratory is left alone; shown again, its parts
// follow one by one.
func TestTheLaboratoryCatchesUpAPartAFrame(t *testing.T) {
	asked := false
	p := &Page{State: state(here), Dispatch: func(store.Action) { asked = true }}
	headless.Render(p)
	p.State = studied(map[string]float64{"Baseline": 0.85})
	lab := func() string { return headless.Render(p)[0].All(headless.Is("main", "lab"))[0].Content() }
	require.NotContains(t, lab(), "AdaDelta at 1")
	p.State, _ = store.Reduce(p.State, store.Show{View: store.Laboratory})
	for fresh := 1; fresh < len(p.parts); fresh++ {
		asked = false
		lab()
		require.Equal(t, fresh, p.fresh)
		require.True(t, asked, "for another frame")
	}
	require.Contains(t, lab(), "AdaDelta at 1")
	require.Equal(t, len(p.parts), p.fresh)
}

func TestAPlanOfOnesOwnHasOneFigureAndNoClaims(t *testing.T) {
	n := drawnReport(reportStates()["another plan"])
	require.Len(t, n.All(headless.Is("div", "exhibit")), 1)
	require.Contains(t, n.Content(), "one: 1 recipe on 1 seed")
	require.NotContains(t, n.Content(), "The eight claims")
	require.Contains(t, n.All(headless.Is("section", "claims"))[0].All(headless.Is("button"))[0].Attributes, "disabled")
}

// The first run brings nearly all of the laboratory with it: its parts come one a
// frame. One that was deleted and comes back does so at once.
func TestThePartsOfTheFirstRunComeOneAFrame(t *testing.T) {
	p := &Page{Dispatch: func(store.Action) {}}
	show := func(s store.State) int {
		p.State = s
		p.Render()
		return p.fresh
	}
	require.Equal(t, len(p.parts), show(state(here)))
	one := state(here, store.Train{}, begun)
	for fresh := range len(p.parts) {
		require.Equal(t, 1+fresh, show(one))
	}
	over, _ := store.Reduce(one, finished)
	gone, _ := store.Reduce(over, store.Delete{Group: "run-1"})
	require.Empty(t, gone.Runs)
	back, _ := store.Reduce(gone, store.Restore{})
	require.Len(t, back.Runs, 1)
	for _, s := range []store.State{over, gone, back} {
		require.Equal(t, len(p.parts), show(s))
	}
}
