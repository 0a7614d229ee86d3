package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/chromedp/chromedp"

	"atelier/tools/browser"
)

// scene is a state of the page that is worth a picture.
type scene struct {
	name string
	acts []act
}

// act is something that a visitor does.
type act struct {
	when string // an expression of JavaScript that is true once it can be done
	do   string // a statement of JavaScript; "" to wait only
}

// helpers find things as a visitor does, by their words.
const helpers = `
	const seen = (e) => e && e.checkVisibility();
	const text = (e) => (e?.textContent ?? "").replace(/\s+/g, " ").trim();
	const button = (words) => [...document.querySelectorAll("button")].find((b) => seen(b) && !b.disabled && text(b) === words);
	const field = (label) => [...document.querySelectorAll("label")].find((l) => text(l) === label)?.control;
	const part = (name) => [...document.querySelectorAll("[aria-label]")].find((e) => seen(e) && e.getAttribute("aria-label") === name);
	const fill = (label, value) => {
		field(label).value = value;
		field(label).dispatchEvent(new Event("input", { bubbles: true }));
	};
	const page = () => text(document.querySelector("#app"));
`

func press(words string) act {
	return act{fmt.Sprintf("button(%q)", words), fmt.Sprintf("button(%q).click()", words)}
}

func fill(label, value string) act {
	return act{fmt.Sprintf("field(%q)", label), fmt.Sprintf("fill(%q, %q)", label, value)}
}

func tick(run string) act {
	box := fmt.Sprintf("part(%q)", "Compare "+run)
	return act{box, box + ".click()"}
}

func until(expression string) act { return act{expression, ""} }

// view follows the link of a view.
func view(address string) act {
	link := fmt.Sprintf(`document.querySelector("a[href='#%s']")`, address)
	return act{link, link + ".click()"}
}

// finished is true once a run has a test accuracy, as its details say.
func finished(runs int) act {
	return until(fmt.Sprintf(`!part("Training now") && !part("Queue") && document.querySelectorAll(".runtable tbody tr").length >= %d`, runs))
}

// scenes lists the pictures, in the order in which a visit comes to them: two
// recipes, each under three seeds, so that there is something to be told.
func scenes(epochs int) []scene {
	return []scene{
		{name: "first", acts: []act{until(`page().includes("images, checked")`)}},
		{name: "training", acts: []act{
			fill("Epochs", strconv.Itoa(epochs)), fill("Repeats", "3"), press("Train"),
			fill("Method", "adam"), fill("Name", "Adam"), press("Train"),
			until(`/epoch ([3-9]|[0-9]{2,})/.test(text(part("Training now")))`),
		}},
		{name: "compare", acts: []act{
			finished(2), tick("Baseline"), tick("Adam"), press("bands"),
			until(`document.querySelector(".verdict .chart")`),
		}},
		{name: "inside", acts: []act{
			view("inside"), until(`document.querySelector(".cells button")`),
			{`true`, `[...document.querySelectorAll(".cells button")].sort((a, b) => Number(b.textContent) - Number(a.textContent))[0].click()`},
			until(`document.querySelector(".few img")`),
		}},
		{name: "garments", acts: []act{
			view("garments"), press("Trouser"), until(`part("What each run says").querySelectorAll("table").length === 2`),
		}},
	}
}

// bringAbout does what the scene needs, each thing as soon as it can be done.
func (s scene) bringAbout(page *browser.Page, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(page.Context(), patience)
	defer cancel()
	for _, a := range s.acts {
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("(() => {"+helpers+"return !!("+a.when+")})()",
			chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(0))); err != nil {
			return fmt.Errorf("waiting for %s: %w", a.when, err)
		}
		if a.do == "" {
			continue
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[any]("(() => {"+helpers+a.do+"; return null})()")); err != nil {
			return fmt.Errorf("%s: %w", a.do, err)
		}
	}
	return nil
}

// settled is done once the page has been drawn anew, and what follows from its
// new size as well.
const settled = `new Promise((done) => {
	let frames = 10;
	const next = () => frames-- > 0 ? requestAnimationFrame(next) : done(null);
	next();
})`

// picture returns what can be seen in a window.
func (s scene) picture(page *browser.Page, size [2]int64, dark bool) ([]byte, error) {
	if err := page.Do(chromedp.EmulateViewport(size[0], size[1]), browser.Dark(dark)); err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(page.Context(), chromedp.Evaluate[any]("document.activeElement?.blur(); window.scrollTo(0, 0); "+settled, chromedp.EvalAwaitPromise)); err != nil {
		return nil, err
	}
	return chromedp.Run(page.Context(), chromedp.CaptureScreenshot())
}
