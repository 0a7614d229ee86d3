package browser

import (
	"context"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/chromedp"
)

// A Page is a tab. Those of NewPage have a storage of their own each, as that of
// a new visitor.
type Page struct {
	ctx   context.Context
	close context.CancelFunc

	mu      sync.Mutex
	console []chromedp.ConsoleMessage

	crashed chan struct{}
	crash   func() // closes crashed, once
}

// NewPage opens an empty page. It ends with Close or with the browser.
func (b *Browser) NewPage() (*Page, error) {
	return newPage(chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext()))
}

// OwnPage opens an empty page with the storage of the browser's profile. It ends
// with Close or with the browser.
func (b *Browser) OwnPage() (*Page, error) { return newPage(chromedp.NewContext(b.ctx)) }

// Beside opens another tab of the same visitor: it has the storage of the page,
// and ends with it at the latest.
func (p *Page) Beside() (*Page, error) { return newPage(chromedp.NewContext(p.ctx)) }

func newPage(ctx context.Context, cancel context.CancelFunc) (*Page, error) {
	crashed := make(chan struct{})
	p := &Page{ctx: ctx, close: cancel, crashed: crashed, crash: sync.OnceFunc(func() { close(crashed) })}
	err := chromedp.Do(ctx) // opens the tab
	if err == nil {
		err = chromedp.Listen(ctx, p.watch)
	}
	if err != nil {
		cancel()
		return nil, err
	}
	messages := chromedp.Console(ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return // the page has been closed
			}
			p.mu.Lock()
			p.console = append(p.console, message)
			p.mu.Unlock()
		}
	}()
	return p, nil
}

// watch hears of all events of the page.
func (p *Page) watch(event any) {
	if _, ok := event.(*inspector.EventTargetCrashed); ok {
		p.crash()
	}
}

// Crashed is closed if the process of the page dies, out of memory for one.
func (p *Page) Crashed() <-chan struct{} { return p.crashed }

// Context is the page for chromedp.Run and other functions of chromedp. Derive
// a context with a deadline from it to limit the time of an action.
func (p *Page) Context() context.Context { return p.ctx }

// Do runs the actions one after the other.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) error {
	return chromedp.Do(p.ctx, actions...)
}

// Dark makes pages believe that the reader prefers dark colours, or light ones.
func Dark(dark bool) chromedp.Action[chromedp.Void] {
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// Console returns what the page has written to the console so far, its
// uncaught exceptions and the browser's complaints about it included, and what
// its workers have written.
func (p *Page) Console() []chromedp.ConsoleMessage {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]chromedp.ConsoleMessage(nil), p.console...)
}

// Problems returns the exceptions and errors among the console's messages.
func (p *Page) Problems() []chromedp.ConsoleMessage {
	var problems []chromedp.ConsoleMessage
	for _, message := range p.Console() {
		if message.Type == chromedp.ConsoleException || message.Type == chromedp.ConsoleError {
			problems = append(problems, message)
		}
	}
	return problems
}

// Close closes the page.
func (p *Page) Close() { p.close() }
