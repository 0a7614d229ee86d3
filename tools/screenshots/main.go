// Screenshots takes pictures of the page as a visitor sees it: on the first
// visit, while it trains, when runs are compared, inside a run, and with a
// garment that is tried; each in a wide window, a smaller one and on a phone,
// light and dark. It serves the built site and does what a visitor would, in a
// headless Chromium: the runs are real.
//
//	go run ./tools/screenshots [-dir build] [-out build/screenshots] [-epochs 20] [-readme docs/page.png]
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
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

// ofReadme is the picture that the README shows.
const ofReadme = "compare-1440-light"

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("screenshots", flag.ContinueOnError)
	dir := flags.String("dir", "build", "the `folder` of the built site")
	out := flags.String("out", "build/screenshots", "the `folder` to write to")
	readme := flags.String("readme", "", "where to put the README's picture, too; a `file`")
	epochs := flags.Int("epochs", 20, "of each run")
	patience := flags.Duration("patience", 10*time.Minute, "how long each scene may take to come about")
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
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	return visit(ctx, "http://"+listener.Addr().String(), scenes(*epochs), *patience, func(name string, picture []byte) error {
		if name == ofReadme && *readme != "" {
			if err := os.WriteFile(*readme, picture, 0o644); err != nil {
				return err
			}
		}
		return os.WriteFile(filepath.Join(*out, name+".png"), picture, 0o644)
	})
}

// sizes are those of the windows, in CSS pixels.
var sizes = [][2]int64{{1440, 900}, {1024, 768}, {390, 844}}

// visit brings about one scene after the other, and hands over its pictures.
func visit(ctx context.Context, url string, scenes []scene, patience time.Duration, take func(name string, picture []byte) error) error {
	b, err := browser.Start(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	page, err := b.NewPage()
	if err != nil {
		return err
	}
	if err := page.Do(chromedp.EmulateViewport(sizes[0][0], sizes[0][1]), chromedp.Navigate(url)); err != nil {
		return err
	}
	for _, s := range scenes {
		if err := s.bringAbout(page, patience); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		for _, size := range sizes {
			for _, dark := range []bool{false, true} {
				picture, err := s.picture(page, size, dark)
				if err != nil {
					return fmt.Errorf("%s: %w", s.name, err)
				}
				theme := "light"
				if dark {
					theme = "dark"
				}
				if err := take(fmt.Sprintf("%s-%d-%s", s.name, size[0], theme), picture); err != nil {
					return err
				}
			}
		}
		if err := page.Do(chromedp.EmulateViewport(sizes[0][0], sizes[0][1]), browser.Dark(false)); err != nil {
			return err
		}
	}
	return nil
}
