package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// build makes a folder with a site of one page.
func build(t *testing.T) string {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "index.html"), []byte("hello"), 0o644))
	return dir
}

// start runs the server until the test ends and returns its URL and what it
// printed before it.
func start(t *testing.T, args ...string) (url, printed string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out := &watched{text: "Atelier is at ", seen: make(chan struct{})}
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, args, out) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-ended)
	})
	select {
	case <-out.seen:
	case err := <-ended:
		ended <- err
		require.NoError(t, err)
	}
	match := regexp.MustCompile(`Atelier is at (\S+)`).FindStringSubmatch(out.String())
	return match[1], out.String()
}

// watched is a buffer that tells when a text has been written to it.
type watched struct {
	text string
	seen chan struct{}
	mu   sync.Mutex
	b    bytes.Buffer
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.Contains(string(p), w.text) {
		close(w.seen)
	}
	return w.b.Write(p)
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

func TestItServesTheFolderOnLoopback(t *testing.T) {
	url, _ := start(t, "-dir", build(t), "-port", "0")
	require.Regexp(t, `^http://127\.0\.0\.1:\d+/$`, url)
	response, err := http.Get(url)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, "hello", string(text))
}

func TestItServesUnderASubPath(t *testing.T) {
	url, _ := start(t, "-dir", build(t), "-port", "0", "-base", "/atelier")
	require.True(t, strings.HasSuffix(url, "/atelier/"), url)
	response, err := http.Get(url)
	require.NoError(t, err)
	response.Body.Close()
	require.Equal(t, http.StatusOK, response.StatusCode)
}

func TestATakenPortGivesWayToTheNextFreeOne(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	port := portOf(taken)
	url, printed := start(t, "-dir", build(t), "-port", fmt.Sprint(port))
	require.Contains(t, printed, fmt.Sprintf("Port %d is taken.", port))
	require.NotContains(t, url, fmt.Sprintf(":%d/", port))
	response, err := http.Get(url)
	require.NoError(t, err)
	response.Body.Close()
	require.Equal(t, http.StatusOK, response.StatusCode)
}

func TestAnswersUnderWayFinishWhenItEnds(t *testing.T) {
	listener, err := listen("127.0.0.1", 0)
	require.NoError(t, err)
	arrived, goOn := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-goOn
		io.WriteString(w, "late")
	})
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- serve(ctx, listener, handler) }()
	answer := make(chan string, 1)
	go func() {
		response, err := http.Get(address(listener, "/"))
		if err != nil {
			answer <- err.Error()
			return
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		answer <- string(text)
	}()
	<-arrived
	cancel()
	close(goOn)
	require.Equal(t, "late", <-answer)
	require.NoError(t, <-served)
}

func TestSlowAndLongHeadsAreCutOff(t *testing.T) {
	url, _ := start(t, "-dir", build(t), "-port", "0")
	request, err := http.NewRequest("GET", url, nil)
	require.NoError(t, err)
	request.Header.Set("X-Long", strings.Repeat("x", 64<<10))
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	response.Body.Close()
	require.Equal(t, http.StatusRequestHeaderFieldsTooLarge, response.StatusCode)

	connection, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/"))
	require.NoError(t, err)
	defer connection.Close()
	_, err = io.WriteString(connection, "GET / HTTP/1.1\r\n") // and no more
	require.NoError(t, err)
	require.NoError(t, connection.SetReadDeadline(time.Now().Add(30*time.Second)))
	_, err = connection.Read(make([]byte, 1))
	require.ErrorIs(t, err, io.EOF, "the server should have hung up")
}

func TestTheAddressIsOneThatABrowserCanOpen(t *testing.T) {
	listener, err := listen("0.0.0.0", 0)
	require.NoError(t, err)
	defer listener.Close()
	require.Equal(t, fmt.Sprintf("http://127.0.0.1:%d/", portOf(listener)), address(listener, ""))
}

func TestOtherMachinesAreToldOfOnlyWhereTheyAreLetIn(t *testing.T) {
	alone, err := listen("127.0.0.1", 0)
	require.NoError(t, err)
	defer alone.Close()
	require.Empty(t, elsewhere(alone, "/"))

	open, err := listen("0.0.0.0", 0)
	require.NoError(t, err)
	defer open.Close()
	served := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		served <- serve(ctx, open, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.Path) }))
	}()
	for _, url := range elsewhere(open, "class") { // none on a machine without a network
		response, err := http.Get(url)
		require.NoError(t, err)
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		require.NoError(t, err)
		require.Equal(t, "/class/", string(text))
		require.NotContains(t, url, "127.0.0.1")
	}
	cancel()
	require.NoError(t, <-served)
}

func TestWhatCannotBeServedIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no folder":      {[]string{"-dir", "no-such-folder"}, "no-such-folder"},
		"no site in it":  {[]string{"-dir", t.TempDir()}, "run make site first"},
		"no such port":   {[]string{"-dir", build(t), "-port", "70000"}, "port 70000: must be from 0 to 65535"},
		"no such host":   {[]string{"-dir", build(t), "-port", "0", "-host", "no.such.host.invalid"}, "no.such.host.invalid"},
		"a stray folder": {[]string{"build"}, `unexpected argument "build"`},
	} {
		t.Run(name, func(t *testing.T) {
			require.ErrorContains(t, run(t.Context(), c.args, io.Discard), c.says)
		})
	}
}
