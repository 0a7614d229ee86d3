package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
)

// titles are those of the charts that can be seen.
const titles = `[...document.querySelectorAll("figure.plot h3")].filter(seen).map(text).join(", ")`

// shownEpochs are the numbers on the epochs' axis of a chart.
const shownEpochs = `[...document.querySelectorAll("#accuracy .chart .num[text-anchor=middle]")].map(text).join(" ")`

func TestTheChartsShowWhatIsAskedFor(t *testing.T) {
	v := openRehearsal(t)
	v.rehearseRuns(2)
	require.Equal(t, "Validation accuracy, Training loss", v.text(titles))

	v.press("learning rate")
	v.press("validation loss")
	v.waitFor(titles + ` === "Validation accuracy, Training loss, Validation loss, Learning rate" && line("learning-rate") && line("validation-loss")`)
	v.press("accuracy")
	v.press("training loss")
	v.waitFor(titles + ` === "Validation loss, Learning rate"`)
	v.press("accuracy")
	v.waitFor(titles + ` === "Validation accuracy, Validation loss, Learning rate" && line("accuracy")`)

	// What was logarithmic becomes linear: the loss's line bends.
	before := v.text(`line("validation-loss")`)
	require.Contains(t, v.text(`text(document.querySelector("#validation-loss figcaption"))`), "logarithmic")
	v.is(`document.querySelector(".more summary").click()`)
	v.is(`[...document.querySelectorAll("[aria-label=Logarithmic] button")].find((b) => text(b) === "validation loss").click()`)
	v.waitFor(`!text(document.querySelector("#validation-loss figcaption")).includes("logarithmic") && line("validation-loss") !== ` + quote(before))
	v.RequireNoProblems()
}

func TestAStretchOfEpochsIsDraggedOutAndLeftAgain(t *testing.T) {
	v := openRehearsal(t)
	v.rehearseRuns(2)
	require.Equal(t, "0 10 20 30 40 50", v.text(shownEpochs))
	whole := v.text(`line("loss")`)

	v.pull("accuracy", 0.3, 0.5)
	v.waitFor(`document.querySelector("#accuracy .stretch") && document.querySelector("#loss .stretch")`)
	v.picture(t, "curves-dragging")
	v.drop("accuracy", 0.5)
	v.waitFor(`button("Whole run") && !` + shownEpochs + `.startsWith("0 10 ")`)
	v.waitFor(`line("loss") !== ` + quote(whole)) // all charts show the same epochs, one after the other

	// Back with the keys, in again, and back with the button, which hands the
	// focus on.
	v.is(`document.getElementById("accuracy").focus()`)
	v.key("0")
	v.waitFor(`!button("Whole run") && line("loss") === ` + quote(whole))
	v.key("+")
	v.waitFor(`button("Whole run")`)
	v.press("Whole run")
	v.waitFor(`!button("Whole run") && document.activeElement.id === "accuracy"`)
	v.key(kb.Escape) // nothing is pointed at any more
	v.waitFor(`!document.querySelector("#accuracy .cursor")`)
	v.key(kb.ArrowLeft)
	v.waitFor(`text(document.querySelector("#loss .readout")).startsWith("epoch 50") && document.querySelector("#accuracy .cursor")`)
	v.key(kb.ArrowLeft)
	v.waitFor(`text(document.querySelector("#loss .readout")).startsWith("epoch 49")`)
	v.RequireNoProblems()
}

// The pointer is put where a line is, as far as the browser says.
func TestTheLineUnderThePointerIsNamed(t *testing.T) {
	v := openRehearsal(t)
	v.rehearseRuns(12)
	const named = `[...document.querySelectorAll("#accuracy .chart > g:last-of-type text.lbl")].map(text).join()`
	at := browsertest.Eval[[]float64](v.Page, in(`(() => {
		const chart = document.querySelector("#accuracy .chart").getBoundingClientRect(), line = document.querySelector("#accuracy .chart path.line.r7");
		const points = line.getAttribute("d").match(/[\d.]+ [\d.]+/g).map((p) => p.split(" ").map(Number));
		return [points[9][0] / chart.width, points[9][1] / chart.height];
	})()`))
	v.point("accuracy", at[0], at[1])
	v.waitFor(`document.querySelector("#accuracy .cursor") && document.querySelectorAll("#loss .chart > g:last-of-type text.lbl").length === 1`)
	require.Equal(t, "Run 7", v.text(named))
	require.Equal(t, 1, browsertest.Eval[int](v.Page, `document.querySelectorAll("#accuracy .chart circle[r='5.5']").length`))
	v.picture(t, "curves-near")
	v.point("accuracy", at[0], 0.99)
	v.waitFor(named + ` === ""`)
	v.RequireNoProblems()
}

func TestALineIsHiddenWithTheKeyboard(t *testing.T) {
	v := openRehearsal(t)
	v.rehearseRuns(2)
	v.waitFor(`document.querySelectorAll("#accuracy .chart path.line").length === 2`)
	v.is(`document.querySelector("[aria-label=Lines] button").focus()`)
	v.key(kb.Tab) // the second entry
	v.waitFor(`document.querySelector("#accuracy .veil")`)
	require.Equal(t, "Run 2 line", v.text(focused))
	v.picture(t, "curves-lit")
	v.key(kb.Enter)
	v.waitFor(`document.querySelectorAll("#accuracy .chart path.line").length === 1`)
	require.Equal(t, "Run 2 line", v.text(focused), "the focus stays")
	require.Contains(t, v.text(`document.querySelector("#accuracy .chart").getAttribute("aria-label")`), "Hidden: Run 2.")
	v.key(kb.Enter)
	v.waitFor(`document.querySelectorAll("#accuracy .chart path.line").length > 1`)
	v.RequireNoProblems()
}

// Twelve finished runs and two that train, all four charts, and the pointer
// moves across them while epochs end.
func TestPointingAtManyCurvesKeepsThePageFree(t *testing.T) {
	v := openRehearsal(t)
	v.rehearseRuns(12)
	v.press("learning rate")
	v.press("validation loss")
	v.train("Run 13")
	v.train("Run 14")
	v.waitFor(`rehearsal.runs["run-14"] && line("learning-rate")`)

	requireShort := v.traceTasks(t)
	for step := range 30 {
		if step%3 == 0 {
			v.rehearse(`next("run-13")`)
			v.rehearse(`next("run-14")`)
		}
		v.point([]string{"accuracy", "loss"}[step%2], 0.15+0.02*float64(step), 0.5)
	}
	v.waitFor(`text(document.querySelector("#accuracy .readout")).startsWith("epoch")`)
	requireShort()
	v.picture(t, "curves-many")
	v.RequireNoProblems()
}

// An epoch has a few hundred elements rendered again, and changes the classes,
// data and styles of hardly any. What vecty would ask for, without package dom,
// is six of these objects of each.
func TestRenderingFetchesOnlyWhatItChanges(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(rehearsal + `
globalThis.fetched = 0;
for (const [type, property] of [[Element, "classList"], [HTMLElement, "dataset"], [SVGElement, "dataset"], [HTMLElement, "style"], [SVGElement, "style"]]) {
	const { get } = Object.getOwnPropertyDescriptor(type.prototype, property);
	Object.defineProperty(type.prototype, property, { configurable: true, get() { fetched++; return get.call(this); } });
}`)
	v.Open(serve(t).URL)
	v.waitFor(`page().includes("70,000 images, checked")`)
	require.NotZero(t, browsertest.Eval[int](v.Page, "fetched"), "what is new has classes")
	v.rehearseRuns(3)
	v.train("Run 4")
	v.waitFor(`rehearsal.runs["run-4"]`)
	v.rehearse(`next("run-4")`)
	v.waitFor(`page().includes("epoch 1 of 50")`)
	at := `text(document.querySelector("#loss .readout .ep"))`
	v.point("accuracy", 0.3, 0.5)
	v.waitFor(at + `.startsWith("epoch")`)

	before := v.text(at)
	v.is("(fetched = 0, true)")
	v.rehearse(`next("run-4")`)
	v.waitFor(`page().includes("epoch 2 of 50")`)
	v.point("accuracy", 0.5, 0.5)
	v.waitFor(at + " !== " + quote(before))
	fetched := browsertest.Eval[int](v.Page, "fetched")
	t.Log(fetched, "lists of classes, data and styles fetched")
	require.Less(t, fetched, 50)
	v.RequireNoProblems()
}

// What follows from each key, the number of parameters, is there in the frame
// after it, though runs report at the same time: of 6 units 785·6 + 7·10, of 64
// units 785·64 + 65·10.
func TestTypingShowsInTheNextFrameBesideManyRuns(t *testing.T) {
	v := openRehearsal(t)
	v.rehearseRuns(12)
	v.train("Run 13")
	v.train("Run 14")
	v.waitFor(`rehearsal.runs["run-14"]`)
	browsertest.Eval[any](v.Page, in(`(() => {
		globalThis.inNextFrame = [];
		const parameters = () => text(part("Recipe")).match(/([0-9,]+) parameters/)[1];
		document.addEventListener("input", () => requestAnimationFrame(() => inNextFrame.push(parameters())));
		part("Width of hidden layer 1").focus();
		part("Width of hidden layer 1").select();
	})()`))

	requireShort := v.traceTasks(t)
	for _, key := range []string{"6", "4"} {
		v.rehearse(`next("run-13")`)
		v.rehearse(`next("run-14")`)
		before := browsertest.Eval[int](v.Page, `inNextFrame.length`)
		v.Do(chromedp.KeyEvent(key))
		v.waitFor(fmt.Sprintf(`inNextFrame.length > %d`, before))
	}
	require.Equal(t, []string{"4,780", "50,890"}, browsertest.Eval[[]string](v.Page, `inNextFrame`))
	requireShort()
	v.RequireNoProblems()
}
