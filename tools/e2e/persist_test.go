package e2e_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// madeUpSum returns the sum of a run of so many epochs on the small data set,
// trained natively and never interrupted.
func madeUpSum(t *testing.T, r train.Recipe) string {
	return native(t, r, dataset.MadeUp(1, 6000, 1000)).ParametersSHA256
}

// reload loads the page anew, as the browser's button does.
func (v *visitor) reload() {
	v.Open("about:blank")
	v.Open(v.address)
	v.waitFor(`button("Train") && page().includes("images, checked")`)
}

// long fills in a run that is not over before something can happen to it.
func (v *visitor) long(epochs int) {
	v.small(epochs)
	v.fill("Training images", "6000")
}

func longRecipe(epochs int) train.Recipe {
	r := smallRecipe(epochs)
	r.TrainingImages = 6000
	return r
}

// stored waits until what is kept of a run matches a pattern.
func (v *visitor) stored(name, pattern string) {
	browsertest.Wait[bool](v.Page, fmt.Sprintf(`new Promise((have) => {
		const open = indexedDB.open("atelier");
		open.onsuccess = () => {
			const all = open.result.transaction("records").objectStore("records").getAll();
			all.onsuccess = () => {
				open.result.close();
				have(all.result.some((r) => JSON.parse(r).recipe.name === %q && %s.test(r)));
			};
		};
	})`, name, pattern))
}

// One run is finished, one trains in mid-epoch and one waits when the page is
// loaded anew, twice.
func TestRunsSurviveAReload(t *testing.T) {
	s := serve(t)
	v := openWithTwoWorkers(t, s)
	v.address = s.URL
	v.small(3)
	v.train("Done")
	sum := v.sumOf("Done")
	line := v.text(`line("accuracy")`)
	require.Equal(t, madeUpSum(t, smallRecipe(3)), sum)

	v.long(40)
	v.train("One")
	v.train("Two")
	v.train("Three")
	v.goesOn("One")
	v.stored("One", `/"checkpoint":{"epoch":[1-9]/`)
	v.stored("Three", `/"phase":"queued"/`)
	v.reload()
	require.Equal(t, sum, v.sumOf("Done"))
	v.waitFor(`page().includes("3 runs were interrupted")`)
	v.picture(t, "interrupted")
	require.NotEmpty(t, line)
	require.False(t, v.is(`part("Training now")`), "nothing goes on unasked")

	v.reload()
	v.press("Go on")
	v.waitFor(`row("One") && row("Two") && text(part("Queue")).includes("Three")`)
	v.control("Remove Three from the queue")
	for _, name := range []string{"One", "Two"} {
		require.Equal(t, madeUpSum(t, longRecipe(40)), v.sumOf(name), name)
	}
	v.RequireNoProblems()
}

// tabs is a visitor with one tab on the page after the other, or several.
type tabs struct {
	*visitor // an empty tab, which stays
	s        *server
	address  string
}

func newTabs(t *testing.T) *tabs {
	s := serve(t)
	return &tabs{&visitor{Page: browsertest.New(t)}, s, s.URL}
}

func (b *tabs) open() *visitor { return b.openWith("0") }

// openWith opens the page in a tab of its own, where a script runs first.
func (b *tabs) openWith(script string) *visitor {
	v := &visitor{Page: b.Beside(), address: b.address}
	v.onEveryPage(hire + script)
	v.Open(b.address)
	v.waitFor(`button("Train") && page().includes("images, checked")`)
	return v
}

func TestATabThatIsClosedLeavesItsRunsToTheNext(t *testing.T) {
	b := newTabs(t)
	first := b.open()
	first.long(30)
	first.train("One")
	first.goesOn("One")
	first.stored("One", `/"checkpoint":{"epoch":[1-9]/`)
	first.Close()

	next := b.open()
	next.waitFor(`page().includes("1 run was interrupted")`)
	next.press("Go on")
	require.Equal(t, madeUpSum(t, longRecipe(30)), next.sumOf("One"))
	// A finished run is looked into from its snapshot, in the next tab still.
	next.stored("One", `/"finished"/`)
	next.Close()
	last := b.open()
	last.sumOf("One")
	last.show("Inside")
	last.waitFor(`page().includes("After epoch 30, by 1,000 test images")`)
	last.RequireNoProblems()
}

// The database of version 1 is made by hand, with a record as it was then and the
// snapshot of a session.
func TestWhatAnOlderVersionHasKeptIsTakenOver(t *testing.T) {
	recipe := longRecipe(8)
	s, err := train.NewSession(recipe, dataset.MadeUp(1, 6000, 1000))
	require.NoError(t, err)
	for s.Epoch() < 2 {
		s.Step()
	}
	b := newTabs(t)
	b.Open(b.s.URL + "data/manifest.json")
	browsertest.Eval[bool](b.Page, fmt.Sprintf(`new Promise((done) => {
		const open = indexedDB.open("atelier", 1);
		open.onupgradeneeded = () => open.result.createObjectStore("runs");
		open.onsuccess = () => {
			const tx = open.result.transaction("runs", "readwrite"), runs = tx.objectStore("runs");
			const point = (epoch) => ({ epoch, training_loss: 2, validation_loss: 2, accuracy: { mean: 0.5, deviation: 0.1 }, learning_rate: 0.01 });
			const record = (id, name, number, more) => JSON.stringify({ version: 1, owner: "gone", id, number, group: id, repeats: 1, style: number, cores: 1,
				recipe: { name, training_images: 6000, batch_size: 100, epochs: 8 }, ...more });
			runs.put({ record: record("run-1", "Old", 1, { phase: "finished", curve: [1, 2, 3, 4, 5, 6, 7, 8].map(point) }) }, "run-1");
			runs.put({ record: record("run-2", "Left", 2, { phase: "active", curve: [point(1), point(2)], training_images: 5400,
				checkpoint: { epoch: 2, images: 10800, seconds: 1 } }), snapshot: Uint8Array.from(atob(%q), (c) => c.charCodeAt(0)) }, "run-2");
			runs.put({ record: "damaged" }, "run-3");
			tx.oncomplete = () => { open.result.close(); done(true); };
		};
	})`, base64.StdEncoding.EncodeToString(s.Snapshot())))
	v := b.open()
	v.waitFor(`button("Old") && page().includes("1 run was interrupted") && text(part("Kept in this browser")).includes("1 kept run could not be read")`)
	v.press("Go on")
	require.Equal(t, madeUpSum(t, recipe), v.sumOf("Left"))
	v.RequireNoProblems()
}

func TestRunsTravelInAFileAndADamagedOneIsRefused(t *testing.T) {
	b := newTabs(t)
	const catch = `globalThis.blobs = []; URL.createObjectURL = (b) => { blobs.push(b); return "#caught"; }; 
		const click = HTMLAnchorElement.prototype.click;
		HTMLAnchorElement.prototype.click = function () { if (!this.download) click.call(this); };`
	v := b.openWith(catch)
	v.small(2)
	v.train("One")
	sum := v.sumOf("One")
	v.stored("One", `/"finished"/`)
	v.press("Export all runs")
	v.waitFor(`blobs.length === 1 && text(part("Kept in this browser")).includes("1 run exported.")`)
	v.press("Clear")
	v.press("Remove them")
	v.waitFor(`!button("One")`)

	give := func(file string) {
		browsertest.Eval[any](v.Page, in(`(async () => {
			const d = new DataTransfer(), bytes = new Uint8Array(await blobs[0].arrayBuffer());
			d.items.add(new File([`+file+`], "runs.bin"));
			const input = document.getElementById("import");
			input.files = d.files;
			input.dispatchEvent(new Event("change", { bubbles: true }));
		})()`))
	}
	for file, says := range map[string]string{
		`bytes.subarray(0, 50000)`:                            "the file ends in the middle of the snapshot of run 1 of 1 (One)",
		`bytes.map((b, i) => i === 60000 ? b ^ 1 : b)`:        "the snapshot of run 1 of 1 (One) is damaged",
		`bytes.map((b, i) => i === 200 ? b ^ 1 : b)`:          "run 1 of 1 is damaged",
		`"<!doctype html><p>Please log in to see this page."`: "this is not a file of runs",
	} {
		give(file)
		v.waitFor(fmt.Sprintf(`text(part("Kept in this browser")).includes(%q)`, says))
		require.False(t, v.is(`button("One")`))
	}
	give(`bytes`)
	v.waitFor(`text(part("Kept in this browser")).includes("1 run imported.")`)
	require.Equal(t, sum, v.sumOf("One"))
	v.stored("One", `/"finished"/`)
	v.reload()
	require.Equal(t, sum, v.sumOf("One"))
	v.show("Inside")
	v.waitFor(`page().includes("After epoch 2, by 1,000 test images")`)
	v.picture(t, "imported")
	v.RequireNoProblems()
}

// Later visits take the images that the first has kept, unless these are not
// what the manifest says.
func TestTheImagesAreKeptAndCheckedAtEveryVisit(t *testing.T) {
	b := newTabs(t)
	v := b.open()
	browsertest.Wait[bool](v.Page, keptAll)
	fetched := func() (n int) {
		b.s.mu.Lock()
		defer b.s.mu.Unlock()
		for name := range b.s.data {
			if name != dataset.ManifestFile {
				n += b.s.asked[name]
			}
		}
		return n
	}
	first := fetched()
	v.reload()
	require.Equal(t, first, fetched())

	browsertest.Eval[any](v.Page, `(async () => {
		const name = (await caches.keys()).find((name) => name.endsWith(" data"));
		const cache = await caches.open(name), requests = await cache.keys();
		const shard = requests.find((request) => request.url.endsWith(".shard"));
		const bytes = new Uint8Array(await (await cache.match(shard)).arrayBuffer());
		bytes[1000] ^= 1;
		await cache.put(shard, new Response(bytes));
	})()`)
	v.reload()
	require.Equal(t, first+1, fetched())
	v.reload()
	require.Equal(t, first+1, fetched(), "what was fetched anew is kept")
	v.small(2)
	v.train("One")
	require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("One"))
	v.RequireNoProblems()
}

func TestADeletedRunStaysDeletedWhenThePageIsOpenedAgain(t *testing.T) {
	b := newTabs(t)
	v := b.open()
	v.small(2)
	v.train("One")
	v.sumOf("One")
	v.train("Two")
	v.sumOf("Two")
	v.more("Two", "Delete")
	v.stored("Two", `/"deleted":true/`)
	v.reload()
	v.waitFor(`button("One")`)
	require.False(t, v.is(`button("Two")`))
}
