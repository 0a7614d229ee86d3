package e2e_test

import (
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser"
)

// Firefox takes no orders: this page has the site in a frame, where a run trains,
// and then in another, which must leave it alone; takes the first away in mid-run,
// has the second go on with it, and tells the sum over the parameters.
const twoFrames = `<!doctype html><body><script>
const until = async (what) => {
	for (;;) {
		try { const value = await what(); if (value) return value; } catch {} // is not there yet
		await new Promise((done) => setTimeout(done, 50));
	}
};
const open = async () => {
	const frame = document.createElement("iframe");
	frame.src = "` + bareFolder + `", frame.width = 1440, frame.height = 900;
	document.body.append(frame);
	await until(() => page(frame).includes("7,000 images, checked"));
	return frame;
};
const page = (frame) => frame.contentDocument.querySelector("#app").textContent;
const fill = (frame, name, text) => {
	const field = frame.contentDocument.querySelector('[name="' + name + '"]');
	field.value = text;
	field.dispatchEvent(new frame.contentWindow.Event("input", { bubbles: true }));
};
const kept = () => new Promise((have) => {
	const open = indexedDB.open("atelier");
	open.onsuccess = () => {
		const all = open.result.transaction("records").objectStore("records").getAll();
		all.onsuccess = () => {
			open.result.close();
			have(all.result.some((r) => /"checkpoint":{"epoch":[1-9]/.test(r)));
		};
	};
});
const tell = (what) => fetch("/told", { method: "POST", body: what });
(async () => {
	if (isSecureContext || navigator.locks) throw new Error("this is a safe way");
	const first = await open();
	fill(first, "training_images", "6000");
	fill(first, "batch_size", "100");
	fill(first, "epochs", "40");
	await until(() => first.contentDocument.querySelector('[name="epochs"]').value === "40");
	first.contentDocument.querySelector('[data-do="train"]:enabled').click();
	await until(kept);
	const second = await open();
	await until(() => page(second).includes("1 run is being trained in another tab"));
	if (page(second).includes("interrupted")) throw new Error("the run was taken over");
	first.remove();
	await until(() => page(second).includes("1 run was interrupted"));
	second.contentDocument.querySelector('[data-do="go-on"]').click();
	await tell((await until(() => page(second).match(/SHA-256([0-9a-f]{64})/)))[1]);
})().catch((reason) => tell(reason.message));
</script>`

func TestFirefoxTellsItsTabsApartOverPlainHTTP(t *testing.T) {
	if _, err := browser.FindFirefox(); err != nil && os.Getenv("REQUIRE_FIREFOX") != "1" {
		t.Skipf("skipped: %v", err)
	}
	told := make(chan string, 1)
	routes := http.NewServeMux()
	routes.Handle(bareFolder, newBare(t))
	routes.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, twoFrames) })
	routes.HandleFunc("POST /told", func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		told <- string(text)
	})
	f, err := browser.StartFirefox(t.Context(), openToAll(t, routes))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	select {
	case got := <-told:
		require.Equal(t, madeUpSum(t, longRecipe(40)), got)
	case <-f.Done():
		t.Fatal("Firefox has ended")
	case <-time.After(patience):
		t.Fatal("Firefox has told nothing")
	}
}
