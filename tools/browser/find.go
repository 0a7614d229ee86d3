package browser

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// ErrNotFound says that this machine has no Chromium, and what to do about it.
var ErrNotFound = errors.New("no Chromium or Chrome found; " +
	"install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium; " +
	"else https://www.google.com/chrome) or set CHROMIUM to its path")

// Required reports whether REQUIRE_BROWSER=1 is set: what needs a browser then
// fails without one, where it is left out otherwise.
func Required() bool { return os.Getenv("REQUIRE_BROWSER") == "1" }

// Find returns the path of the Chromium or Chrome to use: the one the
// environment variable CHROMIUM names, or the first found under the usual
// names and in the usual places. The error wraps ErrNotFound.
func Find() (string, error) {
	return find(runtime.GOOS, os.Getenv, exec.LookPath)
}

// find is Find for any system.
func find(goos string, getenv func(string) string, lookPath func(string) (string, error)) (string, error) {
	if wanted := getenv("CHROMIUM"); wanted != "" {
		path, err := lookPath(wanted)
		if err != nil {
			return "", fmt.Errorf("CHROMIUM=%s: %w (%w)", wanted, err, ErrNotFound)
		}
		return path, nil
	}
	for _, name := range candidates(goos, getenv) {
		if path, err := lookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNotFound
}

// candidates lists the names and paths under which systems keep the browser.
func candidates(goos string, getenv func(string) string) []string {
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}
	switch goos {
	case "darwin":
		for _, folder := range []string{"/Applications", filepath.Join(getenv("HOME"), "Applications")} {
			names = append(names,
				filepath.Join(folder, "Chromium.app/Contents/MacOS/Chromium"),
				filepath.Join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"))
		}
	case "windows":
		for _, variable := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			if folder := getenv(variable); folder != "" {
				names = append(names,
					filepath.Join(folder, `Chromium\Application\chrome.exe`),
					filepath.Join(folder, `Google\Chrome\Application\chrome.exe`))
			}
		}
	}
	return names
}
