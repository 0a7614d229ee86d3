package build_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
	"atelier/tools/serve/static"
	"atelier/wasm/wire"
)

// These tests run the project's index.html, boot.js and worker.js in a real
// browser, with the placeholder program of testdata.

// host serves the folder under a sub-path and returns the page's URL. Requests
// for which fault returns true have been answered by it.
func host(t *testing.T, folder string, fault func(w http.ResponseWriter, r *http.Request) bool) string {
	handler := static.Handler(os.DirFS(folder), static.Options{Base: "/atelier/"})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if fault == nil || !fault(w, r) {
			handler.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/atelier/"
}

const message = `(() => { const p = document.querySelector("#boot-message"); return p.hidden ? "" : p.textContent })()`

func TestThePageStartsItsProgram(t *testing.T) {
	out := shared(t)
	b := browsertest.Start(t)
	page := browsertest.NewPage(t, b)
	page.Open(host(t, out, nil))

	var dataset map[string]string
	told := browsertest.Wait[string](page, `document.querySelector("#app").textContent.startsWith("{") && document.querySelector("#app").textContent`)
	require.NoError(t, json.Unmarshal([]byte(told), &dataset))
	require.Equal(t, "true", dataset["simd"])
	require.Equal(t, "data/", dataset["shards"])
	require.Regexp(t, `^atelier-simd\.[0-9a-f]{12}\.wasm$`, dataset["programSimd"])
	require.Regexp(t, `^worker\.[0-9a-f]{12}\.js$`, dataset["worker"])
	require.Empty(t, browsertest.Eval[string](page, message))
	require.True(t, browsertest.Eval[bool](page, `crossOriginIsolated`))
	page.RequireNoProblems() // of the policy, for one
	require.Empty(t, page.Console())

	t.Run("and says why it ended", func(t *testing.T) {
		for _, c := range []struct{ hash, does, says string }{
			{"#panic", "", "The program has stopped: panic: as it should. Reload"},
			{"#panic-later", `document.querySelector("#app").click()`, "The program has stopped: panic: on a click. Reload"},
			{"#end", "", "The program has stopped: exit code 0. Reload"},
		} {
			page := browsertest.NewPage(t, b)
			page.Open(host(t, out, nil) + c.hash)
			browsertest.Wait[bool](page, `document.querySelector("#app").textContent.startsWith("{")`)
			if c.does != "" {
				browsertest.Eval[any](page, c.does)
			}
			require.Equal(t, c.says, browsertest.Wait[string](page, message))
		}
	})
}

func TestThePageCanBeReadWithoutItsProgram(t *testing.T) {
	out := shared(t)
	b := browsertest.Start(t)
	for name, c := range map[string]struct {
		fails string // in the path of what cannot be fetched
		says  string
	}{
		"no program":      {"/atelier-simd.", "The program could not be fetched: atelier-simd."},
		"no wasm_exec.js": {"/wasm_exec.", "The page could not fetch wasm_exec."},
	} {
		t.Run(name, func(t *testing.T) {
			broken := true
			page := browsertest.NewPage(t, b)
			page.Open(host(t, out, func(w http.ResponseWriter, r *http.Request) bool {
				if broken && strings.Contains(r.URL.Path, c.fails) {
					http.Error(w, "gone", http.StatusNotFound)
					return true
				}
				return false
			}))
			says := browsertest.Wait[string](page, `(`+message+`).endsWith("Reload") && `+message)
			require.True(t, strings.HasPrefix(says, c.says), says)
			require.Contains(t, browsertest.Eval[string](page, `document.querySelector("#app h1").textContent`), "network")

			broken = false
			page.Click("#boot-message button")
			browsertest.Wait[bool](page, `document.querySelector("#app").textContent.startsWith("{")`)
		})
	}
}

func TestAHostThatDoesNotKnowWebAssemblyWillDo(t *testing.T) {
	out := shared(t)
	page := browsertest.New(t)
	page.Open(host(t, out, func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, ".wasm") {
			return false
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		http.ServeFile(w, r, out+strings.TrimPrefix(r.URL.Path, "/atelier"))
		return true
	}))
	browsertest.Wait[bool](page, `document.querySelector("#app").textContent.startsWith("{")`)
}

// openWorker opens the page and defines in it a function that starts a worker,
// as the page's program does, and then sends messages to it; what comes back is
// in the array received.
func openWorker(t *testing.T) *browsertest.Page {
	page := browsertest.New(t)
	page.Open(host(t, shared(t), nil))
	browsertest.Wait[bool](page, `document.querySelector("#app").textContent.startsWith("{")`)
	browsertest.Eval[any](page, `
		globalThis.received = [];
		globalThis.start = async (change, ...messages) => {
			const data = document.documentElement.dataset;
			const url = (name) => new URL(name, document.baseURI).href;
			const worker = new Worker(atelier.worker);
			worker.onmessage = (event) => received.push(event.data);
			const first = { exec: url(data.exec), module: atelier.module, shards: url(data.shards) };
			worker.postMessage({ ...first, ...await change(first) });
			for (const message of messages) worker.postMessage(message);
			return worker;
		}`)
	return page
}

func TestAWorkerDeliversEarlyMessagesInOrder(t *testing.T) {
	page := openWorker(t)
	browsertest.Eval[any](page, `start(async () => ({}), "one", "two", "three").then((w) => { globalThis.running = w })`)
	browsertest.Wait[bool](page, `received.length === 4`)
	browsertest.Eval[any](page, `running.postMessage("four")`)
	got := browsertest.Wait[[]string](page, `received.length === 5 && received`)
	require.Regexp(t, `^shards at http://127\.0\.0\.1:\d+/atelier/data/$`, got[0])
	require.Equal(t, []string{"echo one", "echo two", "echo three", "echo four"}, got[1:])
	page.RequireNoProblems()
}

func TestAWorkerReportsItsOwnEnd(t *testing.T) {
	page := openWorker(t)
	for name, c := range map[string]struct{ change, message, says string }{
		"a panic":                  {`async () => ({})`, "panic", `^panic: as it should$`},
		"an end":                   {`async () => ({})`, "end", `^the program ended with exit code 0$`},
		"no program":               {`async () => ({ module: null })`, "", `instantiate`},
		"a script of another site": {`async (first) => ({ exec: "http://localhost:1/wasm_exec.js" })`, "", `^http://localhost:1/wasm_exec\.js is not a part of this site$`},
		"a script that is missing": {`async (first) => ({ exec: first.exec + ".gone" })`, "", `wasm_exec\.[0-9a-f]{12}\.js\.gone`},
	} {
		t.Run(name, func(t *testing.T) {
			browsertest.Eval[any](page, `(received.length = 0, start(`+c.change+`, "`+c.message+`").then(() => 0))`)
			last := browsertest.Wait[string](page, `received.at(-1)?.startsWith("{") && received.at(-1)`)
			report, err := wire.DecodeReport([]byte(last))
			require.NoError(t, err)
			require.Equal(t, wire.Crashed, report.Kind)
			require.Regexp(t, c.says, report.Message)
		})
	}
}
