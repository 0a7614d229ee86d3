package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

func TestTheRulesOfAccessibilityAreKeptWhereRunsAreShared(t *testing.T) {
	script := axe(t)
	s := serve(t)
	v := openWithTwoWorkers(t, s)
	browsertest.Eval[any](v.Page, script+"; null")
	look := func(what, find string) {
		t.Helper()
		for _, width := range []int{390, 1440} {
			for _, dark := range []bool{false, true} {
				v.Resize(width, 900)
				v.Do(browser.Dark(dark))
				require.Empty(t, browsertest.Eval[[]string](v.Page, find), fmt.Sprintf("%s, %d wide, dark: %t", what, width, dark))
				v.picture(t, fmt.Sprintf("%s-%d-%t", what, width, dark))
			}
		}
	}
	hold := func(what string) { t.Helper(); look(what, violations) }
	part := func(what, selector string) { t.Helper(); look(what, violationsIn(quote(selector))) }
	v.waitFor(`page().includes("7,000 images, checked")`)
	v.press("Teaching link")
	v.waitFor(`document.getElementById("teach-note")`)
	hold("the form of a teaching link")
	browsertest.Eval[any](v.Page, in(`(() => { const f = document.getElementById("teach:epochs"); f.value = "fixed"; f.dispatchEvent(new Event("input", { bubbles: true })); })()`))
	v.press("Copy teaching link")
	link := v.made(t)
	part("a link made", ".links")
	v.bringsIn(t, "picture.gif", []byte("GIF89a"))
	v.waitFor(`page().includes("picture.gif")`)
	part("a file refused", ".files")
	v.RequireNoProblems()

	v = arrive(t, s, link)
	browsertest.Eval[any](v.Page, script+"; null")
	v.waitFor(`page().includes("7,000 images, checked")`)
	hold("a lesson")
	browsertest.Eval[any](v.Page, `location.hash = "r=1.damaged"`)
	v.waitFor(`page().includes("The link is damaged")`)
	part("a damaged link", ".links")
	v.press("Free all controls")
	v.small(1)
	v.press("Train")
	v.sumOf("Baseline")
	hold("files")
	v.RequireNoProblems()
}
