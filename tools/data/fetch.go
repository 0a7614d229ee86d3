package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"atelier/tools/internal/datadir"
)

// mirrors are the published addresses of the four files, the authors' own
// first.
var mirrors = []string{
	"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
	"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
	"https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
}

// tries is how often a mirror is asked for a file that broke off.
const tries = 3

// fetcher downloads the published files.
type fetcher struct {
	client  *http.Client
	mirrors []string
	log     io.Writer
	pause   func(context.Context, time.Duration) // before a further try
}

func newFetcher(log io.Writer) *fetcher {
	return &fetcher{
		client: &http.Client{
			// A machine without a network should find that out soon; a slow
			// one may take its time once the answer has begun.
			Transport: &http.Transport{
				Proxy:                 http.ProxyFromEnvironment,
				DialContext:           (&net.Dialer{Timeout: 3 * time.Second}).DialContext,
				TLSHandshakeTimeout:   5 * time.Second,
				ResponseHeaderTimeout: 10 * time.Second,
			},
		},
		mirrors: mirrors,
		log:     log,
		pause: func(ctx context.Context, d time.Duration) {
			select {
			case <-ctx.Done():
			case <-time.After(d):
			}
		},
	}
}

// fetchAll makes sure that all four files stand in the folder and are sound.
func (f *fetcher) fetchAll(ctx context.Context, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, c := range datadir.All() {
		path := filepath.Join(folder, c.Name)
		if content, err := os.ReadFile(path); err == nil && c.Check(content) == nil {
			continue
		}
		content, err := f.fetch(ctx, c)
		if err != nil {
			return err
		}
		if err := writeWhole(path, content); err != nil {
			return err
		}
	}
	return nil
}

// fetch returns a file from the first mirror that has it sound.
func (f *fetcher) fetch(ctx context.Context, c datadir.Canonical) ([]byte, error) {
	var all []error
	for _, mirror := range f.mirrors {
		content, err := f.fetchFrom(ctx, mirror+c.Name, c)
		if err == nil {
			return content, nil
		}
		all = append(all, fmt.Errorf("%s%s: %w", mirror, c.Name, err))
		if ctx.Err() != nil {
			break
		}
	}
	return nil, errors.Join(all...)
}

// errBrokeOff is an answer that ended early; asking again may help.
var errBrokeOff = errors.New("broke off")

// fetchFrom asks one mirror, again after growing pauses if the answer breaks
// off.
func (f *fetcher) fetchFrom(ctx context.Context, url string, c datadir.Canonical) (content []byte, err error) {
	for i := range tries {
		if i > 0 {
			f.pause(ctx, time.Duration(i)*time.Second)
		}
		if content, err = f.get(ctx, url, c); !errors.Is(err, errBrokeOff) || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	return content, c.Check(content)
}

func (f *fetcher) get(ctx context.Context, url string, c datadir.Canonical) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := f.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server says %s", response.Status)
	}
	bar := f.progress(c)
	content, err := io.ReadAll(io.TeeReader(io.LimitReader(response.Body, c.Bytes+1), bar))
	if err != nil {
		return nil, fmt.Errorf("%w after %d of %d bytes: %w", errBrokeOff, len(content), c.Bytes, err)
	}
	return content, bar.Finish()
}

// progress returns a progress bar on a terminal, and one line elsewhere.
func (f *fetcher) progress(c datadir.Canonical) *progressbar.ProgressBar {
	if file, ok := f.log.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return progressbar.NewOptions64(c.Bytes,
			progressbar.OptionSetWriter(f.log),
			progressbar.OptionSetDescription(fmt.Sprintf("%-26s", c.Name)),
			progressbar.OptionShowBytes(true),
			progressbar.OptionSetWidth(24),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionOnCompletion(func() { fmt.Fprintln(f.log) }))
	}
	fmt.Fprintf(f.log, "Fetching %s (%.1f MB).\n", c.Name, float64(c.Bytes)/1e6)
	return progressbar.NewOptions64(c.Bytes, progressbar.OptionSetWriter(io.Discard))
}
