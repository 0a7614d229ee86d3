package e2e_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

// openIn opens the page in a browser with that profile.
func openIn(t *testing.T, s *server, profile string) (*visitor, *browser.Browser) {
	b := browsertest.StartIn(t, profile)
	v := &visitor{Page: browsertest.OwnPage(t, b), address: s.URL}
	v.onEveryPage(hire)
	v.Open(s.URL)
	v.waitFor(`button("Train") && page().includes("images, checked")`)
	return v, b
}

// The browser is killed, with no word to the page, in the midst of a run and as
// soon as the record of another is written. The expected sums are of the same
// runs natively, never interrupted.
func TestRunsSurviveTheEndOfTheBrowser(t *testing.T) {
	s := serve(t)
	profile := t.TempDir()
	v, b := openIn(t, s, profile)
	v.long(60)
	v.train("One")
	v.goesOn("One")
	v.stored("One", `/"checkpoint":{"epoch":[1-9]/`)
	v.small(3)
	v.train("Done")
	v.stored("Done", `/"finished"/`)
	require.NoError(t, b.Kill())

	v, _ = openIn(t, s, profile)
	require.Equal(t, madeUpSum(t, smallRecipe(3)), v.sumOf("Done"))
	v.waitFor(`page().includes("1 run was interrupted")`)
	v.press("Go on")
	require.Equal(t, madeUpSum(t, longRecipe(60)), v.sumOf("One"))
	v.sumOf("Done")
	v.show("Inside")
	v.waitFor(`page().includes("After epoch 3, by 1,000 test images")`)
	v.RequireNoProblems()
}
