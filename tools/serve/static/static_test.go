package static

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

// site is a small site as tools/site makes it. The compressed forms are only
// marked as such: the handler looks at names alone.
var site = fstest.MapFS{
	"index.html":                     {Data: []byte("<!doctype html>")},
	"index.html.br":                  {Data: []byte("br page")},
	"index.html.gz":                  {Data: []byte("gz page")},
	"page.0123456789ab.wasm":         {Data: []byte("a program")},
	"page.0123456789ab.wasm.br":      {Data: []byte("br program")},
	"page.0123456789ab.wasm.gz":      {Data: []byte("gz program")},
	"only.js":                        {Data: []byte("script")},
	"only.js.gz":                     {Data: []byte("gz script")},
	"data/manifest.json":             {Data: []byte("{}")},
	"data/test-0.fedcba987654.shard": {Data: []byte("0123456789")},
	"_headers":                       {Data: []byte("secret")},
	".git/config":                    {Data: []byte("secret")},
	"data/.draft":                    {Data: []byte("secret")},
}

// get asks the handler; header lines are given as "Name: value".
func get(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://127.0.0.1/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, response *http.Response) string {
	t.Helper()
	var b bytes.Buffer
	_, err := b.ReadFrom(response.Body)
	require.NoError(t, err)
	return b.String()
}

func ExampleHandler() {
	files := fstest.MapFS{"index.html": {Data: []byte("<!doctype html>Atelier")}}
	server := httptest.NewServer(Handler(files, Options{Base: "/atelier/"}))
	defer server.Close()

	response, err := http.Get(server.URL + "/atelier/")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	fmt.Println(response.Status)
	fmt.Println(response.Header.Get("Content-Type"))
	fmt.Println(response.Header.Get("Cache-Control"))
	// Output:
	// 200 OK
	// text/html; charset=utf-8
	// no-cache
}

func TestFilesComeWithTheirTypeAndCacheRule(t *testing.T) {
	const yearLong, ask = "public, max-age=31536000, immutable", "no-cache"
	h := Handler(site, Options{})
	for path, want := range map[string]struct{ mediaType, cache, body string }{
		"/":                               {"text/html; charset=utf-8", ask, "<!doctype html>"},
		"/index.html":                     {"text/html; charset=utf-8", ask, "<!doctype html>"},
		"/page.0123456789ab.wasm":         {"application/wasm", yearLong, "a program"},
		"/only.js":                        {"text/javascript; charset=utf-8", ask, "script"},
		"/data/manifest.json":             {"application/json", ask, "{}"},
		"/data/test-0.fedcba987654.shard": {"application/octet-stream", yearLong, "0123456789"},
		"/only.js?any=query":              {"text/javascript; charset=utf-8", ask, "script"},
	} {
		t.Run(path, func(t *testing.T) {
			response := get(h, "GET", path)
			require.Equal(t, http.StatusOK, response.StatusCode)
			require.Equal(t, want.mediaType, response.Header.Get("Content-Type"))
			require.Equal(t, want.cache, response.Header.Get("Cache-Control"))
			require.Equal(t, want.body, body(t, response))
		})
	}
}

func TestOnlyNamesWithALongHashAreKeptForAYear(t *testing.T) {
	for name, immutable := range map[string]bool{
		"style.0123456789ab.css":              true,
		"data/train-3.0123456789abcdef.shard": true,
		"train-0123456789abcdef.shard":        true,
		"style.css":                           false,
		"report-20261123.csv":                 false, // a date
		"0123456789ab.css":                    false, // a name, not a hash
		"0123456789ab/index.html":             false,
		"decade.abcdefabcdefg.css":            false, // g is no such digit
	} {
		require.Equal(t, immutable, strings.Contains(CacheControl(name), "immutable"), name)
	}
}

func TestEveryAnswerHasTheSecurityHeaders(t *testing.T) {
	h := Handler(site, Options{})
	for _, request := range [][2]string{{"GET", "/"}, {"HEAD", "/"}, {"POST", "/"}, {"GET", "/missing"}, {"GET", "/../x"}} {
		response := get(h, request[0], request[1])
		policy := response.Header.Get("Content-Security-Policy")
		for _, rule := range []string{
			"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "object-src 'none'",
			"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
			"require-trusted-types-for 'script'", "trusted-types atelier",
		} {
			require.Contains(t, strings.Split(policy, "; "), rule)
		}
		require.NotContains(t, policy, "unsafe-inline")
		require.NotContains(t, policy, "'unsafe-eval'")
		require.Equal(t, "nosniff", response.Header.Get("X-Content-Type-Options"))
		require.Equal(t, "no-referrer", response.Header.Get("Referrer-Policy"))
		require.Equal(t, "same-origin", response.Header.Get("Cross-Origin-Opener-Policy"))
		require.Equal(t, "require-corp", response.Header.Get("Cross-Origin-Embedder-Policy"))
	}
}

func TestOnlyGetAndHeadAreAnswered(t *testing.T) {
	h := Handler(site, Options{})
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "BREW"} {
		response := get(h, method, "/")
		require.Equal(t, http.StatusMethodNotAllowed, response.StatusCode, method)
		require.Equal(t, "GET, HEAD", response.Header.Get("Allow"), method)
	}
}

func TestHeadSendsTheHeadOfGet(t *testing.T) {
	h := Handler(site, Options{})
	for _, header := range []string{"Accept-Encoding: identity", "Accept-Encoding: br"} {
		whole, head := get(h, "GET", "/", header), get(h, "HEAD", "/", header)
		require.Equal(t, whole.Header, head.Header)
		require.Equal(t, fmt.Sprint(len(body(t, whole))), head.Header.Get("Content-Length"))
		require.Empty(t, body(t, head))
	}
}

func TestNothingButPlainFilesOfTheSiteIsServed(t *testing.T) {
	// A folder with a secret beside the site, and a link from the site to it.
	outside := t.TempDir()
	folder := filepath.Join(outside, "build")
	require.NoError(t, os.Mkdir(folder, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(outside, "secret.txt"), []byte("secret"), 0o644))
	require.NoError(t, os.CopyFS(folder, site))
	require.NoError(t, os.Symlink(filepath.Join("..", "secret.txt"), filepath.Join(folder, "link.txt")))
	root, err := os.OpenRoot(folder)
	require.NoError(t, err)
	defer root.Close()

	var complaints bytes.Buffer
	h := Handler(root.FS(), Options{ErrorLog: log.New(&complaints, "", 0)})
	for _, path := range []string{
		"/../secret.txt", "/data/../../secret.txt", "/..", "/../", "/..\\secret.txt", "/data\\..\\..\\secret.txt",
		"//secret.txt", "/./index.html", "/data//manifest.json", "/data/../index.html",
		"/C:/Windows/win.ini", "/index.html\x00", "/_headers", "/.git/config", "/.git/", "/data/.draft",
		"/data", "/data/", "/missing", "/index.html/", "/index.html/x", "/" + strings.Repeat("x", 5000), "index.html", "*",
	} {
		response := get(h, "GET", path)
		require.Equal(t, http.StatusNotFound, response.StatusCode, "%q", path)
		require.NotContains(t, body(t, response), "secret", "%q", path)
	}
	response := get(h, "GET", "/link.txt")
	require.NotEqual(t, http.StatusOK, response.StatusCode)
	require.NotContains(t, body(t, response), "secret")
}

func TestEscapedPathsDoNotEscape(t *testing.T) {
	// Through a real server, which decodes what the URL has encoded.
	server := httptest.NewServer(Handler(site, Options{}))
	defer server.Close()
	for _, path := range []string{"/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%5c..%5csecret.txt", "/%00", "/data/%2edraft", "/%5fheaders"} {
		response, err := http.Get(server.URL + path)
		require.NoError(t, err)
		response.Body.Close()
		require.Equal(t, http.StatusNotFound, response.StatusCode, path)
	}
}

func TestAKnownTagIsNotSentAgain(t *testing.T) {
	h := Handler(site, Options{})
	first := get(h, "GET", "/only.js")
	tag := first.Header.Get("ETag")
	require.Regexp(t, `^"[0-9a-f]{32}"$`, tag) // strong: no W/ before it
	for _, match := range []string{tag, `"other", ` + tag, "*", "W/" + tag} {
		again := get(h, "GET", "/only.js", "If-None-Match: "+match)
		require.Equal(t, http.StatusNotModified, again.StatusCode, match)
		require.Equal(t, tag, again.Header.Get("ETag"))
		require.Equal(t, "no-cache", again.Header.Get("Cache-Control"))
		require.Equal(t, "Accept-Encoding", again.Header.Get("Vary"))
		require.Empty(t, body(t, again))
	}
	require.Equal(t, http.StatusOK, get(h, "GET", "/only.js", `If-None-Match: "other"`).StatusCode)
}

func TestTheTagFollowsTheBytes(t *testing.T) {
	files := fstest.MapFS{"a.json": {Data: []byte("1"), ModTime: time.Unix(1, 0)}}
	h := Handler(files, Options{})
	before := get(h, "GET", "/a.json").Header.Get("ETag")
	files["a.json"].ModTime = time.Unix(2, 0) // a copy, unpacked later
	require.Equal(t, before, get(h, "GET", "/a.json").Header.Get("ETag"))
	files["a.json"].Data = []byte("2") // same name, same size
	require.NotEqual(t, before, get(h, "GET", "/a.json").Header.Get("ETag"))

	plain := get(Handler(site, Options{}), "GET", "/only.js").Header.Get("ETag")
	zipped := get(Handler(site, Options{}), "GET", "/only.js", "Accept-Encoding: gzip").Header.Get("ETag")
	require.NotEqual(t, plain, zipped)
}

func TestARangeCountsBytesOfTheFileItself(t *testing.T) {
	h := Handler(site, Options{})
	const path = "/data/test-0.fedcba987654.shard"
	part := get(h, "GET", path, "Range: bytes=2-4")
	require.Equal(t, http.StatusPartialContent, part.StatusCode)
	require.Equal(t, "bytes 2-4/10", part.Header.Get("Content-Range"))
	require.Equal(t, "234", body(t, part))
	require.Equal(t, "789", body(t, get(h, "GET", path, "Range: bytes=-3")))

	beyond := get(h, "GET", path, "Range: bytes=10-")
	require.Equal(t, http.StatusRequestedRangeNotSatisfiable, beyond.StatusCode)
	require.Equal(t, "bytes */10", beyond.Header.Get("Content-Range"))

	compressible := get(h, "GET", "/only.js", "Range: bytes=0-2", "Accept-Encoding: br, gzip")
	require.Empty(t, compressible.Header.Get("Content-Encoding"))
	require.Equal(t, "scr", body(t, compressible))
}

func TestARangeOfAnotherVersionGetsTheWholeFile(t *testing.T) {
	h := Handler(site, Options{})
	tag := get(h, "GET", "/only.js").Header.Get("ETag")
	same := get(h, "GET", "/only.js", "Range: bytes=0-2", "If-Range: "+tag)
	require.Equal(t, "scr", body(t, same))
	other := get(h, "GET", "/only.js", "Range: bytes=0-2", `If-Range: "other"`)
	require.Equal(t, http.StatusOK, other.StatusCode)
	require.Equal(t, "script", body(t, other))
}

func TestTheSiteStandsUnderItsBase(t *testing.T) {
	for _, base := range []string{"/atelier/", "atelier", "/atelier"} {
		h := Handler(site, Options{Base: base})
		require.Equal(t, "<!doctype html>", body(t, get(h, "GET", "/atelier/")))
		require.Equal(t, "script", body(t, get(h, "GET", "/atelier/only.js")))

		bare := get(h, "GET", "/atelier?run=1")
		require.Equal(t, http.StatusPermanentRedirect, bare.StatusCode)
		require.Equal(t, "/atelier/?run=1", bare.Header.Get("Location"))

		for _, path := range []string{"/", "/only.js", "/atelieronly.js", "/atelier/../only.js"} {
			require.Equal(t, http.StatusNotFound, get(h, "GET", path).StatusCode, path)
		}
	}
}

// broken is a file system whose files cannot be read.
type broken struct{ fs.FS }

func (b broken) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("disk on fire in room 101")}
}

func TestAFileThatCannotBeReadIsLoggedAndNotDescribed(t *testing.T) {
	var complaints bytes.Buffer
	h := Handler(broken{site}, Options{ErrorLog: log.New(&complaints, "", 0)})
	response := get(h, "GET", "/only.js")
	require.Equal(t, http.StatusInternalServerError, response.StatusCode)
	require.NotContains(t, body(t, response), "room 101")
	require.Contains(t, complaints.String(), `serve: "only.js": open only.js: disk on fire in room 101`)
}
