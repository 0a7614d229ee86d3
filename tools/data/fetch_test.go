package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/tools/internal/datadir"
)

// content is what the file of the tests holds: gzip, as the published ones.
var content = func() []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	for i := range 5000 {
		fmt.Fprintln(w, i*i)
	}
	w.Close()
	return b.Bytes()
}()

var file = datadir.Canonical{Name: "images.gz", Bytes: int64(len(content)), SHA256: fmt.Sprintf("%x", sha256.Sum256(content))}

// mirror is a server that answers each request by the next of its answers, or
// by the last.
type mirror struct {
	*httptest.Server
	asked []string
}

func serve(t *testing.T, answers ...http.HandlerFunc) *mirror {
	m := &mirror{}
	m.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := answers[min(len(m.asked), len(answers)-1)]
		m.asked = append(m.asked, r.URL.Path)
		answer(w, r)
	}))
	t.Cleanup(m.Close)
	return m
}

func whole(w http.ResponseWriter, _ *http.Request) { w.Write(content) }

func missing(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

// half announces the whole and breaks off.
func half(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", fmt.Sprint(len(content)))
	w.Write(content[:len(content)/2])
}

func say(text []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write(text) }
}

// down is the address of a server that is not there any more.
func down(t *testing.T) *mirror {
	m := serve(t, whole)
	m.Close()
	return m
}

// fetcherOf asks these mirrors. Its pauses take no time and are written down.
func fetcherOf(mirrors ...*mirror) (f *fetcher, pauses *[]time.Duration) {
	f = newFetcher(io.Discard)
	f.mirrors = nil
	for _, m := range mirrors {
		f.mirrors = append(f.mirrors, m.URL+"/data/")
	}
	f.files = []datadir.Canonical{file}
	pauses = &[]time.Duration{}
	f.pause = func(_ context.Context, d time.Duration) { *pauses = append(*pauses, d) }
	return f, pauses
}

func TestAFileComesFromTheFirstMirrorThatHasItSound(t *testing.T) {
	flipped := bytes.Clone(content)
	flipped[100] ^= 1
	for name, first := range map[string]*mirror{
		"down":              down(t),
		"without the file":  serve(t, missing),
		"broken":            serve(t, func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "sorry", 503) }),
		"another file":      serve(t, say(flipped)),
		"a shorter file":    serve(t, say(content[1:])),
		"a longer file":     serve(t, say(append(bytes.Clone(content), 0))),
		"a provider's page": serve(t, say([]byte("<!doctype html><p>Please log in."))),
		"an endless file":   serve(t, func(w http.ResponseWriter, _ *http.Request) { io.Copy(w, zeros{}) }),
	} {
		t.Run(name, func(t *testing.T) {
			second, third := serve(t, whole), serve(t, whole)
			f, pauses := fetcherOf(first, second, third)
			got, err := f.fetch(t.Context(), file)
			require.NoError(t, err)
			require.Equal(t, content, got)
			require.Len(t, second.asked, 1)
			require.Equal(t, "/data/images.gz", second.asked[0])
			require.Empty(t, third.asked)
			require.LessOrEqual(t, len(first.asked), 1, "asking again would not help")
			require.Empty(t, *pauses)
		})
	}
}

// zeros has no end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestAnAnswerThatBreaksOffIsAskedForAgainAfterGrowingPauses(t *testing.T) {
	m := serve(t, half, half, whole)
	f, pauses := fetcherOf(m, serve(t, missing))
	got, err := f.fetch(t.Context(), file)
	require.NoError(t, err)
	require.Equal(t, content, got)
	require.Len(t, m.asked, 3)
	require.Equal(t, []time.Duration{time.Second, 2 * time.Second}, *pauses)
}

func TestAMirrorThatAlwaysBreaksOffIsGivenUp(t *testing.T) {
	m, second := serve(t, half), serve(t, whole)
	f, _ := fetcherOf(m, second)
	_, err := f.fetch(t.Context(), file)
	require.NoError(t, err)
	require.Len(t, m.asked, 3)
	require.Len(t, second.asked, 1)
}

func TestWhereNoMirrorHasTheFileEachIsNamedWithItsReason(t *testing.T) {
	mirrors := []*mirror{down(t), serve(t, missing), serve(t, half), serve(t, say([]byte("<html>")))}
	f, _ := fetcherOf(mirrors...)
	_, err := f.fetch(t.Context(), file)
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, len(mirrors))
	for i, reason := range []string{
		"dial tcp .*: connect: connection refused",
		"the server says 404 Not Found",
		fmt.Sprintf("broke off after %d of %d bytes: unexpected EOF", len(content)/2, len(content)),
		fmt.Sprintf("images.gz: has 6 bytes, want %d", len(content)),
	} {
		require.Regexp(t, "^"+mirrors[i].URL+"/data/images.gz: "+reason+"$", lines[i])
	}
}

// Some servers take the gzip of the file for that of the transport.
func TestAFileIsKeptAsItLiesWhateverTheServerCallsIt(t *testing.T) {
	m := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "" {
			http.Error(w, "inflates what it is not asked to", 500)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(content)
	})
	f, _ := fetcherOf(m)
	got, err := f.fetch(t.Context(), file)
	require.NoError(t, err)
	require.Equal(t, content, got)
}

// The context ends while the answer is on its way.
func TestAnInterruptedDownloadAsksNoFurther(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	first := serve(t, func(w http.ResponseWriter, r *http.Request) {
		half(w, r)
		cancel()
	})
	second := serve(t, whole)
	f, pauses := fetcherOf(first, second)
	_, err := f.fetch(ctx, file)
	require.Error(t, err)
	require.Len(t, first.asked, 1)
	require.Empty(t, second.asked)
	require.Empty(t, *pauses)
}

func TestAnInterruptedPauseEndsAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	newFetcher(io.Discard).pause(ctx, time.Hour)
}

func TestWhatIsThereAndSoundIsNotFetchedAgain(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	path := filepath.Join(folder, file.Name)
	m := serve(t, whole)
	f, _ := fetcherOf(m)
	for range 2 {
		require.NoError(t, f.fetchAll(t.Context(), folder))
		got, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, content, got)
		require.Len(t, m.asked, 1)
	}
	require.NoError(t, os.WriteFile(path, content[:50], 0o644))
	require.NoError(t, f.fetchAll(t.Context(), folder))
	require.Len(t, m.asked, 2)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, content, got)
}

func TestNothingUnsoundIsKept(t *testing.T) {
	folder := t.TempDir()
	f, _ := fetcherOf(serve(t, say(content[1:])))
	require.Error(t, f.fetchAll(t.Context(), folder))
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, entries)
}

func TestAllPublishedFilesAreFetchedFromTheAuthorsFirst(t *testing.T) {
	f := newFetcher(io.Discard)
	require.Equal(t, datadir.All(), f.files)
	require.Contains(t, f.mirrors[0], "zalandoresearch/fashion-mnist")
	require.Greater(t, len(f.mirrors), 1)
	require.Positive(t, f.stall)
	for _, m := range f.mirrors {
		require.True(t, strings.HasSuffix(m, "/"), m)
	}
}
