package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser/browsertest"
)

// The data is held back until all is queued, so that two wait for it and the
// third for a worker. The expected sums are of the same runs natively.
func TestTheOptimizerIsVariedAndThreeRunsTrainOnTwoWorkers(t *testing.T) {
	s := serve(t)
	release := s.hold()
	v := openWithTwoWorkers(t, s)
	v.small(10)
	v.press("Vary one thing")
	v.waitFor(focused + ` === "What varies"`)
	require.True(t, v.is(`button("Train variants").disabled`))
	require.Contains(t, v.text(`text(part("Vary one thing"))`), "At least two values are needed.")
	v.control("AdaDelta")
	v.control("Adam")
	v.waitFor(`text(part("Vary one thing")).includes("3 recipes.")`)
	v.picture(t, "vary")
	v.press("Train 3 variants")
	v.waitFor(`row("SGD") && row("AdaDelta") && text(part("Queue")).includes("Adam")`)
	v.waitFor(focused + ` === "Train"`)

	release()
	for name, method := range map[string]string{"SGD": "sgd", "AdaDelta": "adadelta", "Adam": "adam"} {
		r := smallRecipe(10)
		r.Optimizer.Method = method
		require.Equal(t, native(t, r, dataset.MadeUp(1, 6000, 1000)).ParametersSHA256, v.sumOf(name), name)
	}
	v.RequireNoProblems()
}

func TestAWrongValueIsComplainedOfAndKeepsTheRecipeFromTraining(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	about := func(element string) string {
		return v.text(fmt.Sprintf(`text(document.getElementById(%s.getAttribute("aria-describedby")))`, element))
	}
	v.fill("Learning rate", "fast")
	v.waitFor(`button("Train").disabled`)
	require.Equal(t, "Must be a number.", about(`field("Learning rate")`))
	require.Equal(t, "Mend 1 field before this can train.", about(`button("Train")`))
	require.Equal(t, "fast", v.text(`field("Learning rate").value`))
	v.fill("Learning rate", "0.050")
	v.waitFor(`!button("Train").disabled`)
	require.Equal(t, "Trains 1 run.", about(`button("Train")`))
	require.Equal(t, "0.050", v.text(`field("Learning rate").value`))
	require.Contains(t, v.text(`text(field("Learning rate").closest(".field"))`), "baseline 0.01")

	v.press("Vary one thing")
	v.waitFor(`field("What varies")`)
	v.choose("What varies", "optimizer.learning_rate")
	v.waitFor(`field("Values, as in 0.1, 0.2, 0.3")`)
	v.fill("Values, as in 0.1, 0.2, 0.3", "0.1, often")
	v.waitFor(`text(part("Vary one thing")).includes("“often” must be a number.")`)
	v.key(kb.Escape)
	v.waitFor(`!part("Vary one thing") && ` + focused + ` === "Vary one thing"`)
	v.RequireNoProblems()
}

func TestAPresetFillsThePanel(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.fill("Epochs", "7")
	v.press("Presets")
	v.waitFor(`part("Presets")`)
	v.picture(t, "presets")
	v.press("[42,42,42]")
	v.waitFor(`!part("Presets")`)
	require.Equal(t, "[42,42,42]", v.text(`field("Name").value`))
	require.Equal(t, "42", v.text(`part("Width of hidden layer 3").value`))
	require.Equal(t, "7", v.text(`field("Epochs").value`), "how long it trains is left")
	require.Equal(t, "Presets", v.text(focused))
	require.True(t, v.is(`!!button("Undo")`), "a preset took the place of 7 epochs")
	v.press("Back to baseline")
	v.waitFor(`field("Epochs").value === "50"`)
	require.Equal(t, "Undo: bring back the recipe that was here before", v.text(focused), "the button that was pressed is gone")
	v.picture(t, "undo")
	v.press("Undo")
	v.waitFor(`field("Name").value === "[42,42,42]" && field("Epochs").value === "7"`)
	require.Equal(t, "Name", v.text(`text(document.activeElement.labels[0])`), "the baseline has a button of its own")
	v.RequireNoProblems()
}

// Whatever stands in the panel when the page is reloaded is there again.
func TestTheRecipeInThePanelSurvivesAReload(t *testing.T) {
	s := serve(t)
	v := open(t, s)
	v.choose("Method", "adam")
	v.fill("Epochs", "7")
	v.fill("Dropout", "half")
	v.press("Add a layer")
	v.again()
	v.waitFor(`field("Epochs").value === "7" && field("Dropout").value === "half" && part("Width of hidden layer 2")`)
	require.Equal(t, "adam", v.text(`field("Method").value`))
	require.Equal(t, "true", v.text(`field("Dropout").getAttribute("aria-invalid")`))
	v.press("Back to baseline")
	v.waitFor(`field("Dropout").value === "0"`)
	v.again()
	v.waitFor(`field("Epochs").value === "50" && !part("Width of hidden layer 2")`)

	// What was made of a link's recipe stays, though the address has the link yet.
	v.press("Copy link")
	link := v.made(t)
	v = arrive(t, s, link)
	v.waitFor(`page().includes("The link’s recipe is in the panel")`)
	v.fill("Epochs", "9")
	v.again()
	v.waitFor(`page().includes("The link’s recipe is in the panel") && field("Epochs").value === "9"`)
	v.RequireNoProblems()
}

func TestAnExplanationIsReadByKeyboard(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.is(`part("Explain Learning rate").focus()`)
	v.key(kb.Enter)
	v.waitFor(`page().includes("Too small is slow, too large makes the loss jump, or diverge.")`)
	require.Equal(t, "true", v.text(`document.activeElement.getAttribute("aria-expanded")`))
	v.key(kb.Tab)
	require.Equal(t, "Learning rate", v.text(focused))
	v.key(kb.Tab)
	require.Equal(t, "PyTorch, SGD", v.text(focused), "its source follows the field")
	v.picture(t, "explained")
	v.key(kb.Escape)
	v.waitFor(`!page().includes("Too small is slow") && ` + focused + ` === "Explain Learning rate"`)
	v.RequireNoProblems()
}

// places returns the middle of an element on the screen.
func (v *visitor) places(element string) (x, y float64) {
	at := browsertest.Eval[[]float64](v.Page, in(fmt.Sprintf(`((r) => [r.x + r.width / 2, r.y + r.height / 2])(%s.getBoundingClientRect())`, element)))
	return at[0], at[1]
}

func TestLayersAreSteppedDraggedAndMoved(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	widths := func(want string) {
		t.Helper()
		v.waitFor(fmt.Sprintf(`[1, 2, 3].map((n) => part("Width of hidden layer " + n)?.value ?? "").join(" ").trim() === %q`, want))
	}
	v.is(`part("Width of hidden layer 1").focus()`)
	v.key(kb.ArrowUp)
	widths("256")
	v.press("Add a layer")
	v.press("Add a layer")
	widths("256 256 256")
	v.is(`part("Width of hidden layer 3").focus()`)
	v.key(kb.ArrowDown)
	widths("256 256 128")

	v.is(`part("Move hidden layer 3 towards the pixels").focus()`)
	v.key(kb.Enter)
	widths("256 128 256")
	v.waitFor(focused + ` === "Move hidden layer 2 towards the pixels"`)
	v.key(kb.Enter)
	widths("128 256 256")
	v.waitFor(focused + ` === "Move hidden layer 1 towards the classes"`)

	// The first layer's name is dragged to the third place.
	x, y := v.places(`part("Width of hidden layer 1").closest("li").children[1]`)
	_, to := v.places(`part("Width of hidden layer 3").closest("li")`)
	v.Do(chromedp.DragAndDropXY(x, y, x, to, 4))
	widths("256 256 128")

	// The drawing is 288 of 304 units wide: 30 pixels up are 31.7 units, each
	// worth 784/63, so that 128 become 522, in steps of eight 520.
	x, y = v.places(`document.querySelectorAll(".handle")[2]`)
	v.Do(chromedp.DragAndDropXY(x, y, x, y-30, 4))
	widths("256 256 520")
	v.RequireNoProblems()
}
