package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/browser/browsertest"
)

// fragile has a worker's next report of its training throw, when the test says
// so: in the midst of a run that is a panic in Go, as every exception of the
// browser's functions is.
const fragile = `
(() => {
	let fragile = false;
	const post = globalThis.postMessage.bind(globalThis);
	new BroadcastChannel("fragile").addEventListener("message", () => fragile = true);
	globalThis.postMessage = (message, ...more) => {
		if (fragile && String(message).includes('"kind":"trained"')) {
			fragile = false;
			throw new RangeError("thrown by the test");
		}
		post(message, ...more);
	};
})();
`

// panic ends the worker that trains by a panic.
func (v *visitor) panic() {
	browsertest.Eval[any](v.Page, `new BroadcastChannel("fragile").postMessage(null)`)
}

// The expected sum is of the same run natively, without a panic.
func TestARunGoesOnToTheSameBitsAfterAPanicInItsWorker(t *testing.T) {
	v := openWithTwoWorkers(t, serveWithWorker(t, fragile))
	v.long(30)
	v.train("One")
	v.goesOn("One")
	v.panic()
	v.waitFor(`hired.length === 2`)
	require.Equal(t, madeUpSum(t, longRecipe(30)), v.sumOf("One"))
	require.False(t, v.is(`page().includes("failed")`))
}

func TestARunThatPanicsThreeTimesFailsWithTheReason(t *testing.T) {
	v := openWithTwoWorkers(t, serveWithWorker(t, fragile))
	v.long(1000)
	v.train("One")
	for workers := 1; workers <= 3; workers++ {
		v.waitFor(fmt.Sprintf(`hired.length === %d`, workers))
		v.goesOn("One")
		v.panic()
	}
	v.waitFor(`[...document.querySelectorAll("[role=alert]")].some((a) => text(a).includes("One failed") &&
		text(a).includes("the training program failed: JavaScript error: thrown by the test"))`)
	v.small(2)
	v.train("Two")
	require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("Two"))
}
