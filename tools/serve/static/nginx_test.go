package static_test

import (
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/tools/serve/static"
)

// nginxConfig is the configuration that docs/DEPLOY.md offers.
func nginxConfig(t *testing.T) string {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "deploy", "nginx.conf"))
	require.NoError(t, err)
	return string(text)
}

func TestTheConfigurationOfNginxHasTheHeadersOfThisServer(t *testing.T) {
	for _, h := range static.Security() {
		require.Contains(t, nginxConfig(t), "add_header "+h.Name+` "`+h.Value+`" always;`)
	}
}

// startNginx runs nginx with that configuration on a folder until the test
// ends, and returns a client for it. Without nginx the test is skipped.
func startNginx(t *testing.T, folder string) *http.Client {
	program, err := exec.LookPath("nginx")
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	// The path of a socket must be short.
	dir, err := os.MkdirTemp("", "nginx")
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	require.NoError(t, os.Chmod(dir, 0o755))
	socket := filepath.Join(dir, "socket")
	site := strings.NewReplacer("listen 80;", "listen unix:"+socket+";", "/srv/atelier", folder).Replace(nginxConfig(t))
	config := filepath.Join(dir, "nginx.conf")
	require.NoError(t, os.WriteFile(config, []byte("pid "+dir+"/pid;\nevents {}\nhttp {\naccess_log off;\n"+site+"}\n"), 0o644))

	nginx := func(args ...string) {
		output, err := exec.Command(program, append([]string{"-p", dir, "-c", config, "-e", filepath.Join(dir, "log")}, args...)...).CombinedOutput()
		require.NoError(t, err, "%s", output)
	}
	nginx() // which returns once it listens
	t.Cleanup(func() { nginx("-s", "stop") })
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}
	return &http.Client{Transport: &http.Transport{DialContext: dial, DisableCompression: true}}
}

func TestNginxServesAsThisServerDoes(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{
		"index.html": "<p>page", "404.html": "nothing", "_headers": "secret", "404.html.gz": "", "service-worker.js": "0",
		"style.0123456789ab.css": "p {}", "atelier-simd.0123456789ab.wasm": "\x00asm", "atelier.0123456789ab.webmanifest": "{}",
		"icon.0123456789ab.svg": "<svg/>", "data/manifest.json": "{}", "data/train-00.0123456789ab.shard": "\x1f\x8b",
	} {
		name = filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
	}
	packed, err := os.Create(filepath.Join(folder, "style.0123456789ab.css.gz"))
	require.NoError(t, err)
	w := gzip.NewWriter(packed)
	_, err = io.WriteString(w, "p {}")
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.NoError(t, packed.Close())
	for dir := folder; dir != os.TempDir(); dir = filepath.Dir(dir) { // nginx may be another user
		require.NoError(t, os.Chmod(dir, 0o755))
	}

	client, own := startNginx(t, folder), static.Handler(os.DirFS(folder), static.Options{})
	for _, path := range []string{
		"/", "/index.html", "/service-worker.js", "/style.0123456789ab.css", "/atelier-simd.0123456789ab.wasm",
		"/atelier.0123456789ab.webmanifest", "/icon.0123456789ab.svg", "/data/manifest.json", "/data/train-00.0123456789ab.shard",
		"/_headers", "/nothing.js",
	} {
		request, err := http.NewRequest("GET", "http://site"+path, nil)
		require.NoError(t, err)
		request.Header.Set("Accept-Encoding", "gzip")
		got, err := client.Do(request)
		require.NoError(t, err)
		body, err := io.ReadAll(got.Body)
		got.Body.Close()
		require.NoError(t, err)
		recorder := httptest.NewRecorder()
		own.ServeHTTP(recorder, request)
		want := recorder.Result()

		require.Equal(t, want.StatusCode, got.StatusCode, path)
		names := []string{}
		for _, h := range static.Security() {
			names = append(names, h.Name)
		}
		if want.StatusCode == http.StatusOK {
			names = append(names, "Content-Type", "Content-Encoding", "Cache-Control")
			require.Equal(t, recorder.Body.String(), string(body), path)
		}
		for _, name := range names {
			require.Equal(t, want.Header.Get(name), got.Header.Get(name), "%s of %s", name, path)
		}
	}
}
