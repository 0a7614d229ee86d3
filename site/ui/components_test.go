package ui

import (
	"strings"
	"testing"

	"github.com/hexops/vecty"
	"github.com/stretchr/testify/require"

	"atelier/core/optim"
	"atelier/site/internal/headless"
	"atelier/site/store"
)

// shown renders a component.
func shown(t *testing.T, c vecty.ComponentOrHTML) *headless.Node {
	t.Helper()
	nodes := headless.Render(c)
	require.Len(t, nodes, 1)
	return nodes[0]
}

// buttons returns the names of the buttons that can be seen.
func buttons(n *headless.Node) []string {
	var names []string
	for _, b := range n.All(headless.Is("button")) {
		if _, hidden := b.Attributes["hidden"]; !hidden {
			names = append(names, b.Content())
		}
	}
	return names
}

func actions(s store.State) *Actions {
	return &Actions{Problems: len(s.Draft.Errors), Full: s.Full(), ID: "why-not"}
}

func TestTrainIsOfferedAlwaysAndSaysWhenItMustWait(t *testing.T) {
	for name, want := range map[string]string{
		"opened": "Train", "finished": "Train", "one of two": "Train",
		"training": "TrainStarts when a worker is free.", "queue": "TrainStarts when a worker is free.",
	} {
		n := shown(t, actions(states()[name]))
		require.Equal(t, want, n.Content(), name)
		require.NotContains(t, n.All(headless.Is("button"))[0].Attributes, "disabled", name)
	}
}

func TestAWrongRecipeCannotBeTrainedAndSaysWhy(t *testing.T) {
	n := shown(t, actions(states()["wrong"]))
	train := n.All(headless.Is("button"))[0]
	require.Contains(t, train.Attributes, "disabled")
	require.Equal(t, "why-not", train.Attributes["aria-describedby"])
	require.Contains(t, n.Content(), "Mend 2 fields before this can train.")
}

func TestAFieldShowsItsTextAndWhatIsWrongWithIt(t *testing.T) {
	d := state(store.Typed{Field: store.LearningRate, Text: "0.050"}, store.Typed{Field: store.Epochs, Text: "1001"}).Draft
	f := form{draft: d, base: state().Draft}
	good := shown(t, f.field(store.LearningRate))
	in := good.All(headless.Is("input"))[0]
	require.Equal(t, "0.050", in.Attributes["value"])
	require.Equal(t, "false", in.Attributes["aria-invalid"])
	require.NotContains(t, in.Attributes, "aria-describedby")

	bad := shown(t, f.field(store.Epochs))
	in = bad.All(headless.Is("input"))[0]
	require.Equal(t, "true", in.Attributes["aria-invalid"])
	message := bad.All(func(n *headless.Node) bool { return n.Attributes["id"] == in.Attributes["aria-describedby"] })
	require.Len(t, message, 1)
	require.Equal(t, "Must be 1 to 1000.", message[0].Content())
}

func TestThePanelOffersEveryFieldUnderItsLabel(t *testing.T) {
	n := shown(t, recipe(state()))
	want := map[string]string{
		store.Name: "Name", store.LearningRate: "Learning rate", store.BatchSize: "Batch size", store.Epochs: "Epochs",
		store.Seed: "Seed", store.TrainingImages: "Training images", store.InputScaling: "Input scaling",
		store.Activation: "Activation", store.Initialiser: "Initialiser", store.BatchNorm: "Batch norm", store.Dropout: "Dropout",
		store.Method: "Method", "optimizer.momentum": "Momentum", "optimizer.dampening": "Dampening", "optimizer.nesterov": "Nesterov",
		"optimizer.weight_decay": "Weight decay", store.ScheduleKind: "Schedule", store.Repeats: "Repeats",
	}
	got := map[string]string{}
	for _, l := range n.All(headless.Is("label")) {
		got[l.Attributes["htmlFor"]] = l.Content()
	}
	require.Equal(t, want, got)
	var chosen []string
	for _, o := range n.All(headless.Is("option")) {
		if _, selected := o.Attributes["selected"]; selected {
			chosen = append(chosen, o.Attributes["value"])
		}
	}
	require.Equal(t, []string{"relu", "default", "off", "sgd", "false", "constant", "standard"}, chosen)
	require.Contains(t, n.Content(), "101,770 parameters") // (784+1)·128 + (128+1)·10
}

func TestEachOptimizerBringsItsOwnHyperparameters(t *testing.T) {
	for _, m := range optim.Methods() {
		n := shown(t, recipe(state(store.Typed{Field: store.Method, Text: m.Name})))
		var names []string
		for _, l := range n.All(headless.Is("label")) {
			if name, ok := strings.CutPrefix(l.Attributes["htmlFor"], "optimizer."); ok {
				names = append(names, name)
			}
		}
		want := []string{"method", "learning_rate"}
		for _, h := range m.Hyperparameters {
			want = append(want, h.Name)
		}
		require.Equal(t, want, names, m.Name)
	}
}

func TestBatchNormShowsItsSettingsWhereItIsOn(t *testing.T) {
	off := shown(t, recipe(state())).Content()
	on := shown(t, recipe(state(store.Typed{Field: store.BatchNorm, Text: store.BatchNormBefore}))).Content()
	require.NotContains(t, off, "Norm momentum")
	require.Contains(t, on, "Norm momentum")
	require.Contains(t, on, "102,026 parameters") // two for each of 128 units more
}

func TestTheBaselineIsOfferedOnlyWhereSomethingDiffers(t *testing.T) {
	reset := func(s store.State) bool {
		for _, name := range buttons(shown(t, recipe(s))) {
			if name == "Back to baseline" {
				return true
			}
		}
		return false
	}
	require.False(t, reset(state()))
	require.True(t, reset(state(store.Typed{Field: store.Epochs, Text: "10"})))
}

func TestTheShapeHasAStepperForEachHiddenLayer(t *testing.T) {
	n := shown(t, &Shape{Draft: state(store.LayerAdded{}).Draft})
	var labels []string
	for _, in := range n.All(headless.Is("input")) {
		labels = append(labels, in.Attributes["aria-label"])
	}
	require.Equal(t, []string{"Width of hidden layer 1", "Width of hidden layer 2"}, labels)
	picture := n.All(headless.Is("svg", "pattern"))[0]
	require.Equal(t, "Network drawn to scale: 784 to 128 to 128 to 10 units", picture.Attributes["aria-label"])
	require.Len(t, picture.All(headless.Is("path", "layer")), 4)
	require.Len(t, picture.All(headless.Is("path", "piece")), 3)
	require.Equal(t, "100,35216,3841,280", picture.Content(), "784·128, 128·128 and 128·10 weights")
}

func TestAWidthThatCannotBeReadHasAMessageThatNamesItsLayer(t *testing.T) {
	n := shown(t, &Shape{Draft: state(store.Typed{Field: store.HiddenField(0), Text: "wide"}).Draft})
	require.Contains(t, n.Content(), "Hidden 1 must be a whole number.")
	require.Contains(t, n.Content(), "? parameters")
}

func TestEightLayersAreTheMost(t *testing.T) {
	s := state()
	for range 7 {
		s, _ = store.Reduce(s, store.LayerAdded{})
	}
	n := shown(t, &Shape{Draft: s.Draft})
	require.Len(t, n.All(headless.Is("input")), 8)
	require.Contains(t, pressable(n, "Add a layer").Attributes, "disabled")
}

func TestTheHeaderTellsOfTheData(t *testing.T) {
	all := states()
	for name, want := range map[string]string{
		"opened":      "No data yet",
		"fetching":    "Fetching the images",
		"loaded":      "Fashion-MNIST, 70,000 images, checked",
		"made up":     "Made-up garments, 70,000 images, checked",
		"data failed": "The images could not be fetched",
	} {
		n := shown(t, &Header{Data: all[name].Data, Theme: store.Auto})
		require.Equal(t, want, n.All(headless.Is("p", "status"))[0].Content(), name)
		require.Equal(t, []string{"Theme: auto"}, buttons(n))
	}
}

func notices(t *testing.T, name string) *headless.Node {
	s := states()[name]
	n := shown(t, &Notices{Data: s.Data, Troubles: s.Troubles(), Fault: s.Fault})
	require.Equal(t, "alert", n.Attributes["role"])
	return n
}

func TestWhatWentWrongIsSaidWithWhatToDo(t *testing.T) {
	tests := []struct {
		state  string
		says   []string
		button []string
	}{
		{"loaded", nil, nil},
		{"training", nil, nil},
		{"made up", []string{"These are not Fashion-MNIST", "no accuracy here can be compared"}, nil},
		{"data failed", []string{"The images could not be fetched", "Reason: shard train-03: sha-256 mismatch.", "try again"}, []string{"Try again"}},
		{"failed", []string{"Baseline failed", "no room for the weights."}, []string{"Try again"}},
		{"crashed", []string{"Baseline failed", "3 workers have died while training it. Reason: out of memory."}, []string{"Try again"}},
		{"two failed", []string{"Baseline failed", "no room", "Baseline 2 diverged in epoch 4"}, []string{"Try again"}},
		{"diverged", []string{"Baseline diverged in epoch 4", "the loss is NaN after batch 12.", "smaller learning rate"}, nil},
	}
	for _, test := range tests {
		t.Run(test.state, func(t *testing.T) {
			n := notices(t, test.state)
			if test.says == nil {
				require.Empty(t, n.Content())
			}
			for _, words := range test.says {
				require.Contains(t, n.Content(), words)
			}
			require.Equal(t, test.button, buttons(n))
		})
	}
}

func TestOnlyARunThatHasACurveIsSaidToKeepIt(t *testing.T) {
	require.Contains(t, notices(t, "diverged").Content(), "Its curve up to here is kept. A smaller learning rate usually helps.")
	s := state(here, store.Train{}, begun, diverged)
	require.NotContains(t, shown(t, &Notices{Data: s.Data, Troubles: s.Troubles()}).Content(), "curve")
}

func TestAFaultOfThePageIsSaid(t *testing.T) {
	n := shown(t, &Notices{Fault: "index out of range"})
	require.Contains(t, n.Content(), "Reason: index out of range.")
}

func TestTheFirstVisitTrainsInOneClick(t *testing.T) {
	s := states()["loaded"]
	n := shown(t, &Hero{Draft: s.Draft, Data: s.Data})
	b := n.All(headless.Is("button"))[0]
	require.Equal(t, "Train a first network", b.Content())
	require.Equal(t, doTrain, b.Attributes["data-do"])
	require.Contains(t, n.Content(), "One hidden layer of 128 units, 50 epochs, 60,000 images.")
	require.Contains(t, n.Content(), "60,000 images to learn from, 10,000 to be tested on, all parts checked.")
	require.Nil(t, (&Hero{Absent: true}).Render())
}

func TestTheTapeShowsHowTheDataComes(t *testing.T) {
	n := shown(t, &Loading{Data: states()["fetching"].Data})
	bar := n.All(headless.Is("svg", "tape"))[0]
	require.Equal(t, "progressbar", bar.Attributes["role"])
	require.Equal(t, "43", bar.Attributes["aria-valuenow"], "13.4 of 30.9 MB")
	require.Contains(t, n.Content(), "13.4 of 30.9 MB")
	require.Contains(t, n.Content(), "Part 5 of 14 checked.")
	require.Nil(t, (&Loading{Data: states()["data failed"].Data}).Render())
}

func TestTheSamplesShowEachClassUnderItsName(t *testing.T) {
	n := shown(t, &Samples{Set: states()["loaded"].Data.Set})
	images := n.All(headless.Is("img"))
	require.Len(t, images, 10)
	require.Equal(t, "Images of the class T-shirt", images[0].Attributes["alt"])
	require.True(t, strings.HasPrefix(images[0].Attributes["src"], "data:image/bmp;base64,"))
	empty := shown(t, &Samples{}).All(headless.Is("li"))
	require.Len(t, empty, 10, "the place is kept")
	require.Equal(t, "Ankle boot", empty[9].Content())
}

func TestTheDockSaysHowThingsStand(t *testing.T) {
	for name, want := range map[string]string{
		"loaded": "Ready to train", "fetching": "Fetching the images13.4 of 30.9 MB", "training": "epoch 3 of 504:00 left",
		"finished": "Baseline85.3 ± 2.2 % test accuracy", "data failed": "The images could not be fetched", "stopped": "Baselinestopped in epoch 3",
		"wrong": "Mend 2 fields before this can train.", "wrong while training": "epoch 3 of 50Mend 1 field before this can train.",
		"one of two": "epoch 3 of 504:00 left", "queue": "2 training, 2 queued", "both of two": "2 training",
		"paused": "epoch 3 of 50paused", "stopping": "epoch 3 of 50Stopping",
	} {
		n := shown(t, dock(states()[name]))
		require.Equal(t, want, n.All(headless.Is("p"))[0].Content(), name)
	}
}

func TestTheDocksTabsLeadToPlacesAndViewsAndSayWhichIsShown(t *testing.T) {
	current := func(actions ...store.Action) string {
		list := ""
		for _, a := range shown(t, dock(state(actions...))).All(headless.Is("a")) {
			if kind := a.Attributes["aria-current"]; kind != "false" {
				list += a.Content() + " " + a.Attributes["href"] + " " + kind
			}
		}
		return list
	}
	require.Empty(t, current())
	require.Equal(t, "Runs #runs location", current(store.At{Place: store.AtRuns}))
	require.Equal(t, "Inside #inside page", current(store.At{Place: store.AtRuns}, store.Show{View: store.Inside}))
}

func TestTheProgressIsAnnouncedAndStandsInTheTitle(t *testing.T) {
	for name, want := range map[string][2]string{
		"opened":   {"", "Atelier"},
		"waiting":  {"", "0/50 Baseline"},
		"training": {"Baseline: epoch 2 of 50, validation accuracy 72.3 per cent.", "3/50 Baseline"},
		"paused":   {"Baseline paused in epoch 3.", "Baseline: paused"},
		"stopped":  {"Baseline stopped in epoch 3.", "Baseline: stopped"},
		"finished": {"Baseline finished: test accuracy 85.3 per cent, plus or minus 2.2.", "Baseline: 85.3 %"},
		"diverged": {"", "Baseline: diverged"},
		"failed":   {"", "Baseline: failed"},
		// Of each run's 50 epochs, 2 of the first are done: 108,000 of 54,000 images.
		"both of two": {"2 runs training, 0 per cent done.", "2 % of 2 runs"},
		"queue":       {"2 runs training, 2 queued, 0 per cent done.", "1 % of 4 runs"},
		"queue moves": {"Baseline finished: test accuracy 85.3 per cent, plus or minus 2.2. 2 runs training, 1 queued, 0 per cent done.", "0 % of 3 runs"},
	} {
		s := states()[name]
		require.Equal(t, want, [2]string{announcement(s), Title(s)}, name)
	}
	n := shown(t, &Announcer{Words: "x"})
	require.Equal(t, "polite", n.Attributes["aria-live"])
}
