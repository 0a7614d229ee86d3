package e2e_test

import (
	"os"
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
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, os.DirFS(siteFolder(t))))
	example := filepath.Join(repository, "docs", "examples", "embed")
	require.NoError(t, os.CopyFS(filepath.Join(folder, "embed"), os.DirFS(example)))
	s := serveFolder(t, folder)

	recipe := train.Default()
	recipe.Name, recipe.Hidden, recipe.Seed = "Borrowed", []int{64}, 1
	recipe.Optimizer = optim.Config{Method: "adam", LearningRate: 0.01}
	recipe.BatchSize, recipe.Epochs, recipe.TrainingImages = 100, 3, 2000
	want := native(t, recipe, dataset.MadeUp(1, 6000, 1000))

	page := browsertest.New(t)
	page.Open(s.URL + "embed/")
	page.Click("#train")
	says := browsertest.Wait[string](page, `document.querySelector("#says").textContent.startsWith("Test accuracy") && document.querySelector("#says").textContent`)
	require.Contains(t, says, want.ParametersSHA256)
	page.RequireNoProblems()
}
