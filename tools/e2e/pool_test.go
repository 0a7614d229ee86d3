package e2e_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/tools/browser/browsertest"
)

// hire has the page believe that there are two cores, and keeps hold of its
// workers in the order of their starts, and of when one said that it paused.
const hire = `
Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 2 });
globalThis.hired = [];
globalThis.Worker = class extends Worker {
	constructor(...args) {
		super(...args);
		hired.push(this);
		this.addEventListener("message", (e) => { if (e.data.includes('"kind":"paused"')) globalThis.pausedAt = performance.now(); });
	}
};`

// openWithTwoWorkers opens the page on a machine of two cores.
func openWithTwoWorkers(t *testing.T, s *server) *visitor {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(hire)
	v.Open(s.URL)
	v.waitFor(`button("Train")`)
	return v
}

// kill ends a worker as the browser does when memory is short: it is gone, and
// an error is all that the page hears of it.
func (v *visitor) kill(worker int) {
	browsertest.Eval[any](v.Page, fmt.Sprintf(`(() => {
		hired[%d].terminate();
		hired[%d].dispatchEvent(new ErrorEvent("error", { message: "killed by the test" }));
	})()`, worker, worker))
}

// train starts a run of that name.
func (v *visitor) train(name string) {
	v.fill("Name", name)
	v.press("Train")
}

// control presses a button by its full name.
func (v *visitor) control(label string) {
	v.waitFor(fmt.Sprintf(`part(%q) && !part(%q).disabled`, label, label))
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`part(%q).click()`, label)))
}

// goesOn waits until a run has trained two epochs more.
func (v *visitor) goesOn(run string) {
	epoch := fmt.Sprintf(`Number(text(row(%q)).match(/epoch ([0-9,]+)/)?.[1].replace(",", "") ?? 0)`, run)
	now := browsertest.Eval[int](v.Page, in(epoch))
	v.waitFor(fmt.Sprintf(`%s >= %d`, epoch, now+2))
}

// sumOf waits until a run is finished and returns its parameters' sum.
func (v *visitor) sumOf(run string) string {
	v.press(run) // in the table of those that are over
	v.waitFor(fmt.Sprintf(`part(%q)`, "Details of "+run))
	return v.waitText(`/^[0-9a-f]{64}$/.test(fact("Parameters’ SHA-256")) && fact("Parameters’ SHA-256")`)
}

// The data is held back until the third is asked for, so that it finds both
// workers occupied. The expected sums are of the same runs natively.
func TestThreeOptimizersAreTrainedOnTwoWorkers(t *testing.T) {
	s := serve(t)
	release := s.hold()
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(hire + withoutKeeping)
	v.Open(s.URL)
	v.waitFor(`button("Train")`)
	v.small(30)
	methods := map[string]string{"With SGD": "sgd", "With Adam": "adam", "With AdaDelta": "adadelta"}
	for _, name := range []string{"With SGD", "With Adam", "With AdaDelta"} {
		v.choose("Method", methods[name])
		v.train(name)
		v.waitFor(fmt.Sprintf(`page().includes(%q)`, name))
	}
	v.waitFor(`row("With SGD") && row("With Adam") && text(part("Queue")).includes("With AdaDelta")`)
	require.Contains(t, v.text(`text(part("Recipe"))`), "Starts when a worker is free.")
	require.Equal(t, "0 % of 3 runs", v.text(`document.title`))
	v.picture(t, "queue")

	release()
	for name, method := range methods {
		r := smallRecipe(30)
		r.Optimizer = optim.Config{Method: method, LearningRate: train.Default().Optimizer.LearningRate}
		want := native(t, r, dataset.MadeUp(1, 6000, 1000))
		require.Equal(t, want.ParametersSHA256, v.sumOf(name), name)
	}
	require.False(t, v.is(`part("Queue") || part("Training now")`))
	require.Equal(t, 2, browsertest.Eval[int](v.Page, `hired.length`))
	s.requireEachAskedOnce(t)
	v.RequireNoProblems()
}

func TestTwoRunsTrainAtOnceAndThePageStaysFree(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.small(1000)
	v.fill("Training images", "6000")
	v.waitFor(`page().includes("images, checked")`)
	requireShort := v.traceTasks(t)
	v.train("One")
	v.train("Two")
	v.goesOn("One")
	v.goesOn("Two")
	v.goesOn("One")

	v.train("Three")
	v.control("Remove Three from the queue")
	v.waitFor(`!part("Queue") && button("Undo")`)
	require.Equal(t, "runs", v.text(`document.activeElement.id`), "the keyboard finds the way back")
	v.press("Undo")
	v.waitFor(`part("Queue")`)
	v.control("Remove Three from the queue")

	// One pauses, within a moment, and Two goes on.
	clicked := browsertest.Eval[float64](v.Page, in(`(() => { const now = performance.now(); part("Pause One").click(); return now; })()`))
	took := browsertest.Wait[float64](v.Page, `globalThis.pausedAt`) - clicked
	t.Logf("paused after %.1f ms", took)
	require.Less(t, took, 500.0, "in ms; it is some 20 on a machine of two free cores")
	v.waitFor(`part("Resume One")`)
	still := v.text(`text(row("One"))`)
	v.goesOn("Two")
	require.Contains(t, still, "paused")
	require.Equal(t, still, v.text(`text(row("One"))`))

	requireShort()
	v.picture(t, "two at once")
	v.control("Stop One")
	v.control("Stop Two")
	v.waitFor(`!part("Training now")`)
	v.RequireNoProblems()
}

// The expected sums are those of the same runs natively, which nothing killed.
func TestARunWhoseWorkerDiesGoesOnToTheSameBits(t *testing.T) {
	for name, victim := range map[string]int{"the one that fetched the data": 0, "another": 1} {
		t.Run(name, func(t *testing.T) {
			v := openWithTwoWorkers(t, serve(t))
			v.long(30)
			v.train("One")
			v.goesOn("One")
			v.train("Two")
			v.goesOn("Two")
			v.kill(victim)
			v.waitFor(`hired.length === 3`)
			for _, run := range []string{"One", "Two"} {
				require.Equal(t, madeUpSum(t, longRecipe(30)), v.sumOf(run), run)
			}
			require.False(t, v.is(`page().includes("failed")`))
		})
	}
}

// Two cores train it, and one of them dies.
func TestATeamGoesOnToTheSameBitsWhenOneOfItDies(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.long(30)
	v.choose("Cores for a run", "2")
	v.train("One")
	v.goesOn("One")
	v.kill(1)
	v.waitFor(`hired.length === 3`)
	require.Equal(t, madeUpSum(t, longRecipe(30)), v.sumOf("One"))
	require.Contains(t, v.text(`fact("Program")`), "on 2 cores")
}

// Whatever it is that kills them, a fourth would fare no better.
func TestARunThatThreeWorkersDieOfFailsAndTheOtherGoesOn(t *testing.T) {
	v := openWithTwoWorkers(t, serve(t))
	v.long(1000)
	for _, run := range []string{"One", "Two"} {
		v.train(run)
		v.goesOn(run)
	}
	for _, victim := range []int{1, 2, 3} {
		v.waitFor(fmt.Sprintf(`hired.length === %d`, victim+1))
		v.kill(victim)
	}
	v.waitFor(`[...document.querySelectorAll("[role=alert]")].some((a) => text(a).includes("Two failed") && text(a).includes("3 workers have died while training it. Reason: killed by the test."))`)
	v.goesOn("One")
	v.picture(t, "died thrice")
	v.small(2)
	v.train("Three")
	require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf("Three"))
}

func TestTheDataComesAlthoughTheWorkerThatFetchesItDies(t *testing.T) {
	s := serve(t)
	release := s.hold()
	v := openWithTwoWorkers(t, s)
	v.small(2)
	v.train("One")
	v.train("Two")
	v.waitFor(`hired.length === 2`)
	v.kill(0)
	v.waitFor(`hired.length === 3`)
	release()
	for _, run := range []string{"One", "Two"} {
		require.Equal(t, madeUpSum(t, smallRecipe(2)), v.sumOf(run), run)
	}
}
