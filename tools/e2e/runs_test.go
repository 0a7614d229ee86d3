package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
)

// finds things in the table of runs, in the queue and in menus.
const (
	namesInQueue = `[...part("Queue").querySelectorAll("li b")].map(text).join(" ")`
	namesInTable = `[...part("Runs").querySelectorAll("tbody th b")].map(text).join(" ")`
	tested       = `[...part("Runs").querySelectorAll("tbody tr")].filter((r) => /\d ± \d|\d over/.test(text(r.querySelector("[data-label=test]")))).length`
)

// more opens the menu of a run in the table and takes an item.
func (v *visitor) more(run, item string) {
	v.control("More for " + run)
	v.waitFor(fmt.Sprintf(`[...document.querySelectorAll(".menu *")].some((e) => text(e) === %q)`, item))
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`[...document.querySelectorAll(".menu a, .menu button")].find((e) => text(e) === %q).click()`, item)))
}

// drag moves the pointer, held down, from the middle of one element to that of
// another.
func (v *visitor) drag(from, to string) {
	middle := func(e string) (x, y float64) {
		at := browsertest.Eval[[]float64](v.Page, in(fmt.Sprintf(`((r) => [r.x + r.width / 2, r.y + r.height / 2])(%s.getBoundingClientRect())`, e)))
		return at[0], at[1]
	}
	browsertest.Eval[any](v.Page, in(from+`.scrollIntoView({ block: "center" })`))
	x, y := middle(from)
	toX, toY := middle(to)
	for _, e := range []struct {
		kind input.DispatchMouseEventType
		x, y float64
	}{{input.DispatchMouseEventTypeMousePressed, x, y}, {input.DispatchMouseEventTypeMouseMoved, x, (y + toY) / 2}, {input.DispatchMouseEventTypeMouseMoved, toX, toY}, {input.DispatchMouseEventTypeMouseReleased, toX, toY}} {
		v.Do(chromedp.MouseEvent(e.kind, e.x, e.y, chromedp.ButtonLeft))
	}
}

func TestTheQueueIsReorderedByButtonsAndByDraggingAndEmptied(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(1000)
	v.fill("Training images", "6000")
	v.waitFor(`page().includes("images, checked")`)
	for _, name := range []string{"One", "Two", "Three", "Four", "Five"} {
		v.train(name)
	}
	v.waitFor(namesInQueue + ` === "Three Four Five"`)
	v.waitFor(`text(part("Queue")).includes("starts in about") && text(part("Training now")).includes("all done in about")`)
	v.picture(t, "queue-three")

	v.control("Train next: Five")
	v.waitFor(namesInQueue + ` === "Five Three Four"`)
	require.Equal(t, "Train next: Five", v.text(focused))
	v.control("Move Three down, number 2")
	v.waitFor(namesInQueue + ` === "Five Four Three"`)
	v.control("Move Three up, number 3")
	v.waitFor(namesInQueue + ` === "Five Three Four"`)

	grip := func(place int) string {
		return fmt.Sprintf(`part("Queue").querySelectorAll("[data-grip]")[%d]`, place)
	}
	v.drag(grip(2), grip(0))
	v.waitFor(namesInQueue + ` === "Four Five Three"`)

	v.control("Remove Five from the queue")
	v.waitFor(namesInQueue + ` === "Four Three"`)
	v.press("Undo")
	v.waitFor(namesInQueue + `.includes("Five")`)
	v.press("Pause all")
	v.waitFor(`button("Resume all")`)
	for _, name := range []string{"Three", "Four", "Five"} {
		v.control("Remove " + name + " from the queue")
	}
	v.waitFor(`!part("Queue")`)
	v.control("Stop One")
	v.control("Stop Two")
	v.waitFor(`!part("Training now")`)
	v.RequireNoProblems()
}

func TestRunsAreRenamedCopiedPinnedSortedDeletedAndBroughtBack(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(2)
	v.train("Slow")
	v.fill("Learning rate", "0.1")
	v.train("Fast")
	v.waitFor(tested + ` === 2`)
	require.Equal(t, "Fast Slow", v.text(namesInTable))

	v.more("Slow", "Rename")
	v.waitFor(`document.activeElement === part("New name of Slow")`)
	v.Type("#new-name", "Fast")
	v.waitFor(`text(part("Runs")).includes("The name must not be that of another run.")`)
	v.Type("#new-name", "Gentle")
	v.key(kb.Enter)
	v.waitFor(namesInTable + ` === "Fast Gentle" && ` + focused + ` === "More for Gentle"`)

	v.press("test")
	v.waitFor(namesInTable + ` === "Fast Gentle"`) // the best first
	v.press("test")
	v.waitFor(namesInTable + ` === "Gentle Fast"`)
	require.Equal(t, "ascending", v.text(`button("test").closest("th").getAttribute("aria-sort")`))

	v.more("Fast", "Pin as baseline")
	v.waitFor(`text(part("Runs")).includes("rate 0.01")`)
	v.more("Fast", "Duplicate")
	v.waitFor(`field("Name").value === "Fast 2" && field("Learning rate").value === "0.1"`)
	require.True(t, v.is(`document.activeElement === field("Name")`))

	v.control("More for Gentle")
	v.waitFor(`document.querySelector(".menu")`)
	v.picture(t, "menu")
	v.key(kb.Escape)
	v.waitFor(`!document.querySelector(".menu")`)
	v.more("Fast", "Delete")
	v.waitFor(namesInTable + ` === "Gentle"`)
	v.is(`[...part("Runs").querySelectorAll("button")].find((b) => text(b) === "Undo").click()`)
	v.waitFor(namesInTable + ` === "Gentle Fast"`)
	v.more("Gentle", "Look inside")
	v.waitFor(`location.hash === "#inside"`)
	v.RequireNoProblems()
}

// The rate is changed while the run is paused, so that the words about it are
// not overtaken by those about the next epoch.
func TestARunIsSteppedOnAndItsLearningRateChangedOnTheWay(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(1000)
	v.fill("Training images", "6000")
	v.train("One")
	v.goesOn("One")
	v.control("Pause One")
	v.waitFor(`part("Resume One")`)
	const field = `[id^="rate-run-1-"]`
	v.Type(field, "0")
	v.waitFor(`text(row("One")).includes("Must be above 0") && part("Set the learning rate of One").disabled`)
	v.Type(field, "0.0050")
	v.waitFor(`!part("Set the learning rate of One").disabled`)
	v.key(kb.Enter)
	v.waitFor(`/rate 0.005 from epoch [0-9.]+ on/.test(text(row("One")))`)
	v.waitFor(`[...document.querySelectorAll("[role=status]")].some((e) => /One: learning rate 0.005 from epoch [0-9.]+ on/.test(text(e)))`)
	require.True(t, v.is(`document.activeElement === part("Learning rate of One") && document.activeElement.value === "0.0050"`))

	at := `(text(row("One")).match(/epoch [0-9]+ of 1,000, (validating|batch [0-9]+)/)?.[0] ?? "")`
	press := func(label string) {
		before := v.text(at)
		v.is(fmt.Sprintf(`part(%q).focus()`, label))
		v.key(kb.Enter)
		v.waitFor(fmt.Sprintf(`%s !== %q && part("Resume One") && text(row("One")).includes("paused")`, at, before))
		require.Equal(t, label, v.text(focused), "the focus stays")
	}
	press("One batch of One")
	press("One batch of One")
	press("One epoch of One")
	// The charts mark where, and the rate's own chart steps down there.
	v.waitFor(`text(document.querySelector("#accuracy .chart")).includes("rate 0.01 to 0.005")`)
	v.press("learning rate")
	v.waitFor(`text(document.querySelector("#learning-rate .readout")).includes("0.005")`)
	v.control("Stop One")
	v.waitFor(`page().includes("Learning rate by hand")`)
	v.RequireNoProblems()
}

func TestTheTabsOfAPhoneLeadToThePlaces(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.Resize(390, 844)
	v.Open(serve(t).URL)
	v.waitFor(`page().includes("7,000 images") && button("Train")`)
	v.small(2)
	v.press("Train")
	v.waitFor(tested + ` === 1`)
	tab := func(name string) string {
		return fmt.Sprintf(`[...part("Places").querySelectorAll("a")].find((a) => text(a) === %q)`, name)
	}
	for _, c := range []struct{ tab, part string }{{"Runs", "Runs"}, {"Design", "Recipe"}, {"Curves", "Curves"}} {
		browsertest.Eval[any](v.Page, in(tab(c.tab)+`.click()`))
		v.waitFor(fmt.Sprintf(`%s.getAttribute("aria-current") === "location" && part(%q).getBoundingClientRect().top < innerHeight / 2`, tab(c.tab), c.part))
	}
	browsertest.Eval[any](v.Page, in(tab("Inside")+`.click()`))
	v.waitFor(tab("Inside") + `.getAttribute("aria-current") === "page"`)
	// Back into a view that was not shown.
	browsertest.Eval[any](v.Page, in(tab("Runs")+`.click()`))
	v.waitFor(`part("Runs") && part("Runs").getBoundingClientRect().top < innerHeight / 2`)
	// Scrolling leads to places too.
	browsertest.Eval[any](v.Page, `scrollTo(0, document.body.scrollHeight)`)
	v.waitFor(tab("Design") + `.getAttribute("aria-current") === "location"`)
	require.LessOrEqual(t, browsertest.Eval[int](v.Page, `document.documentElement.scrollWidth`), 390)
	small := `[...document.querySelectorAll("button, a, input, select, summary")].filter((e) => seen(e) && !e.closest(".skip, .unseen, .pattern") && (e.closest(".runs, .dock, .beside") && (e.closest("label") ?? e).getBoundingClientRect().height < 44)).map((e) => text(e) || e.name).join("; ")`
	require.Empty(t, v.text(small), "no smaller than a thumb")
	v.RequireNoProblems()
}
