package e2e_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
)

func TestWhereNothingCanBeKeptThePageSaysSoAndTrains(t *testing.T) {
	for name, c := range map[string]struct{ script, says string }{
		"none":    {`Object.defineProperty(globalThis, "indexedDB", { value: undefined });`, "it has no IndexedDB"},
		"throws":  {`indexedDB.open = () => { throw new DOMException("private browsing", "SecurityError"); };`, "private browsing"},
		"forbids": {`Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("storage is blocked", "SecurityError"); } });`, "storage is blocked"},
		"refuses": {`indexedDB.open = () => { const r = new EventTarget(); r.error = new DOMException("not here", "UnknownError"); setTimeout(() => r.onerror({ preventDefault() {} })); return r; };`, "not here"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTabs(t)
			v := b.openWith(c.script)
			v.waitFor(fmt.Sprintf(`page().includes("Runs are not kept") && page().includes(%q)`, c.says))
			v.small(2)
			v.train("One")
			require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("One"))
			v.show("Inside")
			v.waitFor(`page().includes("After epoch 2, by 1,000 test images")`)
			v.RequireNoProblems()
		})
	}
}

func TestAPageOfAnotherVersionIsSaid(t *testing.T) {
	const openAs = `new Promise((done) => {
		const open = indexedDB.open("atelier", %d);
		open.onsuccess = () => { globalThis.held = open.result; %s done(true); };
	})`
	t.Run("an older one is open", func(t *testing.T) {
		b := newTabs(t)
		b.Open(b.s.URL + "data/manifest.json") // of the same origin
		browsertest.Eval[bool](b.Page, fmt.Sprintf(openAs, 1, ``))
		v := b.open()
		v.waitFor(`page().includes("Another tab has an older version of this page open")`)
	})
	t.Run("a newer one was here", func(t *testing.T) {
		b := newTabs(t)
		b.Open(b.s.URL + "data/manifest.json")
		browsertest.Eval[bool](b.Page, fmt.Sprintf(openAs, 3, `held.close();`))
		v := b.open()
		v.waitFor(`page().includes("A newer version of this page has kept runs here")`)
	})
	t.Run("a newer one opens", func(t *testing.T) {
		b := newTabs(t)
		v := b.open()
		v.waitFor(`text(part("Kept in this browser")).includes("will be kept")`)
		b.Open(b.s.URL + "data/manifest.json")
		browsertest.Eval[bool](b.Page, fmt.Sprintf(openAs, 3, ``))
		v.waitFor(`page().includes("A newer version of this page has kept runs here")`)
		v.small(2)
		v.train("One")
		require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("One"))
	})
}

// There is room for what the browser needs, and for none of a snapshot.
func TestAFullDiskIsSaidAndCostsNothing(t *testing.T) {
	b := newTabs(t)
	v := b.open()
	v.waitFor(`text(part("Kept in this browser")).includes("will be kept")`)
	limit := func(bytes float64) {
		v.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: strings.TrimSuffix(b.s.URL, "/atelier/"), QuotaSize: &bytes})
			return err
		}))
	}
	limit(browsertest.Eval[float64](v.Page, `navigator.storage.estimate().then((e) => e.usage)`) + 1000)
	v.small(3)
	v.train("One")
	require.Equal(t, madeUpSum(t, smallRecipe(3)), v.sumOf("One"))
	v.waitFor(`page().includes("The browser has no more room for this page")`)
	v.picture(t, "full")
	v.show("Inside")
	v.waitFor(`page().includes("After epoch 3, by 1,000 test images")`)
	v.show("Laboratory")
	limit(1e9)
	v.small(2)
	v.train("Two")
	v.sumOf("Two")
	v.waitFor(`!page().includes("The browser has no more room for this page")`)
}

// The record comes first, and must not stay without the snapshot that it tells of.
func TestAWriteThatBreaksOffIsUndone(t *testing.T) {
	b := newTabs(t)
	v := b.openWith(`; const put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (...list) {
			if (this.name === "pieces" && globalThis.broken) throw new DOMException("out of memory", "DataCloneError");
			return put.apply(this, list);
		};`)
	v.small(2)
	v.train("One")
	v.sumOf("One")
	v.stored("One", `/"finished"/`)
	browsertest.Eval[any](v.Page, `globalThis.broken = true`)
	v.small(2)
	v.train("Two")
	require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("Two"))
	v.waitFor(`page().includes("Runs are not kept") && page().includes("out of memory")`)
	require.False(t, v.is(`page().includes("gone wrong")`))
	v.stored("Two", `!/"checkpoint"|"finished"/`)
	browsertest.Eval[any](v.Page, `globalThis.broken = false`)
	v.train("Three")
	v.sumOf("Three")
	v.stored("Two", `/"finished"/`)
	v.waitFor(`!page().includes("Runs are not kept")`)
}

// As when people clear the data of the site.
func TestAStorageThatIsDeletedIsSaid(t *testing.T) {
	b := newTabs(t)
	v := b.open()
	v.waitFor(`text(part("Kept in this browser")).includes("will be kept")`)
	browsertest.Eval[any](v.Page, `indexedDB.deleteDatabase("atelier"); null`)
	v.waitFor(`page().includes("The browser has closed the storage")`)
	v.small(2)
	v.train("One")
	require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("One"))
	v.RequireNoProblems()
}
