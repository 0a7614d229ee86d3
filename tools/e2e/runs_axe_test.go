package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

// Two runs that are over, one that goes on, one that is paused and two that
// wait: with the menu open, with a wrong name, and with a verdict.
func TestTheRulesOfAccessibilityAreKeptWhereRunsAreCompared(t *testing.T) {
	script := axe(t)
	v := openWithTwoWorkers(t, serve(t))
	browsertest.Eval[any](v.Page, script+"; null")
	hold := func(what string) {
		t.Helper()
		for _, width := range []int{390, 1440} {
			for _, dark := range []bool{false, true} {
				v.Resize(width, 900)
				v.Do(browser.Dark(dark))
				require.Empty(t, browsertest.Eval[[]string](v.Page, violations), fmt.Sprintf("%s, %d wide, dark: %t", what, width, dark))
			}
		}
	}
	v.waitFor(`page().includes("7,000 images, checked")`)
	v.small(2)
	v.train("One")
	v.train("Two")
	v.waitFor(tested + ` === 2`)
	v.small(1000)
	for _, name := range []string{"Three", "Four", "Five", "Six"} {
		v.train(name)
	}
	v.control("Pause Three")
	v.waitFor(`part("Resume Three")`)
	v.Type(`[id^="rate-run-3"]`, "fast")
	v.control("Compare One")
	v.control("Compare Two")
	v.waitFor(`text(part("Comparison")).includes("Two against One")`)
	hold("a verdict")
	v.control("More for One")
	v.waitFor(`document.querySelector(".menu")`)
	hold("a menu")
	v.press("Rename")
	v.Type("#new-name", "Two")
	v.waitFor(`page().includes("must not be that of another run")`)
	hold("a wrong name")
	v.RequireNoProblems()
}
