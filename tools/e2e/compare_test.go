package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// tabTo presses Tab until the element of that name has the focus.
func (v *visitor) tabTo(t *testing.T, name string) {
	t.Helper()
	var seen []string
	for v.text(focused) != name {
		v.key(kb.Tab)
		seen = append(seen, v.text(focused))
		require.Less(t, len(seen), 200, "no %q among %s", name, strings.Join(seen, "; "))
	}
}

// write puts a text into the field of that name, which Tab has selected.
func (v *visitor) write(t *testing.T, name, text string) {
	t.Helper()
	v.tabTo(t, name)
	v.key(text)
}

// Two recipes are trained, ticked, repeated under further seeds, and judged:
// by Tab, Enter, Space, Escape and arrows alone.
func TestAComparisonIsDoneWithTheKeyboardAlone(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.waitFor(`page().includes("images, checked")`)
	v.write(t, "Batch size", "100")
	v.write(t, "Epochs", "2")
	v.write(t, "Training images", "2000")
	v.key(kb.Enter)
	v.waitFor(tested + ` === 1`)
	v.write(t, "Name", "Fast")
	v.write(t, "Learning rate", "0.1")
	v.key(kb.Enter)
	v.waitFor(tested + ` === 2`)

	v.tabTo(t, "test") // the head of the column
	v.key(kb.Enter)
	v.waitFor(`button("test").closest("th").getAttribute("aria-sort") === "descending"`)
	for _, run := range []string{"Fast", "Baseline"} {
		v.tabTo(t, "Compare "+run)
		v.key(" ")
		v.waitFor(fmt.Sprintf(`part(%q).checked`, "Compare "+run))
	}
	v.waitFor(`text(part("Comparison")).includes("Fast against Baseline")`)
	require.Contains(t, v.text(`text(part("Comparison"))`), "One seed each: cannot tell")
	v.picture(t, "one-seed-each")
	v.tabTo(t, "Train 3 repeats")
	v.key(kb.Enter)
	v.waitFor(`/paired seeds/.test(text(part("Comparison"))) && !part("Training now")`)
	verdict := v.text(`text(part("Comparison"))`)
	require.Contains(t, verdict, "Real, over seeds. Fast is ahead in 3 of 3 paired seeds")
	require.Contains(t, v.text(`part("Comparison").querySelector("svg").getAttribute("aria-label")`), "difference in test accuracy, Fast against Baseline: +")

	v.tabTo(t, "More for Fast")
	v.key(kb.Enter)
	v.waitFor(focused + ` === "Rename"`)
	v.key(kb.ArrowDown)
	v.key(kb.ArrowDown)
	require.Equal(t, "Pin as baseline", v.text(focused))
	v.key(kb.Escape)
	v.waitFor(focused + ` === "More for Fast" && !document.querySelector(".menu")`)
	v.key(kb.Escape) // there is nothing to leave any more
	v.key(kb.Enter)
	v.waitFor(focused + ` === "Rename"`)
	v.key(kb.ArrowDown)
	v.key(kb.ArrowDown)
	v.key(kb.Enter)
	v.waitFor(`text(part("Comparison")).includes("Baseline against Fast")`)
	v.picture(t, "verdict")
	v.RequireNoProblems()
}

func TestTwoRecipesUnderTwoSeedsEachAreJudged(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(2)
	v.fill("Repeats", "2")
	v.train("Slow")
	v.fill("Learning rate", "0.1")
	v.train("Fast")
	v.waitFor(tested + ` === 2`)
	v.control("Compare Slow")
	v.control("Compare Fast")
	v.waitFor(`text(part("Comparison")).includes("Fast against Slow")`)
	require.Regexp(t, `over seeds\. Fast is ahead in 2 of 2 paired seeds; the 95 % interval, .* \(paired t, p = 0\.\d+\)`, v.text(`text(part("Comparison"))`))
	v.press("Fast")
	v.waitFor(`part("Details of Fast") && text(part("Details of Fast")).includes("± the deviation over seeds")`)
	v.picture(t, "two-seeds")
	v.RequireNoProblems()
}
