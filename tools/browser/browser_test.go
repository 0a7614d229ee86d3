package browser_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
)

func Example() {
	ctx := context.Background()
	b, err := browser.Start(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	page, err := b.NewPage()
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := page.Do(chromedp.Navigate("data:text/html,<title>A dress</title>")); err != nil {
		fmt.Println(err)
		return
	}
	title, err := chromedp.Run(page.Context(), chromedp.Title())
	fmt.Println(title, err)
}

// serve serves the HTML at every path.
func serve(t *testing.T, html string) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, html)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestAPageIsDrivenAndWatched(t *testing.T) {
	url := serve(t, `<!doctype html><input id="width" value="64"><button id="train">Train</button><p></p><script>
		console.log("ready", 1);
		document.querySelector("#train").onclick = () => setTimeout(() => {
			document.querySelector("p").textContent = "width " + document.querySelector("#width").value;
			throw new Error("too wide");
		}, 50);
	</script>`)
	page := browsertest.New(t)
	page.Open(url)
	page.RequireNoProblems()
	page.Type("#width", "128")
	page.Click("#train")
	require.Equal(t, "width 128", browsertest.Wait[string](page, `document.querySelector("p").textContent`))
	require.Equal(t, 128.0, browsertest.Eval[float64](page, `Promise.resolve(100 + 28)`))

	page.Resize(390, 844)
	require.Equal(t, 390, browsertest.Eval[int](page, `innerWidth`))
	for _, dark := range []bool{true, false} {
		page.Do(browser.Dark(dark))
		require.Equal(t, dark, browsertest.Eval[bool](page, `matchMedia("(prefers-color-scheme: dark)").matches`))
	}
	require.Equal(t, "\x89PNG", string(page.Screenshot()[:4]))

	require.Equal(t, "ready 1", page.Console()[0].Text)
	require.Len(t, page.Problems(), 1)
	require.Contains(t, page.Problems()[0].Text, "too wide")
}

func TestEachPageIsANewVisitor(t *testing.T) {
	url := serve(t, `<!doctype html><title>memory</title>`)
	b := browsertest.Start(t)
	first, second := browsertest.NewPage(t, b), browsertest.NewPage(t, b)
	for _, page := range []*browsertest.Page{first, second} {
		page.Open(url)
		require.Equal(t, "nobody", browsertest.Eval[string](page, `localStorage.getItem("name") ?? "nobody"`))
		browsertest.Eval[string](page, `localStorage.name = "somebody"`)
	}
	first.Open(url)
	require.Equal(t, "somebody", browsertest.Eval[string](first, `localStorage.name`))
}

func TestWaitOutlivesAReload(t *testing.T) {
	url := serve(t, `<!doctype html><p>0</p><script>
		const loads = Number(sessionStorage.loads ?? 0) + 1;
		sessionStorage.loads = loads;
		if (loads < 3) setTimeout(() => location.reload(), 30);
		else document.querySelector("p").textContent = loads;
	</script>`)
	page := browsertest.New(t)
	page.Open(url)
	require.Equal(t, 3, browsertest.Wait[int](page, `Number(document.querySelector("p").textContent)`))
}

func TestWaitingInVainTellsTheLastException(t *testing.T) {
	page := browsertest.New(t)
	page.Open(serve(t, `<!doctype html><p>0</p>`))
	_, err := browser.Wait[int](page.Page, 100*time.Millisecond, `document.querySelector("b").textContent`)
	require.ErrorContains(t, err, `waited in vain for document.querySelector("b").textContent: `)
	require.ErrorContains(t, err, "TypeError")
	_, err = browser.Wait[int](page.Page, 100*time.Millisecond, `Number(document.querySelector("p").textContent)`)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestNothingOfABrowserIsLeft(t *testing.T) {
	// The profile is made where temporary files are.
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	b := browsertest.Start(t)
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.NotEmpty(t, entries)

	require.NoError(t, b.Close())
	entries, err = os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, entries)
	<-b.Done()
}

func TestWhatAKilledBrowserHasWrittenIsThereForTheNext(t *testing.T) {
	url := serve(t, `<!doctype html><title>memory</title>`)
	profile := t.TempDir()
	b := browsertest.StartIn(t, profile)
	page := browsertest.OwnPage(t, b)
	page.Open(url)
	require.Equal(t, "written", browsertest.Eval[string](page, `new Promise((done) => {
		const open = indexedDB.open("memory", 1);
		open.onupgradeneeded = () => open.result.createObjectStore("names").put("somebody", 1);
		open.onsuccess = () => done("written");
	})`))
	require.NoError(t, b.Kill())
	<-b.Done()
	require.NoError(t, b.Close())

	page = browsertest.OwnPage(t, browsertest.StartIn(t, profile))
	page.Open(url)
	require.Equal(t, "somebody", browsertest.Eval[string](page, `new Promise((done) => {
		const open = indexedDB.open("memory", 1);
		open.onsuccess = () => {
			const get = open.result.transaction("names").objectStore("names").get(1);
			get.onsuccess = () => done(get.result);
		};
	})`))
}

func TestWithoutABrowserATestIsSkippedUnlessOneIsRequired(t *testing.T) {
	t.Setenv("CHROMIUM", "no-such-browser")
	t.Setenv("REQUIRE_BROWSER", "0")
	var skipped bool
	t.Run("skipped", func(t *testing.T) {
		defer func() { skipped = t.Skipped() }()
		browsertest.Start(t)
	})
	require.True(t, skipped)
	require.False(t, browser.Required())
	t.Setenv("REQUIRE_BROWSER", "1")
	require.True(t, browser.Required())
}
