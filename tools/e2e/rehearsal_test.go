package e2e_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"atelier/tools/browser/browsertest"
)

// rehearsal puts actors in the place of the workers: they train nothing, and
// report what a run would when a test says so. So a page of many finished runs
// is there in a moment, the same every time.
const rehearsal = `
Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => 8 });
globalThis.rehearsal = {
	runs: {},
	// next trains an epoch of a run.
	next(id) {
		const r = this.runs[id];
		if (r.epoch === 0) r.say("trained", { event: { kind: "started", epochs: r.epochs, batches: 106, parameters: 101770, training_images: 54000, validation_images: 6000 } });
		r.epoch++;
		r.noise = (r.noise * 16807) % 2147483647;
		const wobble = r.noise / 2147483647 - 0.5, left = Math.pow(r.epoch, -0.6), n = r.number % 14;
		const loss = 0.15 + 0.025 * n + (0.8 + 0.04 * n) * left + 0.02 * wobble * left;
		r.say("trained", { seconds: r.epoch, images: 54000 * r.epoch, event: {
			kind: "epoch", epoch: r.epoch, epochs: r.epochs, batch: 106, batches: 106, learning_rate: r.rate * Math.pow(0.97, r.epoch),
			training_loss: loss, validation_loss: loss + 0.002 * r.epoch + 0.03 * wobble,
			validation_accuracy: { mean: 0.89 - 0.006 * n - (0.12 + 0.01 * n) * left + 0.01 * wobble, deviation: 0.016 },
		} });
	},
	// finish trains a run to its end.
	finish(id) {
		const r = this.runs[id];
		while (r.epoch < r.epochs) this.next(id);
		r.say("trained", { seconds: r.epoch, images: 54000 * r.epoch, event: { kind: "finished", epoch: r.epochs, epochs: r.epochs, test_accuracy: { mean: 0.86, deviation: 0.02 } } });
	},
	diverge(id) {
		const r = this.runs[id];
		r.say("trained", { event: { kind: "diverged", epoch: r.epoch + 1, epochs: r.epochs, reason: "the loss is NaN after batch 12" } });
	},
};
globalThis.Worker = class extends EventTarget {
	postMessage(message) {
		if (typeof message !== "string") return; // where the program is
		const { kind, run, recipe, learning_rate } = JSON.parse(message);
		const short = run?.split("-", 2).join("-"); // without the page's own part
		const say = (kind, more) => setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify({ version: 1, kind, run, ...more }) })));
		switch (kind) {
		case "load": {
			const classes = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
			say("loaded", { data: { source: "fashion-mnist", classes, training_images: 60000, test_images: 10000, samples: classes.map(() => btoa("\0".repeat(784))) } });
			break;
		}
		case "start": {
			const number = Number(run.split("-")[1]);
			rehearsal.runs[short] = { say, number, noise: number * 2654435 + 1, epoch: 0, epochs: recipe.epochs, rate: recipe.optimizer.learning_rate };
			break;
		}
		case "retune":
			rehearsal.runs[short].rate = learning_rate;
			say("retuned", { learning_rate, images: 54000 * rehearsal.runs[short].epoch });
			break;
		case "stop":
			say("stopped");
		}
	}
	terminate() {}
};`

// openRehearsal opens the page with actors in the place of the workers.
func openRehearsal(t *testing.T) *visitor {
	v := &visitor{Page: browsertest.New(t)}
	v.onEveryPage(rehearsal)
	v.Open(serve(t).URL)
	v.waitFor(`page().includes("70,000 images, checked")`)
	return v
}

// rehearse has the actors do what the expression says.
func (v *visitor) rehearse(format string, args ...any) {
	browsertest.Eval[any](v.Page, "void rehearsal."+fmt.Sprintf(format, args...))
}

// rehearseRuns trains so many runs to their ends, named by their numbers.
func (v *visitor) rehearseRuns(count int) {
	for n := 1; n <= count; n++ {
		v.train(fmt.Sprintf("Run %d", n))
		v.waitFor(fmt.Sprintf(`rehearsal.runs["run-%d"]`, n))
		v.rehearse(`finish("run-%d")`, n)
		v.waitFor(fmt.Sprintf(`button("Run %d")`, n)) // in the table of those that are over
	}
}

// point moves the pointer to a place in a chart's drawing, given in shares of
// its width and height.
func (v *visitor) point(chart string, x, y float64) {
	v.mouse(chart, x, y, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved})
}

// pull presses the button at one place, and moves to another.
func (v *visitor) pull(chart string, from, to float64) {
	v.point(chart, from, 0.5)
	v.mouse(chart, from, 0.5, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, Button: input.MouseButtonLeft, ClickCount: 1})
	v.mouse(chart, to, 0.5, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, Button: input.MouseButtonLeft, Buttons: 1})
}

// drop lets go of the button.
func (v *visitor) drop(chart string, at float64) {
	v.mouse(chart, at, 0.5, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1})
}

func (v *visitor) mouse(chart string, x, y float64, params input.DispatchMouseEventParams) {
	at := browsertest.Eval[[]float64](v.Page, fmt.Sprintf(`((r) => [r.left + %v * r.width, r.top + %v * r.height])(document.querySelector("#%s .chart").getBoundingClientRect())`, x, y, chart))
	params.X, params.Y = at[0], at[1]
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, params)
		return err
	}))
}
