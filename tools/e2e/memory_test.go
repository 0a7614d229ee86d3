package e2e_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
)

// counting has the page count the runs that end, and keeps hold of the memory of
// its program.
const counting = hire + `
globalThis.ended = 0;
globalThis.Worker = class extends Worker {
	constructor(...args) {
		super(...args);
		this.addEventListener("message", ({ data }) => { if (typeof data === "string" && data.includes('"kind":"finished"')) ended++; });
	}
};
const stream = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (...args) => {
	const result = await stream.apply(WebAssembly, args);
	globalThis.programMemory = result.instance.exports.mem;
	return result;
};`

// memory returns the bytes that the page holds, its workers not among them: the
// heap of its scripts, its elements, the arrays, and the memory of its program.
func (v *visitor) memory(t *testing.T) (parts map[string]int, total int) {
	var usage runtime.GetHeapUsageResult
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) (err error) {
		for range 2 { // what the first round lets go of may hold on to more
			if _, err = chromedp.Call(ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
				return err
			}
		}
		usage, err = chromedp.Call(ctx, runtime.GetHeapUsage, cdp.Empty{})
		return err
	}))
	program := browsertest.Eval[int](v.Page, `programMemory.buffer.byteLength`)
	parts = map[string]int{
		"scripts": int(usage.UsedSize), "elements": int(usage.EmbedderHeapUsedSize),
		"arrays": int(usage.BackingStorageSize), "program": program,
	}
	for _, bytes := range parts {
		total += bytes
	}
	return parts, total
}

// Each run is of the smallest network, and after the tenth the oldest one is
// deleted for each that comes: what the page shows stays the same, and so must
// what it holds. What it shows of a run takes memory as long as it shows it, in
// the charts and the table for the most part: below there is a bound on that.
func TestAHundredRunsLeaveNoMoreBehindThanTen(t *testing.T) {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(counting)
	v.Open(serve(t).URL)
	v.waitFor(`page().includes("7,000 images, checked")`)
	v.small(1)
	v.fill("Training images", "100")
	v.Type(`[aria-label="Width of hidden layer 1"]`, "1")
	trained := 0
	train := func() {
		v.train(fmt.Sprintf("Run %d", trained+1))
		browsertest.WaitAtMost[bool](v.Page, time.Minute, fmt.Sprintf(`ended > %d`, trained))
		trained++
	}
	forget := func() {
		oldest := fmt.Sprintf("Run %d", trained-10)
		v.more(oldest, "Delete")
		v.waitFor(fmt.Sprintf(`page().includes("%s deleted.") && document.activeElement === button("Undo")`, oldest))
	}
	measure := func(when string) float64 {
		v.waitFor(`!part("Training now")`)
		parts, total := v.memory(t)
		t.Logf("%s %.1f MB: %v", when, float64(total)/1e6, parts)
		return float64(total)
	}
	for range 10 {
		train()
	}
	ten := measure("after ten runs")
	for range 90 {
		train()
		forget()
	}
	require.Less(t, measure("after a hundred runs"), 1.2*ten)
	v.RequireNoProblems()

	for range 20 {
		train()
	}
	require.Less(t, measure("with thirty shown"), ten+20*1e6)
}
