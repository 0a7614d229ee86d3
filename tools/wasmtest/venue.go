package main

import (
	"context"
	"errors"

	"github.com/chromedp/chromedp"

	"atelier/tools/browser"
)

// A venue is a kind of browser that tests can run in.
type venue struct {
	find     func() (string, error)
	requires string // the environment variable that makes its absence a failure

	// open shows the page. It sends on failed if the browser or the page ends
	// by itself; leave ends them.
	open func(ctx context.Context, url string) (failed <-chan error, leave func() error, err error)
}

var errEnded = errors.New("the browser has ended")

var chromium = venue{browser.Find, "REQUIRE_BROWSER", func(ctx context.Context, url string) (<-chan error, func() error, error) {
	b, err := browser.Start(ctx)
	if err != nil {
		return nil, nil, err
	}
	page, err := b.NewPage()
	if err == nil {
		err = page.Do(chromedp.Navigate(url))
	}
	if err != nil {
		b.Close()
		return nil, nil, err
	}
	failed := make(chan error, 2)
	go func() {
		select {
		case <-page.Crashed():
			failed <- errors.New("the page has crashed, probably out of memory")
		case <-b.Done():
			failed <- errEnded
		}
	}()
	return failed, b.Close, nil
}}

var firefox = venue{browser.FindFirefox, "REQUIRE_FIREFOX", func(ctx context.Context, url string) (<-chan error, func() error, error) {
	f, err := browser.StartFirefox(ctx, url)
	if err != nil {
		return nil, nil, err
	}
	failed := make(chan error, 1)
	go func() {
		<-f.Done()
		failed <- errEnded
	}()
	return failed, f.Close, nil
}}
