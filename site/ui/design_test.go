package ui

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/internal/headless"
	"atelier/site/store"
	"atelier/site/text"
)

// pressable returns the button with that full name, nil if there is none.
func pressable(n *headless.Node, name string) *headless.Node {
	for _, b := range n.All(headless.Is("button")) {
		if b.Attributes["aria-label"] == name || b.Attributes["aria-label"] == "" && b.Content() == name {
			return b
		}
	}
	return nil
}

// does returns the action of the button with that full name.
func does(t *testing.T, n *headless.Node, name string) store.Action {
	t.Helper()
	b := pressable(n, name)
	require.NotNil(t, b, name)
	require.NotContains(t, b.Attributes, "disabled", name)
	return deed(b.Attributes["data-do"], b.Attributes["data-about"], 0)
}

func TestEveryControlOfTheRecipeHasAnExplanation(t *testing.T) {
	for _, m := range optim.Methods() {
		for _, k := range optim.Schedules() {
			s := state(store.ToggleMore{}, store.Typed{Field: store.Method, Text: m.Name},
				store.Typed{Field: store.ScheduleKind, Text: k.Name}, store.Typed{Field: store.BatchNorm, Text: store.BatchNormBefore})
			require.LessOrEqual(t, len(optimizerFields(s.Draft)), optimizerPlaces)
			n := shown(t, recipe(s))
			for _, l := range n.All(headless.Is("label")) {
				name := l.Attributes["htmlFor"]
				if name == store.Name {
					continue // says all by itself
				}
				require.Equal(t, store.Explain{Field: name}, does(t, n, "Explain "+l.Content()), name)
				open, _ := store.Reduce(s, store.Explain{Field: name})
				require.Contains(t, shown(t, recipe(open)).Content(), "Source: ", "%s, %s", name, m.Name)
			}
		}
	}
}

func TestAnExplanationOpensInItsPlace(t *testing.T) {
	n := shown(t, recipe(states()["explained"]))
	b := pressable(n, "Explain Learning rate")
	require.Equal(t, "true", b.Attributes["aria-expanded"])
	for _, e := range n.All(headless.Is("div", "explain")) {
		_, hidden := e.Attributes["hidden"]
		require.Equal(t, e.Attributes["id"] != b.Attributes["aria-controls"], hidden)
		if !hidden {
			require.Contains(t, e.Content(), "w = w − lr·step")
			link := e.All(headless.Is("a"))[0]
			require.Equal(t, "https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html", link.Attributes["href"])
			require.Equal(t, "_blank", link.Attributes["target"], "a run may be going on in this tab")
		}
	}
	require.Equal(t, "false", pressable(n, "Explain Epochs").Attributes["aria-expanded"])
}

func TestARecipeThatAnotherTookThePlaceOfCanBeBroughtBack(t *testing.T) {
	undo := func(actions ...store.Action) (seen bool) {
		b := pressable(shown(t, recipe(state(actions...))), text.UndoFillLabel)
		_, hidden := b.Attributes["hidden"]
		return !hidden
	}
	changed := store.Typed{Field: store.Epochs, Text: "7"}
	require.False(t, undo())
	require.False(t, undo(changed))
	require.True(t, undo(changed, store.RecipeReset{}))
	require.True(t, undo(changed, store.Fill{Name: "Adam"}))
	require.False(t, undo(store.Fill{Name: "Adam"}), "Back to baseline does it")
	require.False(t, undo(changed, store.Fill{Name: "Adam"}, changed))
	require.Equal(t, store.UndoFill{}, does(t, shown(t, recipe(state(changed, store.RecipeReset{}))), text.UndoFillLabel))
}

// What a browser kept may be anything; the panel says what is wrong with it.
func TestADraftOfAnotherVersionIsShown(t *testing.T) {
	n := shown(t, recipe(state(store.ResumeDraft{Text: `{"texts":{"optimizer.method":"lion","schedule.kind":"?","activation":"step"},"hidden":["wide"]}`})))
	require.Contains(t, n.Content(), "must be a whole number")
}

func TestTypingInAFieldLeavesTheOthersAlone(t *testing.T) {
	fields := func(s store.State) map[string]*Field {
		f := form{draft: s.Draft, base: s.Draft, hint: s.Design.Hint}
		all := map[string]*Field{}
		for _, name := range append(append(layerFields(s.Draft), optimizerFields(s.Draft)...), store.Rare()...) {
			all[name] = f.field(name)
		}
		return all
	}
	before := state(store.Explain{Field: store.Dropout})
	after, _ := store.Reduce(before, store.Typed{Field: store.LearningRate, Text: "0.1"})
	old := fields(before)
	for name, field := range fields(after) {
		require.Equal(t, name != store.LearningRate, field.SkipRender(old[name]), name)
	}
	require.True(t, (&Shape{Draft: after.Draft}).SkipRender(&Shape{Draft: before.Draft}))
	wider, _ := store.Reduce(before, store.LayerStepped{Wider: true})
	require.False(t, (&Shape{Draft: wider.Draft}).SkipRender(&Shape{Draft: before.Draft}))

	// What is wrong with a field may depend on another.
	before = state(store.Typed{Field: "optimizer.momentum", Text: "0.9"}, store.Typed{Field: "optimizer.nesterov", Text: "true"})
	after, _ = store.Reduce(before, store.Typed{Field: "optimizer.momentum", Text: "0"})
	require.False(t, fields(after)["optimizer.nesterov"].SkipRender(fields(before)["optimizer.nesterov"]))
}

// The focus would go to another field if the elements were counted anew.
func TestAnExplanationMovesNoOtherElement(t *testing.T) {
	count := func(s store.State) int { return len(shown(t, recipe(s)).All(headless.Is("div"))) }
	require.Equal(t, count(state()), count(states()["explained"]))
}

func TestWhatDiffersFromTheBaselineIsMarked(t *testing.T) {
	marked := func(s store.State) []string {
		var list []string
		for _, n := range shown(t, recipe(s)).All(headless.Is("", "diff")) {
			was := n.All(headless.Is("span", "was"))[0]
			require.NotContains(t, was.Attributes, "hidden")
			list = append(list, was.Content())
		}
		return list
	}
	require.Empty(t, marked(state()))
	s := state(store.LayerAdded{}, store.Typed{Field: store.Method, Text: "adam"}, store.Typed{Field: "optimizer.beta1", Text: "0.8"}, store.Typed{Field: store.LearningRate, Text: "0.010"})
	require.Equal(t, []string{"baseline 128", "baseline SGD", "default 0.9"}, marked(s))

	s, _ = store.Reduce(s, store.Train{})
	s.Baseline = "run-1"
	require.Empty(t, marked(s), "a group that is pinned is the baseline")
	s, _ = store.Reduce(s, store.Typed{Field: store.Method, Text: "sgd"})
	require.Equal(t, []string{"baseline Adam"}, marked(s))
}

func TestMoreShowsWhatIsSeldomChanged(t *testing.T) {
	labels := func(s store.State) string {
		var list []string
		for _, l := range shown(t, recipe(s)).All(headless.Is("label")) {
			list = append(list, l.Content())
		}
		return strings.Join(list, ", ")
	}
	const rare = "Schedule counts, Warm-up, Gradient clipping, Label smoothing, Patience, Validation share"
	require.NotContains(t, labels(state()), "Patience")
	require.Equal(t, store.ToggleMore{}, does(t, shown(t, recipe(state())), "Show more settings"))
	require.Contains(t, labels(states()["more"]), rare)
	require.Equal(t, store.ToggleMore{}, does(t, shown(t, recipe(states()["more"])), "Hide more settings"))

	s := state(store.Typed{Field: store.Patience, Text: "-1"}, store.ToggleMore{})
	require.False(t, s.Design.More)
	require.Contains(t, labels(s), rare, "what is wrong is always seen")
	require.Contains(t, pressable(shown(t, recipe(s)), "Hide more settings").Attributes, "hidden")
}

func TestRepeatsSayWhichSeedsTheyAre(t *testing.T) {
	n := shown(t, recipe(state(store.Typed{Field: store.Seed, Text: "5"}, store.Typed{Field: store.Repeats, Text: "3"})))
	require.Contains(t, n.Content(), "seeds 5 to 7")
	require.Contains(t, n.Content(), "Trains 3 runs.")
}

func TestThePresetsAreListedByTheirExperiments(t *testing.T) {
	n := shown(t, recipe(states()["presets"]))
	menu := n.All(headless.Is("section", "presets"))[0]
	var titles []string
	for _, h := range menu.All(headless.Is("h4")) {
		titles = append(titles, h.Content())
	}
	require.Equal(t, []string{"Shapes", "Optimizers", "Initialisation and batch norm"}, titles)
	require.Len(t, menu.All(headless.Is("li")), 11)
	require.Equal(t, store.Fill{Name: "Adam"}, does(t, menu, "Adam"))
	require.Equal(t, store.TrainAll{Title: "Optimizers"}, does(t, menu, "Train all 4 of Optimizers"))
	require.Equal(t, "true", pressable(n, "Presets").Attributes["aria-expanded"])

	n = shown(t, recipe(state(store.Open{Panel: store.Presets}, store.Typed{Field: store.Epochs, Text: "x"})))
	require.Contains(t, pressable(n, "Train all 4 of Optimizers").Attributes, "disabled")
	require.Nil(t, (&Presets{}).Render())
}

func TestVaryOffersTheValuesOfAChoice(t *testing.T) {
	s := states()["vary"]
	n := shown(t, varyOf(s))
	var names, chosen []string
	for _, box := range n.All(headless.Is("input")) {
		require.Equal(t, store.VaryToggled{Value: box.Attributes["value"]}, typed(box.Attributes["name"], box.Attributes["value"]))
		names = append(names, box.Attributes["aria-label"])
		if _, ok := box.Attributes["checked"]; ok {
			chosen = append(chosen, box.Attributes["aria-label"])
		}
	}
	var labels []string
	for _, m := range optim.Methods() {
		labels = append(labels, m.Label)
	}
	require.Equal(t, labels, names)
	require.Equal(t, []string{"SGD"}, chosen)
	require.Contains(t, n.Content(), "At least two values are needed.")
	require.Contains(t, pressable(n, "Train variants").Attributes, "disabled")

	s, _ = store.Reduce(s, store.VaryToggled{Value: "adam"})
	s, _ = store.Reduce(s, store.Typed{Field: store.Repeats, Text: "2"})
	n = shown(t, varyOf(s))
	require.Contains(t, n.Content(), "2 recipes × 2 seeds = 4 runs.")
	require.Equal(t, store.TrainVariants{}, does(t, n, "Train 2 variants"))
	require.Nil(t, varyOf(state()).Render())

	s, _ = store.Reduce(s, store.Typed{Field: store.Epochs, Text: "x"})
	n = shown(t, varyOf(s))
	require.Contains(t, n.Content(), "Mend 1 field before this can train.")
	require.Contains(t, pressable(n, "Train 2 variants").Attributes, "disabled")
}

func TestVaryTakesNumbersAsText(t *testing.T) {
	s := states()["vary a number"]
	require.Equal(t, store.VaryField{Field: store.Dropout}, typed(varyFieldName, store.Dropout))
	require.Equal(t, store.VaryTyped{Text: "0, 1"}, typed(varyValuesName, "0, 1"))
	s, _ = store.Reduce(s, store.VaryTyped{Text: "0, 1"})
	n := shown(t, varyOf(s))
	in := n.All(headless.Is("input"))[0]
	require.Equal(t, "0, 1", in.Attributes["value"])
	require.Equal(t, "true", in.Attributes["aria-invalid"])
	require.Contains(t, n.Content(), "“1” must be 0 to 0.95.")
}

func TestLayersAreMovedByButtonsAndByTheirGrips(t *testing.T) {
	one := shown(t, &Shape{Draft: state().Draft, Base: state().Base()})
	require.Empty(t, one.All(headless.Is("span", "movable")), "a single layer has no other place")
	require.Len(t, buttons(one), 5, "explain, add, narrow, widen, remove")

	s := state(store.LayerAdded{}, store.LayerAdded{})
	n := shown(t, &Shape{Draft: s.Draft, Base: s.Base()})
	require.Len(t, n.All(headless.Is("span", "movable")), 3)
	require.Contains(t, pressable(n, "Move hidden layer 1 towards the pixels").Attributes, "disabled")
	require.Contains(t, pressable(n, "Move hidden layer 3 towards the classes").Attributes, "disabled")
	b := pressable(n, "Move hidden layer 2 towards the classes")
	require.Equal(t, store.LayerMoved{From: 1, To: 2}, deed(b.Attributes["data-do"], "", 1))
	require.Equal(t, `[data-do="earlier"][data-layer="2"]`, b.Attributes["data-then"], "at the end only the way back is left")
	require.Equal(t, `[data-do="later"][data-layer="1"]`, pressable(n, "Move hidden layer 1 towards the classes").Attributes["data-then"])
	require.Equal(t, store.LayerMoved{From: 1, To: 0}, deed(doEarlier, "", 1))
}

func TestTheShapeSaysWhatItCosts(t *testing.T) {
	s := state()
	require.Equal(t, "101,770 parameters", shown(t, (&Shape{Draft: s.Draft}).facts()).Content())
	require.Equal(t, "101,770 parametersabout 0.8 s an epoch", shown(t, (&Shape{Draft: s.Draft, Seconds: 0.84}).facts()).Content())

	// Eight layers of 2,048 on batches of 4,096: 4 bytes for three copies of
	// 31,002,634 parameters, three levels of the largest product, 2,048·2,048,
	// and the values of 4,096 images: the input, two for each of eight layers
	// and one for the outputs, each with its gradient.
	s = state(store.Typed{Field: store.BatchSize, Text: "4096"})
	d := s.Draft.Shaped(strings.TrimSuffix(strings.Repeat("2048,", train.MaxHidden), ","))
	parameters := 785*2048 + 7*2049*2048 + 2049*10
	want := 4 * (3*parameters + 3*2048*2048 + 4096*(784+2*(8*2*2048+10)))
	require.Equal(t, 1439, want>>20)
	require.Contains(t, shown(t, (&Shape{Draft: d}).facts()).Content(), "needs 1,439 MB")
}

func TestANetworkThatIsTooLargeSaysSo(t *testing.T) {
	d := state(store.Typed{Field: store.BatchSize, Text: "4096"}, store.Typed{Field: store.Dropout, Text: "0.5"}).Draft.
		Shaped(strings.TrimSuffix(strings.Repeat("2048,", train.MaxHidden), ",")).Typed(store.BatchNorm, store.BatchNormBefore)
	require.NotEmpty(t, d.Errors.For(store.Hidden))
	require.Contains(t, shown(t, &Shape{Draft: d, Base: state().Base()}).Content(), "MB of memory, more than 2048.")
}

func TestAnArrowKeyStepsAWidth(t *testing.T) {
	tests := []struct {
		name, text string
		up, single bool
		want       store.Action
	}{
		{"hidden[1]", "100", true, false, store.LayerStepped{Layer: 1, Wider: true}},
		{"hidden[0]", "100", false, false, store.LayerStepped{Layer: 0}},
		{"hidden[0]", "100", true, true, store.LayerResized{Layer: 0, Width: 101}},
		{"hidden[0]", "100", false, true, store.LayerResized{Layer: 0, Width: 99}},
		{"hidden[0]", "wide", true, true, nil},
		{"epochs", "50", true, false, nil},
	}
	for _, test := range tests {
		require.Equal(t, test.want, stepped(test.name, test.text, test.up, test.single), "%v", test)
	}
}

// In a drawing shown as large as it is, a pixel is worth 784/63 units where the
// pixels are the widest layer.
func TestABarIsDraggedToAWidth(t *testing.T) {
	const worth = 784 / 63.0
	require.Equal(t, 128, DraggedWidth(128, 0, worth, 304))
	require.Equal(t, 256, DraggedWidth(128, 10, worth, 304), "252.4, in steps of eight")
	require.Equal(t, 192, DraggedWidth(128, 10, worth, 608), "twice as large")
	require.Equal(t, 3, DraggedWidth(128, -10.04, worth, 304), "small ones in steps of one")
	require.Equal(t, 1, DraggedWidth(128, -100, worth, 304))

	n := shown(t, pattern([]int{128, 0}))
	handles := n.All(headless.Is("rect", "handle"))
	require.Len(t, handles, 2)
	require.Equal(t, "128", handles[0].Attributes["data-units"])
	require.Equal(t, "12.44", handles[0].Attributes["data-worth"])
}
