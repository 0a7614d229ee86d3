package ui

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/site/internal/headless"
	"atelier/site/sketch"
	"atelier/site/store"
)

// inGarments returns the state of the view after some actions.
func inGarments(actions ...store.Action) store.State {
	return state(append([]store.Action{here, store.Show{View: store.Garments}}, actions...)...)
}

// garmentStates are the view's states that the tests look at, by name.
func garmentStates() map[string]store.State {
	tried := inGarments(store.Train{}, begun, store.Placed{Class: 1})
	tried.Trial = &store.Trial{Pixels: tried.Drawing.Image(), Said: map[string][]float32{"run-1": {0.01, 0.9, 0, 0.05, 0.04, 0, 0, 0, 0, 0}}}
	browsed := inGarments()
	browsed.Garments = &store.Browsed{Class: 8, Page: 1, Pages: 3, Images: []store.Garment{{Index: 48, Label: 8, Pixels: make([]byte, 784)}, {Index: 58, Label: 8, Pixels: make([]byte, 784)}}}
	return map[string]store.State{
		"garments empty":    state(store.Show{View: store.Garments}),
		"garments loaded":   inGarments(),
		"drawn":             inGarments(store.StrokeBegun{At: sketch.Point{X: 100, Y: 90}}, store.StrokeGrown{Through: []sketch.Point{{X: 300, Y: 400}}}),
		"silhouette":        inGarments(store.Placed{Class: 1}),
		"cleared":           inGarments(store.Placed{Class: 1}, store.DrawingCleared{}),
		"photo":             inGarments(store.PhotoTaken{Photo: &store.Photo{Address: "data:,", Dark: true}, Image: make([]byte, 784)}),
		"no photo":          inGarments(store.PhotoRefused{Why: store.NotAnImage}),
		"too large a photo": inGarments(store.PhotoRefused{Why: store.TooLarge}),
		"tried":             tried,
		"browsed":           browsed,
	}
}

func drawing(s store.State) *Drawing { return &Drawing{Drawing: s.Drawing} }

func buttonCalled(n *headless.Node, name string) *headless.Node {
	for _, b := range n.All(headless.Is("button")) {
		if b.Content() == name {
			return b
		}
	}
	return nil
}

func TestAStrokeIsDrawnThroughItsPoints(t *testing.T) {
	s := inGarments(
		store.StrokeBegun{At: sketch.Point{X: 100, Y: 90}}, store.StrokeGrown{Through: []sketch.Point{{X: 300, Y: 400}, {X: 20, Y: 400}}},
		store.ToolChosen{Tool: sketch.Pen}, store.WidthChosen{Width: 8}, store.StrokeBegun{At: sketch.Point{X: 5, Y: 6}},
		store.ToolChosen{Tool: sketch.Rubber}, store.StrokeBegun{At: sketch.Point{X: 7, Y: 8}},
	)
	n := shown(t, drawing(s))
	var got []string
	for _, p := range n.All(headless.Is("path")) {
		got = append(got, p.Attributes["class"]+" "+p.Attributes["stroke-width"]+" "+p.Attributes["d"])
	}
	require.Equal(t, []string{"cloth 20 M100 90L300 400L20 400", "ink 8 M5 6h0", "rubber 8 M7 8h0"}, got)
	require.Equal(t, "Your drawing, 3 strokes", n.All(headless.Is("svg", "paper"))[0].Attributes["aria-label"])
	require.NotContains(t, n.Content(), "Draw here")
}

func TestTheToolInHandIsTicked(t *testing.T) {
	n := shown(t, drawing(inGarments(store.ToolChosen{Tool: sketch.Pen}, store.WidthChosen{Width: 36})))
	for _, in := range n.All(headless.Is("input")) {
		switch in.Attributes["type"] {
		case "radio":
			_, ticked := in.Attributes["checked"]
			require.Equal(t, in.Attributes["value"] == "1", ticked)
		case "range":
			require.Equal(t, []string{"4", "60", "36"}, []string{in.Attributes["min"], in.Attributes["max"], in.Attributes["value"]})
		}
	}
	require.Contains(t, n.Content(), "Draws a line, darker than cloth.")
}

func TestUndoAndClearAreOfferedWhereThereIsSomething(t *testing.T) {
	for name, c := range map[string]struct{ undo, clear bool }{
		"garments loaded": {false, false}, "drawn": {true, true}, "cleared": {true, false}, "photo": {true, true},
	} {
		n := shown(t, drawing(garmentStates()[name]))
		_, noUndo := buttonCalled(n, "Undo").Attributes["disabled"]
		_, noClear := buttonCalled(n, "Clear").Attributes["disabled"]
		require.Equal(t, c.undo, !noUndo, name)
		require.Equal(t, c.clear, !noClear, name)
	}
	require.Equal(t, "#photo", buttonCalled(shown(t, drawing(garmentStates()["drawn"])), "Undo").Attributes["data-then"], "it goes away")
	require.NotContains(t, buttonCalled(shown(t, drawing(garmentStates()["cleared"])), "Undo").Attributes, "data-then")
}

func TestEveryClassCanBeBegunWith(t *testing.T) {
	n := shown(t, drawing(inGarments()))
	for class, name := range dataset.ClassNames() {
		b := buttonCalled(n, name)
		require.Equal(t, store.Placed{Class: class}, deed(b.Attributes["data-do"], "", 0))
		require.Equal(t, "Draw a silhouette: "+name, b.Attributes["aria-label"])
	}
}

func TestAPhotoIsShownInPlaceOfTheDrawing(t *testing.T) {
	img := func(state string) *headless.Node {
		return shown(t, drawing(garmentStates()[state])).All(headless.Is("img"))[0]
	}
	require.Equal(t, "data:,", img("photo").Attributes["src"])
	require.NotContains(t, img("photo").Attributes, "hidden")
	require.Contains(t, img("drawn").Attributes, "hidden")
	require.Contains(t, page(garmentStates()["photo"]).Content(), "so it was turned into its negative first")
}

func TestARefusedPhotoIsExplained(t *testing.T) {
	for why, want := range map[store.Refusal]string{
		store.NotAnImage: "no picture that the browser can read", store.TooLarge: "at most 4,096 × 4,096 pixels", store.NothingThere: "Nothing stands out",
	} {
		status := shown(t, drawing(inGarments(store.PhotoRefused{Why: why}))).All(func(n *headless.Node) bool { return n.Attributes["role"] == "status" })
		require.Contains(t, status[0].Content(), want)
	}
}

// A bar of 5×28 pixels: 140 of 784 are 17.9 %.
func TestTheImageIsDescribed(t *testing.T) {
	image := make([]byte, dataset.Pixels)
	for y := range dataset.Rows {
		for x := 11; x < 16; x++ {
			image[y*dataset.Columns+x] = 200
		}
	}
	img := shown(t, &Seen{Image: image}).All(headless.Is("img"))[0]
	require.Equal(t, "An image of 28 by 28 pixels: a light shape on black, 5 wide and 28 high, that covers 17 per cent", img.Attributes["alt"])
	require.Equal(t, bitmap(image, 28, 28), img.Attributes["src"])
	require.Contains(t, shown(t, &Seen{}).Content(), "Nothing yet.")
}

func TestEachRunSaysWhatItTakesTheImageFor(t *testing.T) {
	s := garmentStates()["tried"]
	n := shown(t, &Verdicts{Answers: answers(s.Trial, s.Groups()), Runs: 1})
	rows := n.All(headless.Is("tr"))
	require.Len(t, rows, 10)
	require.Equal(t, "Trouser90.0", rows[1].Content())
	require.Equal(t, "M0 0H90.0V8H0Z", rows[1].All(headless.Is("path", "full"))[0].Attributes["d"])
	for i, row := range rows {
		require.Equal(t, i == 1, headless.Is("tr", "said")(row), "%d", i)
	}
	require.Equal(t, "Baseline", n.All(headless.Is("caption"))[0].Content())
	require.Contains(t, n.Content(), "Baseline says Trouser.")
}

// Two seeds that say 0.9 and 0.5 say 0.7 together; a third has not answered,
// and a fourth is of another group that has not.
func TestSeveralSeedsSayTheirMean(t *testing.T) {
	s := inGarments(store.Typed{Field: store.Repeats, Text: "3"}, store.Train{}, store.Typed{Field: store.Repeats, Text: "1"}, store.Train{})
	a := answers(&store.Trial{Said: map[string][]float32{
		"run-1": {0.9, 0.1, 0, 0, 0, 0, 0, 0, 0, 0}, "run-3": {0.5, 0, 0, 0.5, 0, 0, 0, 0, 0, 0},
		"run-2": {1}, // of no use
		"run-9": {1, 0, 0, 0, 0, 0, 0, 0, 0, 0},
	}}, s.Groups())
	require.Len(t, a, 1)
	require.Equal(t, 2, a[0].seeds)
	require.InDeltaSlice(t, []float64{0.7, 0.05, 0, 0.25, 0, 0, 0, 0, 0, 0}, a[0].probabilities[:], 1e-7)
	require.Contains(t, shown(t, &Verdicts{Answers: a}).Content(), "mean of 2 seeds")
}

func TestWithoutAnAnswerItIsSaidWhatToDo(t *testing.T) {
	require.Contains(t, shown(t, &Verdicts{Empty: true}).Content(), "Train a network first")
	require.Contains(t, shown(t, &Verdicts{Empty: true, Runs: 1}).Content(), "Draw something")
	require.Contains(t, shown(t, &Verdicts{Runs: 1}).Content(), "No run has answered yet")
}

func TestAPageOfGarmentsHasItsWayBackAndForth(t *testing.T) {
	n := page(garmentStates()["browsed"])
	next, previous := buttonCalled(n, "Next"), buttonCalled(n, "Previous")
	require.Equal(t, store.Browse{Class: 8, Page: 2}, deed(next.Attributes["data-do"], "", 0))
	require.Equal(t, store.Browse{Class: 8, Page: 0}, deed(previous.Attributes["data-do"], "", 0))
	require.NotContains(t, next.Attributes, "disabled")
	require.NotContains(t, previous.Attributes, "disabled")
	// On the last page Next does nothing, and Previous leads to this one.
	require.Equal(t, `[data-do="browse 8 1"]`, next.Attributes["data-then"])
	require.Contains(t, n.Content(), "Bag, page 2 of 3")

	var labels []string
	for _, img := range n.All(headless.Is("ul", "rack"))[0].All(headless.Is("img")) {
		labels = append(labels, img.Attributes["alt"])
	}
	require.Equal(t, []string{"Bag, image 48", "Bag, image 58"}, labels)
}

func TestTheFirstAndTheLastPageHaveOneWayOnly(t *testing.T) {
	disabled := func(b *store.Browsed, name string) bool {
		_, disabled := buttonCalled(shown(t, &Browser{Set: garmentStates()["browsed"].Data.Set, Browsed: b}), name).Attributes["disabled"]
		return disabled
	}
	images := []store.Garment{}
	require.True(t, disabled(&store.Browsed{Pages: 3, Images: images}, "Previous"))
	require.False(t, disabled(&store.Browsed{Pages: 3, Images: images}, "Next"))
	require.False(t, disabled(&store.Browsed{Page: 2, Pages: 3, Images: images}, "Previous"))
	require.True(t, disabled(&store.Browsed{Page: 2, Pages: 3, Images: images}, "Next"))
	require.False(t, disabled(&store.Browsed{Page: 2}, "Next"), "while they come it keeps the focus")
}

func TestEveryClassIsOfferedWithItsNumber(t *testing.T) {
	n := page(garmentStates()["browsed"])
	for class, name := range dataset.ClassNames() {
		b := buttonCalled(n, name+" 6,000")
		require.Equal(t, store.Browse{Class: class}, deed(b.Attributes["data-do"], "", 0))
		require.Equal(t, yesNo(class == 8), b.Attributes["aria-pressed"])
	}
	require.Contains(t, n.Content(), "Fashion-MNIST, by Han Xiao")
	require.Contains(t, page(state(loaded("made-up"), store.Show{View: store.Garments})).Content(), "Made-up garments: drawn by this program")
}

func TestInputsOfTheViewReachTheDrawing(t *testing.T) {
	require.Equal(t, store.ToolChosen{Tool: sketch.Rubber}, typed(toolName, "2"))
	require.Equal(t, store.WidthChosen{Width: 24}, typed(widthName, "24"))
	require.Equal(t, store.Typed{Field: store.Epochs, Text: "24"}, typed(store.Epochs, "24"))
}

func TestTheViewIsNotThereUnlessItIsShown(t *testing.T) {
	has := func(s store.State) bool { return strings.Contains(page(s).Content(), "Try a garment") }
	require.False(t, has(state(here)))
	require.True(t, has(inGarments()))
}

func TestTheFirstLinkLeadsToWhatIsShown(t *testing.T) {
	for name, s := range map[string]store.State{"laboratory": state(here), "inside": state(here, store.Show{View: store.Inside}), "garments": inGarments()} {
		root := page(s)
		target := strings.TrimPrefix(root.All(headless.Is("a", "skip"))[0].Attributes["href"], "#")
		found := root.All(func(n *headless.Node) bool { return n.Attributes["id"] == target })
		require.Len(t, found, 1, name)
		require.NotContains(t, found[0].Attributes, "hidden", name)
	}
}

// Training goes on while people draw.
func TestAStepOfARunLeavesTheDrawingAlone(t *testing.T) {
	before := garmentStates()["tried"]
	after, _ := store.Reduce(before, step)
	require.True(t, drawing(after).SkipRender(drawing(before)))
	require.True(t, (&Seen{Image: after.Drawing.Image()}).SkipRender(&Seen{Image: before.Drawing.Image()}))
	require.True(t, (&Verdicts{Answers: answers(after.Trial, after.Groups())}).SkipRender(&Verdicts{Answers: answers(before.Trial, before.Groups())}))
	require.True(t, (&Browser{Set: after.Data.Set}).SkipRender(&Browser{Set: before.Data.Set}))
	require.True(t, garments(state(here)).SkipRender(garments(state(training...))))
}
