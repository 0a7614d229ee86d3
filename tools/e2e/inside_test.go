package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// The confusions are those of the same run natively, and the images of a cell
// are as many as it says.
func TestARunIsLookedIntoAndAConfusionIsPicked(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.Resize(1440, 900)
	v.small(4)
	v.press("Train")
	sum := v.sumOf("Baseline")

	v.show("Inside")
	v.waitFor(`part("What it confuses") && page().includes("After epoch 4, by 1,000 test images")`)
	s, err := train.NewSession(smallRecipe(4), dataset.MadeUp(1, 6000, 1000))
	require.NoError(t, err)
	for !s.Done() {
		s.Step()
	}
	require.Equal(t, s.Network().SHA256(), sum)
	j := s.Judge(train.TestPart, 12)
	require.Equal(t, [][]int(j.Confusion), browsertest.Eval[[][]int](v.Page, in(`
		[...part("What it confuses").querySelectorAll("tbody tr")].map((tr) => [...tr.querySelectorAll("td")].slice(0, 10).map((td) => Number(td.textContent)))`)))

	// The cell of the most images, and its garments.
	truth, said := 0, 1
	for i, row := range j.Confusion {
		for k, n := range row {
			if i != k && n > j.Confusion[truth][said] {
				truth, said = i, k
			}
		}
	}
	require.Positive(t, j.Confusion[truth][said])
	v.control(takenFor(j.Confusion[truth][said], truth, said))
	v.waitFor(`[...document.querySelectorAll("[role=region] img")].filter(seen).length > 0`)
	require.Equal(t, min(60, j.Confusion[truth][said]), browsertest.Eval[int](v.Page, in(`[...document.querySelectorAll("[role=region] img")].filter(seen).length`)))

	require.Equal(t, len(j.Mistakes), browsertest.Eval[int](v.Page, in(`part("Most confidently wrong").querySelectorAll("img").length`)))
	require.True(t, v.is(`part("First-layer weights").querySelector("img").complete`))
	require.Equal(t, 2, browsertest.Eval[int](v.Page, in(`part("Weights over time").querySelectorAll("svg.ridges").length`)))
	v.picture(t, "inside")
	v.RequireNoProblems()
}

// takenFor is the name of a cell.
func takenFor(n, truth, said int) string {
	names := dataset.ClassNames()
	return fmt.Sprintf("%d of %s taken for %s", n, names[truth], names[said])
}

// While it is trained, it is judged by the images of validation.
func TestARunIsLookedIntoWhileItTrains(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(train.MaxEpochs)
	v.press("Train")
	v.waitFor(`line("accuracy")`)
	v.show("Inside")
	v.waitFor(`/After epoch [0-9]+, by 200 validation images/.test(page())`)
	before := v.text(`page().match(/After epoch [0-9]+/)[0]`)
	v.waitFor(`page().match(/After epoch [0-9]+/)[0] !== "` + before + `"`)
	v.RequireNoProblems()
}
