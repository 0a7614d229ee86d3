package e2e_test

import (
	"fmt"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser/browsertest"
)

func TestABrowserThatLacksWhatIsNeededIsToldWhat(t *testing.T) {
	s := serve(t)
	for lacks, c := range map[string]struct{ without, says string }{
		"WebAssembly": {`delete globalThis.WebAssembly`, "Atelier needs WebAssembly, which this browser does not have or does not allow."},
		"workers":     {`delete globalThis.Worker`, "Atelier needs web workers, which this browser does not have or does not allow."},
	} {
		t.Run(lacks, func(t *testing.T) {
			v := &visitor{Page: browsertest.New(t)}
			v.onEveryPage(c.without)
			v.Open(s.URL)
			v.waitFor(`text(document.querySelector("#boot-message:not([hidden])")).startsWith(` + quote(c.says) + `)`)
			require.Contains(t, v.text("page()"), "Tailor a network", "what can be read without the program stays")
			v.picture(t, "without "+lacks)
			v.RequireNoProblems()
		})
	}
}

// network has a worker believe what the test says of the network, in place of
// what the browser knows of the machine's.
const network = `
(() => {
	let online = true;
	Object.defineProperty(WorkerNavigator.prototype, "onLine", { get: () => online });
	new BroadcastChannel("network").addEventListener("message", ({ data }) => {
		online = data;
		if (online) dispatchEvent(new Event("online"));
	});
})();
`

// serveWithWorker serves a site in whose workers a script runs first.
func serveWithWorker(t *testing.T, first string) *server {
	folder := os.DirFS(siteFolder(t))
	names, err := fs.Glob(folder, "worker.*.js")
	require.NoError(t, err)
	require.Len(t, names, 1)
	script, err := fs.ReadFile(folder, names[0])
	require.NoError(t, err)
	return serveWith(t, overlay{fstest.MapFS{names[0]: {Data: append([]byte(first), script...)}}, folder})
}

func (v *visitor) setNetwork(online bool) {
	browsertest.Eval[any](v.Page, fmt.Sprintf(`new BroadcastChannel("network").postMessage(%t)`, online))
}

// The network goes in the middle of a file, with a run that waits for it, for
// much longer than the tries would last, and comes back.
func TestANetworkThatGoesAwayAndComesBackIsWaitedFor(t *testing.T) {
	s := serveWithWorker(t, network)
	release := s.hold()
	file, _ := s.file(t, "train-01")
	v := openWithTwoWorkers(t, s)
	v.small(2)
	v.fill("Training images", "6000")
	v.press("Train")
	v.waitFor(`hired.length === 1 && row("Baseline")`)
	s.breaks(file)
	v.setNetwork(false)
	release()
	v.waitFor(`page().includes("No network at the moment")`)
	v.picture(t, "no network")
	s.breaks("")
	v.setNetwork(true)

	r := smallRecipe(2)
	r.TrainingImages = 6000
	require.Equal(t, native(t, r, dataset.MadeUp(1, 6000, 1000)).ParametersSHA256, v.sumOf("Baseline"))
	require.False(t, v.is(`page().includes("No network at the moment")`))
	require.False(t, v.is(`page().includes("could not be fetched")`))
	v.waitFor(`page().includes("7,000 images, checked")`)
}

// Where the browser did not know that the network was gone, the tries come to
// an end; the browser's word that it is back begins them again.
func TestDataThatCouldNotBeHadIsAskedForAgainWhenTheNetworkIsBack(t *testing.T) {
	s := serve(t)
	file, _ := s.file(t, "train-01")
	s.breaks(file)
	v := open(t, s)
	v.waitFor(`[...document.querySelectorAll("[role=alert]")].some((a) => text(a).includes("The images could not be fetched"))`)
	s.breaks("")
	browsertest.Eval[any](v.Page, `dispatchEvent(new Event("online"))`)
	v.waitFor(`page().includes("7,000 images, checked")`)
	require.False(t, v.is(`page().includes("The images could not be fetched")`))
}

// A server, or something on the way to it, takes the request and says nothing.
func TestAServerThatHangsIsAskedAgain(t *testing.T) {
	s := serve(t)
	release := s.hold()
	v := open(t, s)
	name, _ := s.file(t, "test-00") // is fetched first
	require.Eventually(t, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.asked[name] == 2
	}, time.Minute, 100*time.Millisecond)
	release()
	v.waitFor(`page().includes("7,000 images, checked")`)
	require.False(t, v.is(`page().includes("could not be fetched")`))
}

// hideable lets a test hide the tab as browsers do: they draw no frames for it.
const hideable = hire + `
globalThis.held = [], globalThis.away = false, globalThis.heard = 0;
const frame = requestAnimationFrame.bind(globalThis);
globalThis.requestAnimationFrame = (draw) => frame((time) => away ? held.push(draw) : draw(time));
globalThis.Worker = class extends Worker {
	constructor(...args) {
		super(...args);
		this.addEventListener("message", () => heard++);
	}
};
globalThis.comeBack = () => {
	away = false;
	held.splice(0).forEach(frame);
};`

func TestAHiddenTabTrainsOnAndNothingPilesUp(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(hideable)
	v.Open(serve(t).URL)
	v.waitFor(`button("Train")`)
	v.small(1000)
	v.train("One")
	v.goesOn("One")

	browsertest.Eval[any](v.Page, `away = true, heard = 0`)
	v.waitFor(`heard > 50`) // and what was under way has been drawn
	before := v.text(`text(row("One"))`)
	waiting := browsertest.Eval[int](v.Page, `held.length`)
	v.waitFor(`heard > 550`)
	require.Equal(t, before, v.text(`text(row("One"))`), "nothing is drawn that nobody sees")
	require.Equal(t, waiting, browsertest.Eval[int](v.Page, `held.length`), "frames that wait")
	require.LessOrEqual(t, waiting, 3)

	epoch := `Number(text(row("One")).match(/epoch ([0-9,]+)/)[1].replace(",", ""))`
	was := browsertest.Eval[int](v.Page, in(epoch))
	browsertest.Eval[any](v.Page, `comeBack()`)
	v.waitFor(fmt.Sprintf(`%s > %d`, epoch, was+50))
	v.control("Stop One")
	v.waitFor(`!part("Training now")`)
	v.RequireNoProblems()
}
