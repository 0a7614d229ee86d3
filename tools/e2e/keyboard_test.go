package e2e_test

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// focused names the element that has the focus.
const focused = `((e) => e.getAttribute("aria-label") || text(e.labels?.[0]) || text(e))(document.activeElement)`

// outlined says whether the focus can be seen: around the element that has it,
// or around the label of one that is out of sight, as the inputs of files are.
const outlined = `[document.activeElement, ...(document.activeElement.labels ?? [])].filter((e) => !e.classList.contains("unseen"))
	.some((e) => ((s) => s.outlineStyle === "solid" && parseFloat(s.outlineWidth) >= 2)(getComputedStyle(e)))`

// key presses a key where the focus is.
func (v *visitor) key(key string) {
	v.acts(func() { v.Do(chromedp.KeyEvent(key)) })
}

func TestTabGoesThroughThePageInOrderAndShowsWhere(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.waitFor(`page().includes("7,000 images, checked")`)
	var names []string
	for {
		v.key(kb.Tab)
		if v.is(`document.activeElement === document.body`) {
			break
		}
		name := v.text(focused)
		require.Less(t, len(names), 120, "no end of %v", names)
		names = append(names, name)
		require.True(t, v.is(outlined), "the focus on %s cannot be seen", name)
	}
	require.Equal(t, []string{
		"Skip to the content", "Atelier", "Laboratory", "Inside", "Garments", "The report", "Theme: auto",
		"Presets", "Name", "Explain Shape", "Add a layer",
		"Narrow hidden layer 1", "Width of hidden layer 1", "Widen hidden layer 1", "Remove hidden layer 1",
		"Explain Activation", "Activation", "Explain Initialiser", "Initialiser", "Explain Batch norm", "Batch norm", "Explain Dropout", "Dropout",
		"Explain Method", "Method", "Explain Learning rate", "Learning rate", "Explain Momentum", "Momentum", "Explain Dampening", "Dampening",
		"Explain Nesterov", "Nesterov", "Explain Weight decay", "Weight decay", "Explain Schedule", "Schedule",
		"Explain Batch size", "Batch size", "Explain Epochs", "Epochs", "Explain Training images", "Training images",
		"Explain Input scaling", "Input scaling", "Explain Seed", "Seed", "Explain Repeats", "Repeats", "Explain Cores for a run", "Cores for a run",
		"Show more settings", "Train", "Vary one thing", "Copy link", "Teaching link",
		"Train a first network",
	}, names[:slices.Index(names, "Train a first network")+1])
	v.RequireNoProblems()
}

// Buttons that go away hand the focus on, so that nobody is thrown back to the
// top of the page.
func TestTheFocusStaysWhereTheWorkIs(t *testing.T) {
	v := open(t, serve(t))
	v.small(1000)
	press := func(button, then string) {
		t.Helper()
		v.waitFor(button)
		v.is(button + `.focus()`)
		v.key(kb.Enter)
		v.waitFor(focused + ` === ` + quote(then))
	}
	press(`part("Remove hidden layer 1")`, "Add a layer")
	press(`button("Train a first network")`, "Train")
	press(`button("Stop")`, "Runs")
	press(`part("More for Baseline")`, "Rename")
	press(`button("Delete")`, "Undo")
	press(`button("Undo")`, "Baseline")
	v.RequireNoProblems()
}
