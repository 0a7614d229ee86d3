// Package browsertest gives tests a page in a real browser.
//
//	page := browsertest.New(t)
//	page.Open(server.URL)
//	page.Click("#train")
//	loss := browsertest.Wait[float64](page, `Number(document.querySelector("#loss").textContent)`)
//
// Everything that fails ends the test at once, with what the page wrote to the
// console and what a visitor would read on it. A test is skipped where there is no
// browser, and fails instead with REQUIRE_BROWSER=1 in the environment.
package browsertest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"atelier/tools/browser"
)

// limit is how long a single step on a page may take.
const limit = 30 * time.Second

// Start starts a browser that ends with the test.
func Start(t testing.TB) *browser.Browser {
	t.Helper()
	return started(t, func() (*browser.Browser, error) { return browser.Start(context.Background()) })
}

// StartIn starts a browser, that ends with the test, with a profile in a folder.
func StartIn(t testing.TB, profile string) *browser.Browser {
	t.Helper()
	return started(t, func() (*browser.Browser, error) { return browser.StartIn(context.Background(), profile) })
}

func started(t testing.TB, start func() (*browser.Browser, error)) *browser.Browser {
	t.Helper()
	b, err := start()
	if errors.Is(err, browser.ErrNotFound) && !browser.Required() {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("closing the browser: %v", err)
		}
	})
	return b
}

// A Page is a page of a test.
type Page struct {
	*browser.Page
	t testing.TB
}

// New starts a browser and opens an empty page in it, for this test alone.
func New(t testing.TB) *Page {
	t.Helper()
	return NewPage(t, Start(t))
}

// NewPage opens an empty page in the browser, which several tests may share.
// If the test fails, the page's console and what it reads are logged.
func NewPage(t testing.TB, b *browser.Browser) *Page {
	t.Helper()
	page, err := b.NewPage()
	if err != nil {
		t.Fatalf("opening a page: %v", err)
	}
	return watched(t, page)
}

// OwnPage opens an empty page with the storage of the browser's profile.
func OwnPage(t testing.TB, b *browser.Browser) *Page {
	t.Helper()
	page, err := b.OwnPage()
	if err != nil {
		t.Fatalf("opening a page: %v", err)
	}
	return watched(t, page)
}

// Beside opens another tab of the page's visitor, with the same storage.
func (p *Page) Beside() *Page {
	p.t.Helper()
	page, err := p.Page.Beside()
	if err != nil {
		p.t.Fatalf("opening a page beside: %v", err)
	}
	return watched(p.t, page)
}

// watched returns the page as one of the test's.
func watched(t testing.TB, page *browser.Page) *Page {
	t.Cleanup(func() {
		if t.Failed() {
			for _, message := range page.Console() {
				t.Logf("console: %s", message)
			}
			t.Logf("the page reads:\n%s", reads(page))
		}
		page.Close()
	})
	return &Page{page, t}
}

// reads returns what a visitor reads on the page.
func reads(page *browser.Page) string {
	ctx, cancel := context.WithTimeout(page.Context(), limit)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body?.innerText ?? ""`))
	if err != nil {
		return err.Error()
	}
	return text
}

// Do runs the actions one after the other.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context(), limit)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// Open goes to the address and waits until the page there has loaded.
func (p *Page) Open(url string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(url))
}

// Click clicks the first element that the CSS selector finds, as soon as it
// can be seen.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.Do(chromedp.Click(chromedp.CSS(selector)))
}

// Type replaces the text of the input field by pressing the keys of the text.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	// All is selected and overwritten, as a person would: a page that keeps
	// the text in a state of its own hears of it.
	p.Do(chromedp.Focus(chromedp.CSS(selector)))
	Eval[any](p, "document.activeElement.select()")
	if text == "" {
		text = kb.Backspace
	}
	p.Do(chromedp.KeyEvent(text))
}

// Resize gives the page the size of a window, in CSS pixels.
func (p *Page) Resize(width, height int) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(int64(width), int64(height)))
}

// Screenshot returns what can be seen of the page, as PNG.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context(), limit)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	return png
}

// RequireNoProblems fails the test if the page has had exceptions or errors.
func (p *Page) RequireNoProblems() {
	p.t.Helper()
	for _, problem := range p.Problems() {
		p.t.Errorf("the page has a problem: %s", problem)
	}
	if p.t.Failed() {
		p.t.FailNow()
	}
}

// Eval returns the value of the JavaScript expression; of what it promises, if
// it is a promise.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context(), limit)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// Wait evaluates the expression again and again until its value is truthy, and
// returns it. Exceptions, of an element that is not there yet for example, only
// mean that it is not so far. It gives up after half a minute.
func Wait[T any](p *Page, expression string) T {
	p.t.Helper()
	return WaitAtMost[T](p, limit, expression)
}

// WaitAtMost is Wait with a limit of its own.
func WaitAtMost[T any](p *Page, most time.Duration, expression string) T {
	p.t.Helper()
	value, err := browser.Wait[T](p.Page, most, expression)
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}
