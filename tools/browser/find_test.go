package browser

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// findOn is Find on a machine with these variables and programs.
func findOn(goos string, variables map[string]string, programs ...string) (string, error) {
	getenv := func(name string) string { return variables[name] }
	lookPath := func(name string) (string, error) {
		for _, program := range programs {
			if program == name {
				return program, nil
			}
		}
		return "", fs.ErrNotExist
	}
	return find(goos, getenv, lookPath)
}

func TestFindTakesTheBrowserThatTheUserNames(t *testing.T) {
	path, err := findOn("linux", map[string]string{"CHROMIUM": "/opt/mine"}, "chromium", "/opt/mine")
	require.NoError(t, err)
	require.Equal(t, "/opt/mine", path)
}

func TestFindDoesNotReplaceABrowserThatTheUserNamesWrongly(t *testing.T) {
	_, err := findOn("linux", map[string]string{"CHROMIUM": "/opt/gone"}, "chromium")
	require.ErrorIs(t, err, ErrNotFound)
	require.ErrorContains(t, err, "CHROMIUM=/opt/gone")
}

func TestFindLooksForUsualNamesAndPlaces(t *testing.T) {
	mac := "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
	windows := filepath.Join(`C:\Program Files`, `Google\Chrome\Application\chrome.exe`)
	for name, c := range map[string]struct {
		goos     string
		programs []string
		want     string
	}{
		"Debian":                        {"linux", []string{"chromium"}, "chromium"},
		"Chrome only":                   {"linux", []string{"google-chrome-stable"}, "google-chrome-stable"},
		"Chromium is preferred":         {"linux", []string{"google-chrome", "chromium"}, "chromium"},
		"macOS, not on the path":        {"darwin", []string{mac}, mac},
		"Windows, not on the path":      {"windows", []string{windows}, windows},
		"Chrome of macOS is not sought": {"linux", []string{mac}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			path, err := findOn(c.goos, map[string]string{"ProgramFiles": `C:\Program Files`}, c.programs...)
			require.Equal(t, c.want, path)
			if c.want == "" {
				require.ErrorIs(t, err, ErrNotFound)
				require.ErrorContains(t, err, "apt-get install chromium")
			}
		})
	}
}

func TestFirefoxIsFoundAsChromiumIs(t *testing.T) {
	lookPath := func(name string) (string, error) {
		if name == "firefox" || name == "/opt/fox" {
			return name, nil
		}
		return "", fs.ErrNotExist
	}
	for wanted, c := range map[string]struct{ path, says string }{
		"":         {"firefox", ""},
		"/opt/fox": {"/opt/fox", ""},
		"/nowhere": {"", "FIREFOX=/nowhere: "},
	} {
		path, err := findFirefox(func(string) string { return wanted }, lookPath)
		if c.says != "" {
			require.ErrorIs(t, err, ErrNoFirefox)
			require.ErrorContains(t, err, c.says)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.path, path)
	}
}
