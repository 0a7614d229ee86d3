package e2e_test

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/tools/browser"
	"atelier/tools/browser/browsertest"
	"atelier/tools/serve/static"
	"atelier/tools/site/build"
)

// repository is where the sources are, seen from this package.
const repository = "../.."

// built is the folder of the site, built once for all tests; TestMain removes
// it.
var built struct {
	once   sync.Once
	folder string
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		os.RemoveAll(built.folder)
	}
	os.Exit(code)
}

// siteFolder builds the site, without data. Without a browser it skips the
// test before that work.
func siteFolder(t *testing.T) string {
	t.Helper()
	if _, err := browser.Find(); err != nil && !browser.Required() {
		t.Skipf("skipped: %v", err)
	}
	built.once.Do(func() {
		if built.folder, built.err = os.MkdirTemp("", "atelier-e2e-"); built.err == nil {
			built.err = build.Site(t.Context(), build.Options{Root: repository, Out: built.folder, Fast: true})
		}
	})
	require.NoError(t, built.err)
	return built.folder
}

// server serves the built site under a sub-path, with a data set of its own
// that a test can spoil.
type server struct {
	URL string

	mu    sync.Mutex
	data  fstest.MapFS
	cut   string         // the file in whose middle the connection breaks; "" is none
	asked map[string]int // how often for each file of the data
	held  chan struct{}  // unless nil, shards are held back until it is closed
}

// noStore keeps answers out of the browser's cache, so that the server sees
// whatever is asked for.
type noStore struct{ http.ResponseWriter }

func (w noStore) WriteHeader(status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.ResponseWriter.WriteHeader(status)
}

// garments builds the files of a small data set once.
var garments = sync.OnceValues(func() ([]dataset.File, error) {
	return dataset.Build(dataset.MadeUp(1, 6000, 1000))
})

// serve serves the site with the small made-up data set.
func serve(t *testing.T) *server { return serveWith(t, os.DirFS(siteFolder(t))) }

// serveWith serves a changed site with the small made-up data set.
func serveWith(t *testing.T, site fs.FS) *server {
	files, err := garments()
	require.NoError(t, err)
	s := &server{data: fstest.MapFS{}}
	for _, f := range files {
		s.data[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	s.start(t, site)
	return s
}

// overlay is files in place of some of others.
type overlay struct {
	front fstest.MapFS
	rest  fs.FS
}

func (o overlay) Open(name string) (fs.File, error) {
	if _, changed := o.front[strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")]; changed {
		return o.front.Open(name) // which has no compressed forms
	}
	return o.rest.Open(name)
}

func (s *server) start(t *testing.T, site fs.FS) {
	program := static.Handler(site, static.Options{Base: "/atelier/"})
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/atelier/data/") {
			program.ServeHTTP(w, r)
			return
		}
		name := path.Base(r.URL.Path)
		if held := s.ask(name); held != nil && name != dataset.ManifestFile {
			select {
			case <-held:
			case <-r.Context().Done():
			}
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.cut != "" && name == s.cut {
			breakOff(w, s.data[s.cut].Data)
		}
		static.Handler(s.data, static.Options{Base: "/atelier/data/"}).ServeHTTP(noStore{w}, r)
	}))
	t.Cleanup(h.Close)
	s.URL = h.URL + "/atelier/"
}

// breakOff promises all of the content and ends the connection after half of it.
func breakOff(w http.ResponseWriter, content []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.Write(content[:len(content)/2])
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// breaks has the connection break in the middle of a file; "" is none.
func (s *server) breaks(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cut = name
}

// ask notes that a file of the data is asked for, and returns what holds it
// back.
func (s *server) ask(name string) chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asked == nil {
		s.asked = map[string]int{}
	}
	s.asked[name]++
	return s.held
}

// hold holds shards back until the returned function is called.
func (s *server) hold() (release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := make(chan struct{})
	s.held = held
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.held = nil
		close(held)
	}
}

// requireEachAskedOnce fails unless every file of the data was asked for once.
func (s *server) requireEachAskedOnce(t *testing.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name := range s.data {
		require.Equal(t, 1, s.asked[name], name)
	}
}

// change replaces a file of the data; nil takes it away.
func (s *server) change(name string, content []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if content == nil {
		delete(s.data, name)
		return
	}
	s.data[name] = &fstest.MapFile{Data: content}
}

// file returns a copy of a file of the data whose name begins so.
func (s *server) file(t *testing.T, prefix string) (name string, content []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, f := range s.data {
		if strings.HasPrefix(name, prefix) {
			return name, bytes.Clone(f.Data)
		}
	}
	t.Fatalf("no file %s…", prefix)
	return "", nil
}

// serveReal serves the site with Fashion-MNIST, or skips the test.
func serveReal(t *testing.T) *server {
	canonical := os.Getenv("FASHION_MNIST_DIR")
	if canonical == "" {
		t.Skip("skipped: FASHION_MNIST_DIR is not set")
	}
	folder := siteFolder(t)
	files, err := dataset.Build(realSet(t, canonical))
	require.NoError(t, err)
	s := &server{data: fstest.MapFS{}}
	for _, f := range files {
		s.data[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	s.start(t, os.DirFS(folder))
	return s
}

// open opens the page and waits until its program has put up the controls.
func open(t *testing.T, s *server) *visitor {
	v := &visitor{Page: browsertest.New(t)}
	v.Open(s.URL)
	v.waitFor(`button("Train")`)
	return v
}

// picture keeps a screenshot where SCREENSHOTS says, for a person to look at.
func (v *visitor) picture(t *testing.T, name string) {
	if folder := os.Getenv("SCREENSHOTS"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name+".png"), v.Screenshot(), 0o644))
	}
}
