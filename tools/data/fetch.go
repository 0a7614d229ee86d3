package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"atelier/tools/internal/datadir"
	"atelier/tools/internal/wholefile"
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
	files   []datadir.Canonical
	log     io.Writer
	stall   time.Duration                        // how long a mirror may send nothing
	pause   func(context.Context, time.Duration) // before a further try
}

func newFetcher(log io.Writer) *fetcher {
	return &fetcher{
		client: &http.Client{
			// A machine without a network should find that out soon; a slow
			// one may take its time as long as something comes.
			Transport: &http.Transport{
				Proxy:               http.ProxyFromEnvironment,
				DialContext:         (&net.Dialer{Timeout: 3 * time.Second}).DialContext,
				TLSHandshakeTimeout: 5 * time.Second,
				// The files are gzip themselves: as they lie, not inflated.
				DisableCompression: true,
			},
		},
		mirrors: mirrors,
		files:   datadir.All(),
		log:     log,
		stall:   10 * time.Second,
		pause: func(ctx context.Context, d time.Duration) {
			select {
			case <-ctx.Done():
			case <-time.After(d):
			}
		},
	}
}

// errCache is the error of a folder that cannot be written, which no network
// mends.
var errCache = errors.New("files cannot be kept")

// fetchAll makes sure that all files stand in the folder and are sound.
func (f *fetcher) fetchAll(ctx context.Context, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("%w: %w", errCache, err)
	}
	for _, c := range f.files {
		path := filepath.Join(folder, c.Name)
		if content, err := os.ReadFile(path); err == nil && c.Check(content) == nil {
			continue
		}
		content, err := f.fetch(ctx, c)
		if err != nil {
			return err
		}
		if err := wholefile.Write(path, content); err != nil {
			return fmt.Errorf("%w: %w", errCache, err)
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
		all = append(all, fmt.Errorf("%s: %w", mirror+c.Name, err))
		if ctx.Err() != nil {
			break
		}
	}
	return nil, errors.Join(all...)
}

// What may become of an answer: one that broke off may be whole the next time,
// one that stalled would only take as long again.
var (
	errBrokeOff = errors.New("broke off")
	errStalled  = errors.New("stalled")
)

// fetchFrom asks one mirror, again after growing pauses if the answer breaks
// off.
func (f *fetcher) fetchFrom(ctx context.Context, address string, c datadir.Canonical) (content []byte, err error) {
	for i := range tries {
		if i > 0 {
			f.pause(ctx, time.Duration(i)*time.Second)
		}
		if content, err = f.get(ctx, address, c); !errors.Is(err, errBrokeOff) || ctx.Err() != nil {
			break
		}
	}
	return content, err
}

// get asks for a file once.
func (f *fetcher) get(ctx context.Context, address string, c datadir.Canonical) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stalled := time.AfterFunc(f.stall, func() { cancel(errStalled) })
	defer stalled.Stop()

	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := f.client.Do(request)
	if err != nil {
		return nil, f.reason(ctx, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server says %s", response.Status)
	}
	bar := newProgress(f.log, c)
	defer bar.end()
	arrived := writer(func(n int) { stalled.Reset(f.stall); bar.add(n) })
	content, err := io.ReadAll(io.TeeReader(io.LimitReader(response.Body, c.Bytes+1), arrived))
	switch {
	case err == nil:
		return content, c.Check(content)
	case errors.Is(context.Cause(ctx), errStalled):
		return nil, fmt.Errorf("%w after %d of %d bytes", f.reason(ctx, err), len(content), c.Bytes)
	default:
		return nil, fmt.Errorf("%w after %d of %d bytes: %w", errBrokeOff, len(content), c.Bytes, err)
	}
}

// reason returns what is behind an error of the client, without the address.
func (f *fetcher) reason(ctx context.Context, err error) error {
	if errors.Is(context.Cause(ctx), errStalled) {
		return fmt.Errorf("%w: nothing came for %v", errStalled, f.stall)
	}
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}

// writer is told how many bytes are written.
type writer func(n int)

func (w writer) Write(p []byte) (int, error) {
	w(len(p))
	return len(p), nil
}
