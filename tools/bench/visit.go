package main

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"atelier/tools/browser"
)

// visit opens the site as a visitor who has not been here before, on a tab
// that notes what visit.js does.
func (b *bench) visit(ctx context.Context) (*chrome, *browser.Page, error) {
	c, err := b.inChrome(ctx)
	if err != nil {
		return nil, nil, err
	}
	script, err := web.ReadFile("web/visit.js")
	if err != nil {
		return nil, nil, err
	}
	tab, err := c.browser.NewPage()
	if err != nil {
		return nil, nil, err
	}
	_, err = chromedp.Call(tab.Context(), page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(script)})
	if err == nil {
		err = tab.Do(chromedp.Navigate(c.url))
	}
	if err != nil {
		tab.Close()
		return nil, nil, err
	}
	return c, tab, nil
}

const visitPatience = time.Minute

// soon waits until the expression is true.
func soon(tab *browser.Page, expression string) error {
	_, err := browser.Wait[bool](tab, visitPatience, "!!("+expression+")")
	return err
}

// firstBatch measures the visits of somebody who has been here before: what can
// be kept is in the browser's cache.
func (b *bench) firstBatch(ctx context.Context) error {
	c, tab, err := b.visit(ctx)
	if err != nil {
		return err
	}
	defer tab.Close()
	var times []float64
	for range 1 + b.epochs {
		if err := tab.Do(chromedp.Navigate("about:blank"), chromedp.Navigate(c.url)); err != nil {
			return err
		}
		// The tab may still be on its way from the empty page.
		if err := soon(tab, `location.href !== "about:blank" && (visit.hurry(), true)`); err != nil {
			return err
		}
		if err := soon(tab, "visit.firstBatch > 0"); err != nil {
			return err
		}
		seconds, err := evaluate[float64](tab, "visit.firstBatch")
		if err != nil {
			return err
		}
		times = append(times, seconds)
	}
	r := &b.result.Browser
	r.FirstBatchSeconds, r.FirstBatchSecondsMin, r.FirstBatchSecondsMax = spread(times[1:])
	return nil
}

// longestTask trains in the site's own page for eight seconds, in as many
// workers as it will.
func (b *bench) longestTask(ctx context.Context) error {
	_, tab, err := b.visit(ctx)
	if err != nil {
		return err
	}
	defer tab.Close()
	if err := soon(tab, "visit.pressTrain()"); err != nil {
		return err
	}
	if err := soon(tab, "visit.firstBatch > 0"); err != nil {
		return err
	}
	for range workers() - 1 { // as far as the page takes further runs
		if _, err := evaluate[any](tab, "visit.pressTrain()"); err != nil {
			return err
		}
	}
	longest, err := tab.TraceTasks()
	if err != nil {
		return err
	}
	if _, err := evaluate[any](tab, "new Promise((done) => setTimeout(done, 8000))"); err != nil {
		return err
	}
	task, err := longest()
	b.result.Browser.LongestTaskMS, b.result.Browser.LongestTaskMSOfProcessor = task.Clock, task.Processor
	return err
}
