package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// pack returns a package with one file.
func pack(t *testing.T, name, content string) []byte {
	var b bytes.Buffer
	deflated := gzip.NewWriter(&b)
	files := tar.NewWriter(deflated)
	require.NoError(t, files.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content))}))
	_, err := files.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, files.Close())
	require.NoError(t, deflated.Close())
	return b.Bytes()
}

func TestTheScriptIsFetchedCheckedAndKept(t *testing.T) {
	good, other := pack(t, script, "axe"), pack(t, "package/README.md", "read me")
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch r.URL.Path {
		case "/good":
			w.Write(good)
		case "/other":
			w.Write(other)
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	sumOf := func(content []byte) string {
		sum := sha256.Sum256(content)
		return hex.EncodeToString(sum[:])
	}
	out := filepath.Join(t.TempDir(), "bin", "axe.min.js")

	for path, want := range map[string]string{"/missing": "404 Not Found", "/good": "sha-256 is"} {
		require.ErrorContains(t, fetch(t.Context(), s.URL+path, sumOf(other), out), want)
	}
	require.ErrorContains(t, fetch(t.Context(), s.URL+"/other", sumOf(other), out), "has no package/axe.min.js")
	require.NoFileExists(t, out)

	require.NoError(t, fetch(t.Context(), s.URL+"/good", sumOf(good), out))
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, "axe", string(text))
	before := asked
	require.NoError(t, fetch(t.Context(), s.URL+"/good", sumOf(good), out))
	require.Equal(t, before, asked, "it is there already")
}
