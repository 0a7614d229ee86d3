// Screenshot takes a picture of the page after a real run: it serves the built
// site, presses the page's Train button in a headless Chromium, waits until
// the run has finished, and writes what can be seen as a PNG.
//
//	go run ./tools/screenshot [-dir build] [-out docs/page.png] [-width 1440] [-height 900] [-dark]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"

	"atelier/tools/browser"
	"atelier/tools/serve/static"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp): // the flag package has printed it
	case err != nil:
		fmt.Fprintln(os.Stderr, "screenshot:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("screenshot", flag.ContinueOnError)
	dir := flags.String("dir", "build", "the folder of the built site")
	out := flags.String("out", "docs/page.png", "the picture to write")
	width := flags.Int64("width", 1440, "of the window, in pixels")
	height := flags.Int64("height", 900, "of the window, in pixels")
	dark := flags.Bool("dark", false, "in dark colours")
	patience := flags.Duration("patience", 10*time.Minute, "how long the run may take")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}

	root, err := os.OpenRoot(*dir)
	if err != nil {
		return fmt.Errorf("%w; run make site first", err)
	}
	defer root.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: static.Handler(root.FS(), static.Options{})}
	go server.Serve(listener) // until Close
	defer server.Close()

	picture, err := take(ctx, "http://"+listener.Addr().String(), *patience, chromedp.Steps(
		chromedp.EmulateViewport(*width, *height),
		browser.Dark(*dark),
	))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(*out), 0o755); err != nil {
		return err
	}
	return os.WriteFile(*out, picture, 0o644)
}

// finished is true once the tab's title gives a test accuracy: the page keeps
// there how its newest run is doing.
const finished = `/\d %$/.test(document.title)`

// take returns the picture of the page at the address after its first run.
func take(ctx context.Context, url string, patience time.Duration, prepare chromedp.Action[chromedp.Void]) ([]byte, error) {
	b, err := browser.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	page, err := b.NewPage()
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(page.Context(), patience)
	defer cancel()
	if err := chromedp.Do(limited, prepare, chromedp.Navigate(url),
		chromedp.Click(chromedp.CSS(`[data-do="train"]:enabled`))); err != nil {
		return nil, fmt.Errorf("pressing Train: %w", err)
	}
	if _, err := chromedp.Run(limited, chromedp.Poll[bool](finished,
		chromedp.WithPollingInterval(200*time.Millisecond), chromedp.WithPollingTimeout(0))); err != nil {
		return nil, fmt.Errorf("waiting for the run to finish: %w", err)
	}
	return chromedp.Run(limited, chromedp.CaptureScreenshot())
}
