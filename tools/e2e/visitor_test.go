package e2e_test

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"atelier/tools/browser/browsertest"
)

// visitor is a person at the page, who finds things by their roles and labels.
type visitor struct {
	*browsertest.Page
	address string // of the page, for those that come back
}

// find holds functions of JavaScript that find what a person would: a button
// by its words, a field by its label, a part of the page by its name.
const find = `
const seen = (e) => e && e.checkVisibility();
const button = (words) => [...document.querySelectorAll("button")].find((b) => seen(b) && b.textContent.trim() === words);
const field = (label) => [...document.querySelectorAll("label")].filter((l) => l.textContent.trim() === label).map((l) => l.control)[0];
const part = (name) => [...document.querySelectorAll("[aria-label]")].find((e) => seen(e) && e.getAttribute("aria-label") === name);
const row = (run) => [...document.querySelectorAll("[role=group]")].find((e) => seen(e) && e.getAttribute("aria-label") === run);
const text = (e) => (e?.textContent ?? "").replace(/\s+/g, " ").trim();
const fact = (name) => text([...document.querySelectorAll("dt")].find((d) => seen(d) && text(d) === name)?.nextElementSibling);
const page = () => text(document.querySelector("#app"));
const line = (chart) => document.querySelector("#" + chart + " .chart path.line")?.getAttribute("d");
const bars = (chart) => document.querySelector("#" + chart + " .chart path.bar")?.getAttribute("d");
`

// in makes an expression of one that uses the functions of find.
func in(expression string) string {
	return fmt.Sprintf("(() => { %s return (%s); })()", find, expression)
}

// waitFor waits until the expression is true.
func (v *visitor) waitFor(expression string) {
	browsertest.WaitAtMost[bool](v.Page, time.Minute, in("!!("+expression+")"))
}

// waitText waits until the expression is a text that is not empty, and
// returns it.
func (v *visitor) waitText(expression string) string {
	return browsertest.WaitAtMost[string](v.Page, time.Minute, in(expression))
}

func (v *visitor) text(expression string) string {
	return browsertest.Eval[string](v.Page, in(expression))
}

func (v *visitor) is(expression string) bool {
	return browsertest.Eval[bool](v.Page, in("!!("+expression+")"))
}

// press clicks the button with these words, as soon as it is there.
func (v *visitor) press(words string) {
	v.waitFor(fmt.Sprintf("button(%q) && !button(%q).disabled", words, words))
	v.acts(func() { browsertest.Eval[any](v.Page, in(fmt.Sprintf("button(%q).click()", words))) })
}

// Type replaces the text of a field.
func (v *visitor) Type(selector, text string) {
	v.acts(func() { v.Page.Type(selector, text) })
}

// acts does something to the page and waits for the next picture, as a person
// does: with it the page may move the focus, or allow what it did not.
func (v *visitor) acts(deed func()) {
	deed()
	browsertest.WaitAtMost[bool](v.Page, time.Minute, "document.hidden || new Promise((seen) => requestAnimationFrame(() => seen(true)))")
}

// fill types a text into the field with this label.
func (v *visitor) fill(label, value string) {
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`(() => { const f = field(%q); f.id ||= "of-test"; return f.id })()`, label)))
	v.Type(`[id="`+v.text(fmt.Sprintf("field(%q).id", label))+`"]`, value)
}

// choose takes an option of the choice with this label.
func (v *visitor) choose(label, value string) {
	browsertest.Eval[any](v.Page, in(fmt.Sprintf(`(() => {
		const f = field(%q);
		f.value = %q;
		f.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, label, value)))
}

// small fills in a run that takes a moment.
func (v *visitor) small(epochs int) {
	v.fill("Training images", "2000")
	v.fill("Batch size", "100")
	v.fill("Epochs", strconv.Itoa(epochs))
}

// patience is how long a run on all images may take on a busy machine.
const patience = 3 * time.Minute

// onEveryPage runs a script before a page's own, from the next one on.
func (v *visitor) onEveryPage(script string) {
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}
