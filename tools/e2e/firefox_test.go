package e2e_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser"
)

// Firefox takes no orders: this page has the site in a frame, waits until all is
// kept, has the host cut the network, loads the site anew, trains, and tells the
// sum over the parameters.
const framing = `<!doctype html><iframe src="` + bareFolder + `" width="1440" height="900"></iframe><script>
const frame = document.querySelector("iframe");
const page = () => frame.contentDocument.querySelector("#app").textContent;
const until = async (what) => {
	for (;;) {
		try { const value = await what(); if (value) return value; } catch {} // is not there yet
		await new Promise((done) => setTimeout(done, 50));
	}
};
const fill = (name, text) => {
	const field = frame.contentDocument.querySelector('[name="' + name + '"]');
	field.value = text;
	field.dispatchEvent(new frame.contentWindow.Event("input", { bubbles: true }));
};
const tell = (what) => fetch("/told", { method: "POST", body: what });
(async () => {
	await until(async () => {
		for (const name of await caches.keys()) {
			if (await (await caches.open(name)).match("` + bareFolder + `data/manifest.json")) return true;
		}
	});
	await fetch("/cut", { method: "POST" });
	frame.contentWindow.before = true;
	frame.contentWindow.location.reload();
	await until(() => !frame.contentWindow.before && page().includes("7,000 images, checked"));
	fill("training_images", "2000");
	fill("batch_size", "100");
	fill("epochs", "3");
	await until(() => frame.contentDocument.querySelector('[name="epochs"]').value === "3");
	frame.contentDocument.querySelector('[data-do="train"]:enabled').click();
	await tell((await until(() => page().match(/SHA-256([0-9a-f]{64})/)))[1]);
})().catch((reason) => tell(reason.message));
</script>`

func TestFirefoxNeedsNoNetworkForASecondVisitEither(t *testing.T) {
	if _, err := browser.FindFirefox(); err != nil && os.Getenv("REQUIRE_FIREFOX") != "1" {
		t.Skipf("skipped: %v", err)
	}
	h := newBare(t)
	told := make(chan string, 1)
	routes := http.NewServeMux()
	routes.Handle(bareFolder, h)
	routes.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, framing) })
	routes.HandleFunc("POST /cut", func(http.ResponseWriter, *http.Request) { h.cutNetwork() })
	routes.HandleFunc("POST /told", func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		told <- string(text)
	})
	server := httptest.NewServer(routes)
	t.Cleanup(server.Close)

	f, err := browser.StartFirefox(t.Context(), server.URL)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	want := native(t, smallRecipe(3), dataset.MadeUp(1, 6000, 1000))
	select {
	case got := <-told:
		require.Equal(t, want.ParametersSHA256, got)
	case <-f.Done():
		t.Fatal("Firefox has ended")
	case <-time.After(patience):
		t.Fatal("waited in vain for Firefox")
	}
}
