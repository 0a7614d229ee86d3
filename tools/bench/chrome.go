package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"

	"atelier/tools/browser"
	"atelier/tools/internal/gotool"
	"atelier/tools/serve/static"
	"atelier/tools/site/build"
)

//go:embed web
var web embed.FS

// chrome is a browser on the bench's page, and what is served to it: the site,
// its data, and beside them in bench/ the bench's own files. All answers have
// the site's headers, which isolate the page: its clock then has fine steps.
type chrome struct {
	folder  string // of what was built
	server  *http.Server
	url     string // of the site
	browser *browser.Browser
	page    *browser.Page // the bench's
}

// inChrome returns the browser, which the first call starts.
func (b *bench) inChrome(ctx context.Context) (*chrome, error) {
	if b.chrome != nil {
		return b.chrome, nil
	}
	if _, err := browser.Find(); err != nil {
		return nil, err
	}
	b.chrome = &chrome{}
	c := b.chrome
	if err := c.build(ctx, b); err != nil {
		return nil, err
	}
	if err := c.serve(b.data); err != nil {
		return nil, err
	}
	var err error
	if c.browser, err = browser.Start(ctx); err != nil {
		return nil, err
	}
	if c.page, err = c.browser.NewPage(); err != nil {
		return nil, err
	}
	if err := c.page.Do(chromedp.Navigate(c.url + "bench/")); err != nil {
		return nil, err
	}
	version, err := evaluate[string](c.page, `navigator.userAgent.match(/Chrome\/[0-9.]+/)[0]`)
	b.result.Machine.Browser = version
	return c, err
}

// build makes the site and what the bench's page asks for.
func (c *chrome) build(ctx context.Context, b *bench) (err error) {
	if c.folder, err = os.MkdirTemp("", "atelier-bench-"); err != nil {
		return err
	}
	if err := build.Site(ctx, build.Options{Root: b.root, Out: filepath.Join(c.folder, "site"), Fast: true}); err != nil {
		return err
	}
	own, err := fs.Sub(web, "web")
	if err != nil {
		return err
	}
	folder := filepath.Join(c.folder, "bench")
	if err := os.CopyFS(folder, own); err != nil {
		return err
	}
	_, err = gotool.Run(ctx, b.root, []string{"GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=simd"},
		"build", "-o", filepath.Join(folder, "worker.wasm"), "./tools/bench/worker")
	if err != nil {
		return err
	}
	images := append(b.set.Train.Pixels[:len(b.set.Train.Pixels):len(b.set.Train.Pixels)], b.set.Train.Labels...)
	return os.WriteFile(filepath.Join(folder, "images"), images, 0o644)
}

func (c *chrome) serve(data string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	c.url = "http://" + listener.Addr().String() + "/"
	mux := http.NewServeMux()
	mux.Handle("/", static.Handler(os.DirFS(filepath.Join(c.folder, "site")), static.Options{}))
	mux.Handle("/data/", static.Handler(os.DirFS(data), static.Options{Base: "data"}))
	own := static.Handler(os.DirFS(filepath.Join(c.folder, "bench")), static.Options{Base: "bench"})
	mux.HandleFunc("/bench/", func(w http.ResponseWriter, r *http.Request) { own.ServeHTTP(free{w}, r) })
	c.server = &http.Server{Handler: mux}
	go c.server.Serve(listener) // until close
	return nil
}

// free takes the site's policy from the bench's own page, which runs scripts by
// addresses that the site does not know.
type free struct{ http.ResponseWriter }

func (w free) WriteHeader(status int) {
	w.Header().Del("Content-Security-Policy")
	w.ResponseWriter.WriteHeader(status)
}

// closeChrome ends the browser, if there is one, and removes what was built.
func (b *bench) closeChrome() {
	c := b.chrome
	if c == nil {
		return
	}
	if c.browser != nil {
		c.browser.Close()
	}
	if c.server != nil {
		c.server.Close()
	}
	os.RemoveAll(c.folder)
}

// evaluate returns what the JavaScript expression promises. It fails should the
// page die.
func evaluate[T any](page *browser.Page, expression string) (T, error) {
	ctx, cancel := context.WithCancelCause(page.Context())
	defer cancel(nil)
	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-page.Crashed():
			cancel(errors.New("the page died"))
		case <-over:
		}
	}()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	return value, err
}

// call calls one of the functions of bench.js.
func call[T any](c *chrome, function string, order any) (T, error) {
	return evaluate[T](c.page, fmt.Sprintf("bench.%s(%s)", function, encode(order)))
}

// encode returns one of the bench's own orders as JSON, which all can be.
func encode(order any) string {
	text, err := json.Marshal(order)
	if err != nil {
		panic(err)
	}
	return string(text)
}
