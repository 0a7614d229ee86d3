package e2e_test

import (
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
	"atelier/tools/serve/static"
)

// violated notes what the page's policy forbids from now on. What it forbids to
// the workers is an error of theirs, which RequireNoProblems finds.
const violated = `
globalThis.violations = [];
addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + ": " + e.blockedURI + " " + e.sample));`

// hostile is a run's name that would be a picture which does not load, and then
// a program, if it ever were read as HTML.
const hostile = `<img src=x onerror="globalThis.injected = 1">&amp;`

func TestThePageKeepsToItsPolicyInAllItsViews(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(violated)
	v.Open(serve(t).URL)
	v.waitFor(`button("Train")`)
	v.small(2)
	v.train(hostile)
	v.waitFor(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256"))`)
	browsertest.Eval[any](v.Page, `document.querySelectorAll("details").forEach((d) => { d.open = true; })`)
	v.waitFor(`text(document.querySelector("#accuracy-table, .behind table")).includes("<img src=x")`)
	v.show("Inside")
	v.waitFor(`page().includes("After epoch 2, by 1,000 test images")`)
	v.show("Garments")
	v.waitFor(paper)
	shirt, _ := garmentFile(t, 6)
	v.chooseFile("Choose a photo", shirt)
	v.waitFor(`seen(document.querySelector("img[alt='Your photo']")) && document.querySelector("img[alt='Your photo']").naturalWidth > 0`)
	v.waitFor(`text(part("What each run says")).includes("<img src=x")`)
	require.False(t, v.is(`document.querySelector("img[src=x]") || globalThis.injected`))
	require.Empty(t, browsertest.Eval[[]string](v.Page, `violations`))
	v.RequireNoProblems()
}

// Whatever finds its way into the page as a text does not become a program.
func TestThePolicyRefusesWhatAnAttackerWouldTry(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(violated)
	v.Open(serve(t).URL)
	v.waitFor(`button("Train")`)
	for name, c := range map[string]struct{ try, directive string }{
		"a script in the page": {`(() => {
			const s = document.createElement("script");
			s.append("globalThis.injected = 1");
			document.body.append(s);
		})()`, "require-trusted-types-for"},
		"HTML as a text":       {`document.body.innerHTML = "<b>x</b>"`, "require-trusted-types-for"},
		"a worker by its name": {`new Worker("elsewhere.js")`, "require-trusted-types-for"},
		"another policy":       {`trustedTypes.createPolicy("mine", {})`, "trusted-types"},
		"the same once more":   {`trustedTypes.createPolicy("atelier", {})`, "trusted-types"},
		"a handler":            {`document.body.setAttribute("onclick", "globalThis.injected = 1")`, "require-trusted-types-for"},
		"a text as a program":  {`new Promise((done) => setTimeout(() => { try { eval("injected = 1"); } finally { done(); } }))`, "require-trusted-types-for"},
		"a style in the page":  {`document.body.setAttribute("style", "color: red")`, "style-src-attr"},
		"another origin":       {`fetch("https://example.com/")`, "connect-src"},
		"its picture":          {`new Promise((done) => { const i = new Image(); i.onerror = done; i.src = "https://example.com/x.png"; })`, "img-src"},
		"a frame":              {`document.body.append(Object.assign(document.createElement("iframe"), { src: "https://example.com/" }))`, "frame-src"},
		"a form":               {`(() => { const f = Object.assign(document.createElement("form"), { action: "https://example.com/" }); document.body.append(f); f.submit(); })()`, "form-action"},
		"another base":         {`document.head.append(Object.assign(document.createElement("base"), { href: "https://example.com/" }))`, "base-uri"},
	} {
		t.Run(name, func(t *testing.T) {
			browsertest.Eval[any](v.Page, `violations.length = 0; (async () => { try { await (`+c.try+`); } catch {} })()`)
			said := browsertest.Wait[string](v.Page, `violations[0]`)
			require.True(t, strings.HasPrefix(said, c.directive+": "), said)
			require.False(t, v.is(`globalThis.injected`))
		})
	}
}

// probe stands in the page beside its own scripts, trains a run, and tells the
// server how that went.
const probe = violated + `
const tell = (said) => fetch("told", { method: "POST", body: JSON.stringify({ typed: typeof trustedTypes === "object", violations, said }) });
const pressed = setInterval(() => {
	const train = document.querySelector('[data-do="train"]:enabled');
	if (!train) return;
	clearInterval(pressed);
	for (const [label, value] of [["Epochs", "1"], ["Training images", "2000"]]) {
		const field = [...document.querySelectorAll("label")].find((l) => l.textContent.trim() === label).control;
		field.value = value;
		field.dispatchEvent(new Event("input", { bubbles: true }));
	}
	requestAnimationFrame(() => requestAnimationFrame(() => train.click()));
	const over = setInterval(() => {
		const sum = document.body.textContent.match(/[0-9a-f]{64}/);
		if (!sum) return;
		clearInterval(over);
		tell(sum[0]);
	}, 100);
}, 100);`

// Some versions of Firefox do not know Trusted Types: whether this one does is
// only told.
func TestFirefoxTrainsUnderThePolicy(t *testing.T) {
	if _, err := browser.FindFirefox(); err != nil {
		if os.Getenv("REQUIRE_FIREFOX") == "1" {
			t.Fatal(err)
		}
		t.Skipf("skipped: %v", err)
	}
	folder := os.DirFS(siteFolder(t))
	page, err := fs.ReadFile(folder, "index.html")
	require.NoError(t, err)
	probed := overlay{fstest.MapFS{
		"index.html": {Data: []byte(strings.Replace(string(page), "</head>", `<script src="probe.js" defer></script></head>`, 1))},
		"probe.js":   {Data: []byte(probe)},
	}, folder}
	data := fstest.MapFS{}
	files, err := garments()
	require.NoError(t, err)
	for _, f := range files {
		data["data/"+f.Name] = &fstest.MapFile{Data: f.Content}
	}
	h := static.Handler(overlay{data, probed}, static.Options{})
	told := make(chan []byte, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) == "told" {
			text, _ := io.ReadAll(r.Body)
			told <- text
			return
		}
		h.ServeHTTP(w, r)
	}))
	defer server.Close()
	firefox, err := browser.StartFirefox(t.Context(), server.URL)
	require.NoError(t, err)
	defer firefox.Close()
	var seen struct {
		Typed      bool
		Violations []string
		Said       string
	}
	select {
	case text := <-told:
		require.NoError(t, json.Unmarshal(text, &seen))
	case <-firefox.Done():
		t.Fatal("Firefox ended")
	case <-time.After(patience):
		t.Fatal("Firefox told nothing")
	}
	t.Logf("it knows Trusted Types: %t", seen.Typed)
	require.Empty(t, seen.Violations)
	require.Len(t, seen.Said, 64)
}
