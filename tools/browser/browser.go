// Package browser runs a headless Chromium or Chrome for tests and tools. It
// finds the browser, starts it with a profile of its own that is gone
// afterwards, and keeps what pages write to the console.
//
// Pages are driven with chromedp: run its actions with [Page.Do], or with
// chromedp.Run and [Page.Context] if they have a result.
package browser

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/chromedp"
)

// A Browser is a running browser without a window.
type Browser struct {
	ctx    context.Context
	close  func() error
	killed atomic.Bool
}

// flags are added to chromedp's defaults. The browser only sees the project's
// own pages, so it can do without its sandbox, which containers and root rarely
// can give it; and it shall ask nothing of the network by itself.
var flags = []chromedp.ExecAllocatorOption{
	chromedp.NoSandbox,
	chromedp.DisableGPU,
	chromedp.Flag("disable-quic", true),
	chromedp.Flag("disable-component-update", true),
	chromedp.WindowSize(1440, 900),
}

// Start starts the browser that Find finds. It ends with Close, which the end
// of the context calls too.
func Start(ctx context.Context) (*Browser, error) { return start(ctx) }

// StartIn is Start with a profile in a folder, which stays when the browser
// ends: another one started there has the storage of [Browser.OwnPage].
func StartIn(ctx context.Context, profile string) (*Browser, error) {
	return start(ctx, chromedp.UserDataDir(profile))
}

func start(ctx context.Context, more ...chromedp.ExecAllocatorOption) (*Browser, error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	// The end of a context that chromedp has makes it kill the browser, which
	// then leaves files behind.
	unending := context.WithoutCancel(ctx)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path))
	options = append(append(options, flags...), more...)
	allocator, free := chromedp.NewExecAllocator(unending, options...)
	// chromedp complains about events newer than itself; nobody needs to know.
	quiet := chromedp.WithErrorf(func(string, ...any) {})
	browser, _ := chromedp.NewContext(allocator, quiet)
	if err := chromedp.Do(browser); err != nil { // starts it
		free()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b := &Browser{ctx: browser}
	closeOnce := sync.OnceValue(func() error {
		defer free() // kills what is left
		if b.killed.Load() {
			return nil
		}
		ctx, cancel := context.WithTimeout(browser, 10*time.Second)
		defer cancel()
		return chromedp.Cancel(ctx)
	})
	stop := context.AfterFunc(ctx, func() { closeOnce() })
	b.close = func() error { stop(); return closeOnce() }
	return b, nil
}

// Close ends the browser and waits until its processes and its profile are
// gone. Only the first call does anything; the others return the same.
func (b *Browser) Close() error { return b.close() }

// Kill ends the browser as the system does when memory is short: it has no time
// to write down anything. It returns when the browser is gone.
func (b *Browser) Kill() error {
	b.killed.Store(true)
	if err := chromedp.FromContext(b.ctx).Browser.Process().Kill(); err != nil {
		return err
	}
	<-b.Done()
	return b.Close()
}

// Done is closed when the browser has ended, wanted or not.
func (b *Browser) Done() <-chan struct{} { return b.ctx.Done() }
