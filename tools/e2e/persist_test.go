package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// madeUpSum returns the sum of a run of so many epochs on the small data set,
// trained natively and never interrupted.
func madeUpSum(t *testing.T, r train.Recipe) string {
	return native(t, r, dataset.MadeUp(1, 6000, 1000)).ParametersSHA256
}

// reload loads the page anew, as the browser's button does.
func (v *visitor) reload() {
	v.Open("about:blank")
	v.Open(v.address)
	v.waitFor(`button("Train") && page().includes("images, checked")`)
}

// long fills in a run that is not over before something can happen to it.
func (v *visitor) long(epochs int) {
	v.small(epochs)
	v.fill("Training images", "6000")
}

func longRecipe(epochs int) train.Recipe {
	r := smallRecipe(epochs)
	r.TrainingImages = 6000
	return r
}

// stored waits until what is kept of a run matches a pattern.
func (v *visitor) stored(name, pattern string) {
	browsertest.Wait[bool](v.Page, fmt.Sprintf(`new Promise((have) => {
		const open = indexedDB.open("atelier");
		open.onsuccess = () => {
			const all = open.result.transaction("records").objectStore("records").getAll();
			all.onsuccess = () => {
				open.result.close();
				have(all.result.some((r) => JSON.parse(r).recipe.name === %q && %s.test(r)));
			};
		};
	})`, name, pattern))
}

// One run is finished, one trains in mid-epoch and one waits when the page is
// loaded anew, twice.
func TestRunsSurviveAReload(t *testing.T) {
	s := serve(t)
	v := openWithTwoWorkers(t, s)
	v.address = s.URL
	v.small(3)
	v.train("Done")
	sum := v.sumOf("Done")
	line := v.text(`line("accuracy")`)
	require.Equal(t, madeUpSum(t, smallRecipe(3)), sum)

	v.long(40)
	v.train("One")
	v.train("Two")
	v.train("Three")
	v.goesOn("One")
	v.stored("One", `/"checkpoint":{"epoch":[1-9]/`)
	v.stored("Three", `/"phase":"queued"/`)
	v.reload()
	require.Equal(t, sum, v.sumOf("Done"))
	v.waitFor(`page().includes("3 runs were interrupted")`)
	v.picture(t, "interrupted")
	require.NotEmpty(t, line)
	require.False(t, v.is(`part("Training now")`), "nothing goes on unasked")

	v.reload()
	v.press("Go on")
	v.waitFor(`row("One") && row("Two") && text(part("Queue")).includes("Three")`)
	v.control("Remove Three from the queue")
	for _, name := range []string{"One", "Two"} {
		require.Equal(t, madeUpSum(t, longRecipe(40)), v.sumOf(name), name)
	}
	v.RequireNoProblems()
}
