package ui

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/link"
	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// linked is a link of recipes of these names, with results, and a lesson.
func linked(lesson link.Lesson, names ...string) string {
	l := link.Link{Data: "fashion-mnist", Lesson: lesson}
	for i, name := range names {
		r := train.Default()
		r.Name, r.Epochs = name, i+1
		l.Entries = append(l.Entries, link.Entry{Recipe: r, Seeds: []uint64{0}, Results: []string{strings.Repeat("0", 64)}})
	}
	text, err := link.Encode(l)
	if err != nil {
		panic(err)
	}
	return text
}

// shareStates are what links and files look like.
func shareStates() map[string]store.State {
	lesson := link.Lesson{Note: "Try <b>rates</b>.", Fixed: []string{store.Epochs, store.Hidden}, Hidden: []string{store.Seed, store.RareControls}}
	trained := []store.Action{store.OpenLink{Text: linked(link.Lesson{}, "Adam")}, store.Train{},
		happened("run-1", train.Event{Kind: train.Started, Parameters: 101770}),
		store.Reported{Report: wire.Report{Kind: wire.Kept, Run: "run-1"}}}
	with := func(more ...store.Action) store.State {
		return state(append(trained[:len(trained):len(trained)], more...)...)
	}
	done := happened("run-1", train.Event{Kind: train.Finished, Epoch: 1, ParametersSHA256: strings.Repeat("0", 64)})
	return map[string]store.State{
		"a link in the panel":   state(store.OpenLink{Text: linked(link.Lesson{}, "Adam")}),
		"a link to compare":     state(store.OpenLink{Text: linked(link.Lesson{}, "Adam", "SGD")}),
		"a damaged link":        state(store.OpenLink{Text: "r=1.x"}),
		"a link too new":        state(store.OpenLink{Text: "r=2.x"}),
		"a lesson":              state(store.OpenLink{Text: linked(lesson, "Adam")}),
		"teaching":              state(store.Open{Panel: store.Teaching}),
		"the sender's result":   with(done),
		"another result":        with(happened("run-1", train.Event{Kind: train.Finished, Epoch: 1, ParametersSHA256: strings.Repeat("1", 64)})),
		"a link made":           with(done, store.ShareGroup{Group: "run-1"}, store.LinkCopied{Address: "https://example.org/#r=1.x", Copied: true}),
		"a file being made":     with(done, store.Save{Run: "run-1", Form: wire.Safetensors}),
		"a file refused":        with(done, store.NotTaken{Name: "a.gif", Why: "it is none", Read: true}),
		"a file being read":     with(done, store.TakeModel{}),
		"runs of several seeds": state(store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}),
	}
}

func links(s store.State) *Links { return &Links{Links: s.Links, Matched: matched(s)} }

func TestWhatALinkBroughtIsSaidAndOffered(t *testing.T) {
	for name, want := range map[string]struct {
		words   string
		buttons []string
	}{
		"a link in the panel": {"The link’s recipe is in the panel. Nothing trains before you press Train. When it is finished, the page says whether the result is the sender’s.", []string{"Put aside"}},
		"a lesson":            {"Nothing trains before you press Train. When it is finished, the page says whether the result is the sender’s.Read its note", []string{"Put aside"}},
		"a link to compare":   {"The link brings 2 recipes to compare", []string{"Train these 2 runs", "Put aside"}},
		"a damaged link":      {"The link is damaged", []string{"Put aside"}},
		"a link too new":      {"The link is newer than this page", []string{"Put aside"}},
		"the sender's result": {"Same result as the sender’s, to the bit: Adam.", nil},
		"another result":      {"Not the sender’s result: Adam. The recipe is the same; the page’s version or the data must differ.", nil},
		"a link made":         {"A link to one run, with its seed. It is copied.", []string{"Close"}},
	} {
		n := shown(t, links(shareStates()[name]))
		require.Contains(t, n.Content(), want.words, name)
		require.Equal(t, want.buttons, buttons(n), name)
	}
	require.Empty(t, shown(t, links(state())).Content())
}

func TestALessonShowsItsNoteAsTextAndOnlyWhatItLeaves(t *testing.T) {
	n := shown(t, recipe(shareStates()["a lesson"]))
	require.Contains(t, n.Content(), "Try <b>rates</b>.")
	note := n.All(func(n *headless.Node) bool { return strings.Contains(n.Attributes["class"], "note") })
	require.Len(t, note, 1)
	require.Contains(t, n.Content(), "Hidden: Seed 0, All under More.")
	require.Empty(t, note[0].All(headless.Is("b")), "not as markup")
}

func TestFixedControlsAreDisabledAndHiddenOnesAreNotThere(t *testing.T) {
	n := shown(t, recipe(shareStates()["a lesson"]))
	inputs := map[string]*headless.Node{}
	for _, in := range n.All(headless.Is("input")) {
		inputs[in.Attributes["name"]] = in
	}
	require.Contains(t, inputs[store.Epochs].Attributes, "disabled")
	require.NotContains(t, inputs[store.LearningRate].Attributes, "disabled")
	require.NotContains(t, inputs, store.Seed)
	shape := n.All(headless.Is("fieldset"))
	require.Len(t, shape, 1)
	require.Contains(t, shape[0].Attributes, "disabled")
	require.Contains(t, pressable(n, "Add a layer").Attributes, "disabled")
	require.Empty(t, shape[0].All(headless.Is("button", "why")), "what is fixed is explained all the same")
	require.NotContains(t, pressable(n, "Explain Shape").Attributes, "disabled")
	require.NotContains(t, buttons(n), "Vary one thing")
	require.NotContains(t, buttons(n), "Presets")
}

func TestEachRunOffersItsFilesAndSaysWhenOneIsBeingMade(t *testing.T) {
	n := shown(t, saves(shareStates()["a file being made"]))
	require.Equal(t, []string{"Weights", "ONNX", "PyTorch script", "Recipe", "Continue from these weights"}, buttons(n))
	status := n.All(func(n *headless.Node) bool { return n.Attributes["role"] == "status" })
	require.NotContains(t, status[0].Attributes, "hidden")

	n = shown(t, saves(shareStates()["runs of several seeds"]))
	require.Len(t, buttons(n), 8)
	require.Contains(t, n.Content(), "Save Baseline, seed 1")
	for _, b := range n.All(headless.Is("button")) {
		_, disabled := b.Attributes["disabled"]
		require.Equal(t, b.Content() == "Weights" || b.Content() == "ONNX", disabled, "there is no network yet")
	}
	require.Empty(t, headless.HTML(saves(state())))
}

func TestThePanelSaysWhoseWeightsItBeginsWith(t *testing.T) {
	s, _ := store.Reduce(shareStates()["a file being made"], store.BeginWith{Run: "run-1"})
	n := shown(t, recipe(s))
	require.Contains(t, n.Content(), "Begins with the weights of Adam.")
	require.Contains(t, buttons(n), "Begin with new weights")
	s, _ = store.Reduce(s, store.Train{})
	require.Contains(t, shown(t, &Details{Group: s.Group(s.Selected)}).Content(), "begins with the weights of Adam")
	scripts := shown(t, saves(s)).All(func(n *headless.Node) bool { return n.Content() == "PyTorch script" && n.Attributes["title"] != "" })
	require.Equal(t, "There is none of a run that began with the weights of another", scripts[0].Attributes["title"])
	require.Contains(t, scripts[0].Attributes, "disabled")

	s, _ = store.Reduce(s, store.BeginAfresh{})
	n = shown(t, recipe(s))
	require.NotContains(t, n.Content(), "Begins with the weights")
}

func TestClicksOnLinksAndFilesHaveTheirActions(t *testing.T) {
	for do, want := range map[string]store.Action{
		doTrainLink:                           store.TrainLink{},
		doLinkDone:                            store.LinkDone{},
		doShareRecipe:                         store.ShareRecipe{},
		doShareGroup:                          store.ShareGroup{Group: "run-1"},
		doShareGroups:                         store.ShareGroups{},
		doMadeDone:                            store.MadeDone{},
		doShareLesson:                         store.ShareLesson{},
		doLessonDone:                          store.LessonDone{},
		doTakenNote:                           store.TakenNote{},
		doBeginWith:                           store.BeginWith{Run: "run-1"},
		doBeginAfresh:                         store.BeginAfresh{},
		doSave + "onnx":                       store.Save{Run: "run-1", Form: wire.ONNX},
		doTakeAway + string(store.RecipeFile): store.TakeAway{Kind: store.RecipeFile, Group: "run-1"},
	} {
		require.Equal(t, want, deed(do, "run-1", 0), do)
	}
	require.Equal(t, store.TakeAway{Kind: store.PNG}, deed(doTakeAway+"png", ofChosen, 0))
	require.Equal(t, store.LessonSet{Control: store.Epochs, To: store.Fixed}, typed("teach:epochs", "fixed"))
	require.Equal(t, store.LessonNoted{Note: "x"}, typed("teach-note", "x"))
}

func TestChartsForPaperAreOfTheGroupsAlone(t *testing.T) {
	epoch := func(run string) store.Action {
		return happened(run, train.Event{Kind: train.Epoch, Epoch: 1, TrainingLoss: 1, ValidationAccuracy: train.Accuracy{Mean: 0.7, Deviation: 0.02}})
	}
	s := twoWorkers(store.Train{}, happened("run-1", train.Event{Kind: train.Started}), epoch("run-1"), store.Train{}, happened("run-2", train.Event{Kind: train.Started}), epoch("run-2"))
	papers := Papers(s, s.Groups()[1:])
	require.Len(t, papers, 2)
	require.Equal(t, "chart-accuracy", papers[0].Name())
	n := shown(t, papers[0])
	require.Contains(t, n.Content(), "Baseline 2")
	require.NotContains(t, strings.ReplaceAll(n.Content(), "Baseline 2", ""), "Baseline")
	require.Equal(t, 644, papers[0].Width())
	require.Empty(t, Papers(state(), state().Groups()))
}
