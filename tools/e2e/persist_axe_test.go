package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

// With the offer to go on, and the question before all is cleared.
func TestTheRulesOfAccessibilityAreKeptByWhatIsKept(t *testing.T) {
	script := axe(t)
	b := newTabs(t)
	v := b.open()
	v.small(2)
	v.train("Done")
	v.sumOf("Done")
	v.long(1000)
	v.train("One")
	v.goesOn("One")
	v.stored("One", `/"checkpoint"/`)
	v.reload()
	v.waitFor(`page().includes("1 run was interrupted")`)
	browsertest.Eval[any](v.Page, script+"; null")
	hold := func(what string) {
		for _, width := range []int{390, 1440} {
			for _, dark := range []bool{false, true} {
				v.Resize(width, 900)
				v.Do(browser.Dark(dark))
				require.Empty(t, browsertest.Eval[[]string](v.Page, violations), fmt.Sprintf("%s, %d wide, dark: %t", what, width, dark))
				require.LessOrEqual(t, browsertest.Eval[int](v.Page, `document.documentElement.scrollWidth`), width, what)
				v.picture(t, fmt.Sprintf("%s %d dark %t, top", what, width, dark))
				browsertest.Eval[any](v.Page, in(`part("Kept in this browser").scrollIntoView({ block: "center" })`))
				v.picture(t, fmt.Sprintf("%s %d dark %t", what, width, dark))
				browsertest.Eval[any](v.Page, `scrollTo(0, 0)`)
			}
		}
		v.Resize(390, 900)
		small := `[...document.querySelectorAll(".kept button, .kept label, .notice button")].filter((e) => seen(e) && e.getBoundingClientRect().height < 44).map(text).join("; ")`
		require.Empty(t, v.text(small), "no smaller than a thumb")
	}
	hold("kept")
	v.press("Clear")
	v.waitFor(`button("Remove them") && document.activeElement === button("Keep them")`)
	hold("clearing")
	v.press("Keep them")
	v.waitFor(`!button("Remove them") && document.activeElement === part("Kept in this browser")`)
	v.RequireNoProblems()
}
