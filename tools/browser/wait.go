package browser

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

// Wait waits until the JavaScript expression, which may be a promise, is
// truthy, and returns its value. An exception, of an element that is not there
// yet for example, or a page that goes while it is asked, only means that it is
// not so far. After the time given there is an error, with the last exception.
func Wait[T any](p *Page, most time.Duration, expression string) (value T, err error) {
	ctx, cancel := context.WithTimeout(p.ctx, most)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	// chromedp's own Poll does not outlive a reload of the page.
	truthy := chromedp.Evaluate[*T]("(async () => (await ("+expression+")) || null)()", chromedp.EvalAwaitPromise)
	var last error
	for {
		found, err := chromedp.Run(ctx, truthy)
		if err == nil && found != nil {
			return *found, nil
		}
		if ctx.Err() != nil {
			return value, fmt.Errorf("waited in vain for %s: %w", expression, cmp.Or(last, ctx.Err()))
		}
		last = err
		select {
		case <-again.C:
		case <-ctx.Done():
		}
	}
}
