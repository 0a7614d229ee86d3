package e2e_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// The example of a page that trains with the site's worker, in a folder beside
// the site, as it says. The expected sum is of the same recipe natively.
func TestAnotherPageTrainsWithTheWorker(t *testing.T) {
	h := serveBare(t)
	for name, content := range siteFiles(t, filepath.Join(repository, "docs", "examples", "embed")) {
		h.files["embed/"+name] = content
	}
	h.files["embed/"] = h.files["embed/index.html"]

	recipe := train.Default()
	recipe.Name, recipe.Hidden, recipe.Seed = "Borrowed", []int{64}, 1
	recipe.Optimizer = optim.Config{Method: "adam", LearningRate: 0.01}
	recipe.BatchSize, recipe.Epochs, recipe.TrainingImages = 100, 3, 2000
	want := native(t, recipe, dataset.MadeUp(1, 6000, 1000))

	page := browsertest.New(t)
	page.Open(h.URL + "embed/")
	page.Click("#train")
	says := browsertest.Wait[string](page, `document.querySelector("#says").textContent.startsWith("Test accuracy") && document.querySelector("#says").textContent`)
	require.Contains(t, says, want.ParametersSHA256)
	page.RequireNoProblems()
}
