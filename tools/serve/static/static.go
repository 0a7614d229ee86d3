// Package static serves a built site: files of a file system, read only, with
// the headers that keep the page to itself.
//
// The handler holds no state. It answers GET and HEAD for plain files only:
// there are no listings, and names that begin with a dot or an underscore
// (such as the _headers file that is meant for other hosts) do not exist for
// it.
package static

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"log"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Options says how a file system is served. The zero value serves it at "/".
type Options struct {
	// Base is the path the site stands under, "/" if empty. A missing slash at
	// either end is added.
	Base string

	// ErrorLog hears of files that are there and cannot be read. The default
	// is the standard logger.
	ErrorLog *log.Logger
}

// immutable matches the names that change whenever the content does: those
// with at least twelve hexadecimal digits of a hash before the extension.
var immutable = regexp.MustCompile(`[.-][0-9a-f]{12,64}\.[a-z0-9]+$`)

// CacheControl returns the Cache-Control header for the file of that name: for
// a name that carries a hash of the content a year, else leave to keep a copy
// but not to use it without asking.
func CacheControl(name string) string {
	if immutable.MatchString(path.Base(name)) {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// types are the media types of a site. They are spelt out because the tables
// of the mime package differ from machine to machine.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".shard":       "application/octet-stream",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// ContentType returns the media type for the file of that name, and
// application/octet-stream for an extension that a site does not have.
func ContentType(name string) string {
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

type handler struct {
	files fs.FS
	base  string // begins and ends with a slash
	log   *log.Logger
}

// Handler returns a handler that serves the files, where "index.html" stands
// for its folder. A file beside which the same name with ".br" or ".gz" lies
// is sent in that form to those who accept it.
func Handler(files fs.FS, o Options) http.Handler {
	h := &handler{files: files, base: CleanBase(o.Base), log: o.ErrorLog}
	if h.log == nil {
		h.log = log.Default()
	}
	return h
}

// CleanBase returns the base with one slash at each end.
func CleanBase(base string) string {
	base = strings.Trim(base, "/")
	if base == "" {
		return "/"
	}
	return "/" + base + "/"
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, line := range Security() {
		w.Header().Set(line.Name, line.Value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this server only answers GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == h.base {
		target := h.base
		if r.URL.RawQuery != "" {
			target += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, target, http.StatusPermanentRedirect)
		return
	}
	name, ok := fileName(r.URL.Path, h.base)
	if !ok {
		http.Error(w, "there is no such page", http.StatusNotFound)
		return
	}
	h.serveFile(w, r, name)
}

// fileName returns the file that a request's path asks for, if it may be
// served: a clean path under the base, no part of which begins with a dot or
// an underscore.
func fileName(urlPath, base string) (name string, ok bool) {
	name, ok = strings.CutPrefix(urlPath, base)
	if !ok {
		return "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	// Backslashes and colons are separators on some systems.
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00") {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part[0] == '.' || part[0] == '_' {
			return "", false
		}
	}
	return name, true
}

// serveFile answers with the named file, in the best encoding that lies
// beside it.
func (h *handler) serveFile(w http.ResponseWriter, r *http.Request, name string) {
	encodings := h.encodings(name)
	encoding := identity
	// A range counts bytes of the file as it is, whatever else is accepted.
	if r.Header.Get("Range") == "" {
		encoding = negotiate(r.Header.Values("Accept-Encoding"), encodings)
	}

	f, size, err := open(h.files, name+suffixes[encoding])
	switch {
	case isMissing(err):
		http.Error(w, "there is no such page", http.StatusNotFound)
		return
	case err != nil:
		h.fail(w, name, err)
		return
	}
	defer f.Close()
	tag, err := etag(f)
	if err != nil {
		h.fail(w, name, err)
		return
	}

	header := w.Header()
	header.Set("Content-Type", ContentType(name))
	header.Set("Cache-Control", CacheControl(name))
	header.Set("ETag", tag)
	if len(encodings) > 0 {
		header.Add("Vary", "Accept-Encoding")
	}
	if encoding != identity {
		header.Set("Content-Encoding", encoding)
		// ServeContent leaves the length out when there is an encoding.
		header.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	// No modification time: the tag says all, and says the same after a copy.
	http.ServeContent(w, r, name, time.Time{}, f)
}

// isMissing reports whether the error says that there is no such file, and
// could not be.
func isMissing(err error) bool {
	for _, missing := range []error{fs.ErrNotExist, errNotFile, syscall.ENOTDIR, syscall.ENAMETOOLONG} {
		if errors.Is(err, missing) {
			return true
		}
	}
	return false
}

// fail logs what went wrong and answers without the details.
func (h *handler) fail(w http.ResponseWriter, name string, err error) {
	h.log.Printf("serve: %q: %v", name, err)
	http.Error(w, "the server cannot read this file", http.StatusInternalServerError)
}

// encodings returns the encodings in which the file lies ready, besides its
// own.
func (h *handler) encodings(name string) []string {
	var found []string
	for _, encoding := range []string{brotli, gzip} {
		info, err := fs.Stat(h.files, name+suffixes[encoding])
		if err == nil && info.Mode().IsRegular() {
			found = append(found, encoding)
		}
	}
	return found
}

// file is what os.DirFS, os.Root, embed.FS and fstest.MapFS open.
type file interface {
	fs.File
	io.Seeker
}

var errNotFile = errors.New("not a regular file")

// open opens a regular file for reading from any place.
func open(files fs.FS, name string) (f file, size int64, err error) {
	opened, err := files.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := opened.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotFile
	}
	f, ok := opened.(file)
	if err == nil && !ok {
		err = errors.New("the file system has no files that can seek")
	}
	if err != nil {
		opened.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// etag returns a strong entity tag, the SHA-256 of the content, and leaves f
// at its beginning. Reading a file twice is cheap beside sending it, and needs
// no cache that could be wrong.
func etag(f file) (string, error) {
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	return `"` + hex.EncodeToString(hash.Sum(nil)[:16]) + `"`, nil
}
