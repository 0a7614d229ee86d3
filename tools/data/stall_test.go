package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// pretend answers without a network, so that the clock of the tests can jump
// to where something happens next. It lets n bytes through, each after a wait,
// and then nothing; below 0 it does not even answer.
type pretend struct {
	n    int
	wait time.Duration
}

func (p pretend) RoundTrip(r *http.Request) (*http.Response, error) {
	if p.n < 0 {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	body := &slowly{pretend: p, ctx: r.Context(), rest: bytes.NewReader(content[:p.n])}
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(body), Request: r}, nil
}

type slowly struct {
	pretend
	ctx  context.Context
	rest *bytes.Reader
}

func (s *slowly) Read(p []byte) (int, error) {
	if s.rest.Len() == 0 {
		if s.n == len(content) {
			return 0, io.EOF
		}
		<-s.ctx.Done()
		return 0, s.ctx.Err()
	}
	select {
	case <-time.After(s.wait):
		return s.rest.Read(p[:1])
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
}

// byHost sends each request on to the transport of its host.
type byHost map[string]http.RoundTripper

func (b byHost) RoundTrip(r *http.Request) (*http.Response, error) { return b[r.URL.Host].RoundTrip(r) }

func stallingFetcher(hosts byHost, mirrors ...string) *fetcher {
	f := newFetcher(io.Discard)
	f.client.Transport = hosts
	f.mirrors = mirrors
	return f
}

func TestAMirrorThatHangsIsLeftForTheNextAfterTenSeconds(t *testing.T) {
	for name, first := range map[string]pretend{
		"before it answers": {n: -1},
		"at once":           {n: 0},
		"in between":        {n: 1000},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				f := stallingFetcher(byHost{"a": first, "b": pretend{n: len(content)}}, "http://a/", "http://b/")
				got, err := f.fetch(t.Context(), file)
				require.NoError(t, err)
				require.Equal(t, content, got)
				require.Equal(t, 10*time.Second, time.Since(start))
			})
		})
	}
}

func TestWhereAllMirrorsHangTheReasonIsGiven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := stallingFetcher(byHost{"a": pretend{n: -1}, "b": pretend{n: 1000}}, "http://a/", "http://b/")
		_, err := f.fetch(t.Context(), file)
		require.EqualError(t, err, "http://a/images.gz: stalled: nothing came for 10s\n"+
			fmt.Sprintf("http://b/images.gz: stalled: nothing came for 10s after 1000 of %d bytes", len(content)))
	})
}

// A byte every nine seconds is no haste, and yet no standstill.
func TestASlowMirrorMayTakeItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := stallingFetcher(byHost{"a": pretend{n: len(content), wait: 9 * time.Second}}, "http://a/")
		got, err := f.fetch(t.Context(), file)
		require.NoError(t, err)
		require.Equal(t, content, got)
	})
}
