package main

import (
	"bytes"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
)

// A page with a button that makes it red.
const red = `<!doctype html><div id="app"><button>Red</button></div><script>
document.querySelector("button").onclick = () => document.documentElement.style.background = "#f00";
</script>`

// serve serves it; without a browser it skips the test.
func serve(t *testing.T) string {
	if _, err := browser.Find(); err != nil && !browser.Required() {
		t.Skip(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, red)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestEachSceneIsPicturedInAllWindowsAndThemes(t *testing.T) {
	address := serve(t)
	got := map[string]bool{}
	plain, red := scene{name: "plain"}, scene{name: "red", acts: []act{press("Red"), until(`document.documentElement.style.background`)}}
	require.NoError(t, visit(t.Context(), address, []scene{plain, red}, time.Minute, func(name string, picture []byte) error {
		got[name] = true
		image, err := png.Decode(bytes.NewReader(picture))
		require.NoError(t, err)
		_, green, _, _ := image.At(1, image.Bounds().Dy()-1).RGBA()
		require.Equal(t, name[:3] == "red", green == 0, name)
		return nil
	}))
	for _, name := range []string{"plain-1440-light", "plain-1440-dark", "plain-1024-light", "plain-390-dark", "red-1440-light", "red-390-dark"} {
		require.Contains(t, got, name)
	}
	require.Len(t, got, 2*3*2)
}

func TestWhatDoesNotComeAboutIsSaid(t *testing.T) {
	err := visit(t.Context(), serve(t), []scene{{name: "green", acts: []act{press("Green")}}}, time.Second, nil)
	require.ErrorContains(t, err, `green: waiting for button("Green")`)
}

func TestWithoutASiteItSaysWhatToDo(t *testing.T) {
	err := run(t.Context(), []string{"-dir", filepath.Join(t.TempDir(), "none")})
	require.ErrorContains(t, err, "run make site first")
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, run(t.Context(), []string{"more"}), "unexpected argument")
}
