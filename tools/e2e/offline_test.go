package e2e_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

// bare is a host that has the site's files in a folder and sets no header, but
// that it says of scripts that they are: browsers take none for workers else.
// Its network can be cut, and the site on it be replaced by another build.
type bare struct {
	URL string

	mu    sync.Mutex
	files map[string][]byte
	cut   bool
}

// bareFolder is where on the host the site stands.
const bareFolder = "/people/anna/atelier/"

// serveBare serves the site, with the small made-up data set.
func serveBare(t *testing.T) *bare {
	h := newBare(t)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.URL = server.URL + bareFolder
	return h
}

func newBare(t *testing.T) *bare {
	h := &bare{files: siteFiles(t, siteFolder(t))}
	set, err := garments()
	require.NoError(t, err)
	for _, f := range set {
		h.files["data/"+f.Name] = f.Content
	}
	return h
}

// siteFiles reads the files of a built site.
func siteFiles(t *testing.T, dir string) map[string][]byte {
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		files[entry.Name()], err = os.ReadFile(filepath.Join(dir, entry.Name()))
		require.NoError(t, err)
	}
	return files
}

func (h *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.cut {
		panic(http.ErrAbortHandler)
	}
	name := strings.TrimPrefix(r.URL.Path, bareFolder)
	if name == "" {
		name = "index.html"
	}
	content, ok := h.files[name]
	w.Header()["Date"] = nil
	w.Header()["Content-Type"] = nil // not even what Go would guess
	if path.Ext(name) == ".js" {
		w.Header().Set("Content-Type", "text/javascript")
	}
	if !ok {
		w.WriteHeader(http.StatusNotFound)
	}
	w.Write(content)
}

// cutNetwork has every request fail from now on.
func (h *bare) cutNetwork() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cut = true
}

// replace puts another build in the place of the site: the parts of the one
// before are gone.
func (h *bare) replace(files map[string][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for name := range h.files {
		if !strings.HasPrefix(name, "data/") {
			delete(h.files, name)
		}
	}
	for name, content := range files {
		h.files[name] = content
	}
}

// hashed matches the hash in the name of a part.
var hashed = regexp.MustCompile(`\.([0-9a-f]{12})\.`)

// newerBuild makes another build of the site: each part under another name, and
// another description in the page.
func newerBuild(t *testing.T) map[string][]byte {
	old := siteFiles(t, siteFolder(t))
	id := regexp.MustCompile(` data-build="([0-9a-f]{12})"`).FindSubmatch(old["index.html"])
	require.Len(t, id, 2)
	renew := []string{string(id[1]), "0123456789ab", `name="description" content="`, `name="description" content="Newer: `}
	for name := range old {
		if hash := hashed.FindStringSubmatch(name); hash != nil {
			renew = append(renew, hash[1], hash[1][6:]+hash[1][:6])
		}
	}
	replacer := strings.NewReplacer(renew...)
	files := map[string][]byte{}
	for name, content := range old {
		switch path.Ext(name) {
		case ".html", ".webmanifest":
			content = []byte(replacer.Replace(string(content)))
		}
		if name == "service-worker.js" {
			content = []byte(replacer.Replace(string(content)))
		}
		files[replacer.Replace(name)] = content
	}
	return files
}

// withoutKeeping has a page believe that the browser has no service workers, as
// over plain http: then it asks for all that it needs itself, and for nothing
// else.
const withoutKeeping = `Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });`

const (
	sumShown = `/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256")) && fact("Parameters’ SHA-256")`
	keptAll  = `(async () => { for (const name of await caches.keys()) { if (await (await caches.open(name)).match("data/manifest.json")) return true; } })()`
	newBuild = `document.querySelector("meta[name=description]").content.startsWith("Newer: ")`
)

func TestAHostThatSetsNoHeaderIsEnoughToTrain(t *testing.T) {
	h := serveBare(t)
	v := &visitor{Page: browsertest.New(t)}
	v.Open(h.URL)
	v.waitFor(`button("Train")`)
	v.small(3)
	v.press("Train")
	want := native(t, smallRecipe(3), dataset.MadeUp(1, 6000, 1000))
	require.Equal(t, want.ParametersSHA256, v.waitText(sumShown))
	v.RequireNoProblems()
}

// After the first visit no request is needed any more; and then the workers of
// a run may share memory, although the host sends no header that allows it.
func TestASecondVisitNeedsNoNetwork(t *testing.T) {
	h := serveBare(t)
	v := &visitor{Page: browsertest.New(t)}
	v.Open(h.URL)
	v.waitFor(`page().includes("7,000 images, checked")`)
	require.False(t, browsertest.Eval[bool](v.Page, "crossOriginIsolated"))
	browsertest.Wait[bool](v.Page, keptAll)

	h.cutNetwork()
	v.Open(h.URL + "?anything=behind")
	v.waitFor(`page().includes("7,000 images, checked")`)
	require.True(t, browsertest.Eval[bool](v.Page, "crossOriginIsolated"))
	v.small(3)
	v.press("Train")
	want := native(t, smallRecipe(3), dataset.MadeUp(1, 6000, 1000))
	require.Equal(t, want.ParametersSHA256, v.waitText(sumShown))
	v.picture(t, "offline")
}

// While something trains, a newer version is only spoken of; then it is taken
// when somebody says so, whole, and the one before it is removed.
func TestAnUpdateIsOfferedAndNeverForced(t *testing.T) {
	h := serveBare(t)
	v := openWithTwoWorkers(t, &server{URL: h.URL})
	browsertest.Wait[bool](v.Page, keptAll)
	v.small(1000)
	v.press("Train")
	v.waitFor(`line("accuracy")`)

	h.replace(newerBuild(t))
	lookForUpdate(v)
	v.waitFor(`page().includes("A new version is here. It can be used once the trainings are over.")`)
	require.False(t, v.is(`button("Use it")`))
	v.picture(t, "update-later")
	// A worker more is one of the version before, whose parts the host has no
	// more.
	v.press("Train")
	v.waitFor(`row("Baseline 2")`)
	v.control("Stop Baseline")
	v.control("Pause Baseline 2")
	v.control("Stop Baseline 2") // which is there once it pauses
	v.waitFor(`button("Use it")`)
	require.False(t, v.is(newBuild))
	v.picture(t, "update")
	t.Run("by the rules of accessibility", func(t *testing.T) {
		browsertest.Eval[any](v.Page, axe(t)+"; null")
		for _, width := range []int{1440, 390} {
			v.Resize(width, 900)
			for _, dark := range []bool{false, true} {
				v.Do(browser.Dark(dark))
				require.Empty(t, browsertest.Eval[[]string](v.Page, violations))
			}
		}
		v.picture(t, "update-phone")
	})

	// Another tab needs the version before.
	closeTab := v.openTab(t, h.URL)
	v.press("Use it")
	v.waitFor(`page().includes("Another tab still needs the old one:")`)
	v.picture(t, "update-held")
	closeTab()

	v.press("Use it")
	v.waitFor(newBuild + ` && page().includes("7,000 images, checked")`)
	require.False(t, v.is(`page().includes("A new version")`))
	require.Len(t, browsertest.Eval[[]string](v.Page, `caches.keys()`), 2, "the data, and one version")
	h.cutNetwork()
	v.Open(h.URL)
	v.waitFor(newBuild + ` && page().includes("7,000 images, checked")`)
	v.RequireNoProblems()
}

// Who builds and serves on the own machine sees the new build at the next visit.
func TestOnTheOwnMachineThePageIsTheHostsPresentOne(t *testing.T) {
	h := serveBare(t)
	v := &visitor{Page: browsertest.New(t)}
	v.Open(h.URL)
	browsertest.Wait[bool](v.Page, keptAll)

	h.replace(newerBuild(t))
	v.Open(h.URL)
	v.waitFor(newBuild + ` && page().includes("7,000 images, checked")`)
	browsertest.Wait[bool](v.Page, `caches.keys().then((names) => names.length === 2 && names.some((n) => n.endsWith(" 0123456789ab")))`)
	require.False(t, v.is(`page().includes("A new version")`))
	v.RequireNoProblems()
}

// lookForUpdate does what a browser does when people come back to the tab.
func lookForUpdate(v *visitor) {
	browsertest.Eval[any](v.Page, `document.dispatchEvent(new Event("visibilitychange"))`)
}

// openTab opens another tab of the same visitor, and returns what closes it.
func (v *visitor) openTab(t *testing.T, url string) (closeTab func()) {
	ctx, closeTab := chromedp.NewContext(v.Context())
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(url)))
	return closeTab
}
