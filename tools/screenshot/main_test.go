package main

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
)

// site makes a folder with a page that says in its title, as the real one does,
// when its run has finished.
func site(t *testing.T, title string) string {
	t.Helper()
	if _, err := browser.Find(); err != nil && !browser.Required() {
		t.Skip(err)
	}
	dir := t.TempDir()
	for name, content := range map[string]string{
		"index.html": `<!doctype html><button data-do="train" disabled>Train</button><script src="page.js"></script>`,
		"page.js": `const button = document.querySelector("button");
			setTimeout(() => { button.disabled = false }, 100);
			button.onclick = () => setTimeout(() => {
				document.documentElement.style.background = matchMedia("(prefers-color-scheme: dark)").matches ? "#000" : "#fff";
				document.title = "` + title + `";
			}, 100);`,
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644))
	}
	return dir
}

func TestThePictureIsTakenOnceTheRunHasFinished(t *testing.T) {
	out := filepath.Join(t.TempDir(), "docs", "page.png")
	dir := site(t, "Baseline: 85.3 %")
	require.NoError(t, run(t.Context(), []string{"-dir", dir, "-out", out, "-width", "390", "-height", "844", "-dark"}))
	file, err := os.Open(out)
	require.NoError(t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	require.NoError(t, err)
	require.Equal(t, 390, picture.Bounds().Dx())
	require.Equal(t, 844, picture.Bounds().Dy())
	red, _, _, _ := picture.At(389, 843).RGBA()
	require.Zero(t, red) // black: after the click, and in dark colours
}

func TestARunThatDoesNotFinishGivesNoPicture(t *testing.T) {
	out := filepath.Join(t.TempDir(), "page.png")
	err := run(t.Context(), []string{"-dir", site(t, "Baseline: epoch 3 of 50"), "-out", out, "-patience", "1s"})
	require.ErrorContains(t, err, "waiting for the run to finish")
	require.NoFileExists(t, out)
}
