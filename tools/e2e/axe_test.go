package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

// axe returns the script that `go run ./tools/axe` fetches, or skips the test.
func axe(t *testing.T) string {
	text, err := os.ReadFile(filepath.Join(repository, "bin", "axe.min.js"))
	if err != nil && os.Getenv("REQUIRE_AXE") != "1" {
		t.Skipf("skipped: %v; go run ./tools/axe fetches it", err)
	}
	require.NoError(t, err)
	return string(text)
}

// violations lists what axe-core's rules find in the page that is serious or
// critical.
var violations = violationsIn("document")

// violationsIn looks at a part of the page alone, which takes a fraction of the
// time: at what a step has brought, where the rest has been looked at before.
func violationsIn(context string) string {
	return `axe.run(` + context + `, { resultTypes: ["violations"] }).then((found) => found.violations
	.filter((v) => v.impact === "serious" || v.impact === "critical")
	.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))))`
}

// The rules cover names and roles, landmarks, focus order and contrast.
func TestTheRulesOfAccessibilityAreKept(t *testing.T) {
	script := axe(t)
	v := openWithTwoWorkers(t, serve(t))
	browsertest.Eval[any](v.Page, script+"; null")
	hold := func(what string) {
		for _, width := range []int{390, 1440} {
			for _, dark := range []bool{false, true} {
				v.Resize(width, 900)
				v.Do(browser.Dark(dark))
				require.Empty(t, browsertest.Eval[[]string](v.Page, violations), fmt.Sprintf("%s, %d wide, dark: %t", what, width, dark))
			}
		}
	}
	v.waitFor(`page().includes("7,000 images, checked")`)
	hold("first visit")
	v.fill("Epochs", "x")
	v.waitFor(`page().includes("Mend")`)
	hold("a wrong field")

	v.small(1000)
	v.press("Train")
	v.waitFor(`line("accuracy")`)
	hold("training")
	v.press("Stop")
	v.small(2)
	v.press("Train")
	v.sumOf("Baseline 2")
	hold("two runs")
	v.show("Inside")
	v.waitFor(`page().includes("After epoch 2, by 1,000 test images")`)
	hold("inside")
	v.show("Garments")
	v.waitFor(`part("Draw with")`)
	hold("garments")
	v.control("Draw a silhouette: Bag")
	v.waitFor(says("Baseline 2"))
	hold("a garment tried")
	v.show("The report")
	v.waitFor(`page().includes("0 of 27 runs")`)
	hold("the report")
	v.offer("photo.json", "none")
	v.fill("Seeds", "x")
	v.waitFor(`page().includes("Not taken") && page().includes("from 1 to 20")`)
	hold("the report, wrongly asked for")
	v.fill("Seeds", "1")
	v.control("Run what is missing of Figure 4. Initialisation and batch norm")
	v.waitFor(`/epoch [1-9]/.test(page())`)
	hold("the report, being run")
	v.RequireNoProblems()
}
