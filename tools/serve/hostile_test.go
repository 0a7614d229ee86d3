package main

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// dial opens a connection to the server that gives up after half a minute.
func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	at, err := url.Parse(address)
	require.NoError(t, err)
	connection, err := net.Dial("tcp", at.Host)
	require.NoError(t, err)
	t.Cleanup(func() { connection.Close() })
	require.NoError(t, connection.SetDeadline(time.Now().Add(30*time.Second)))
	return connection
}

// say sends bytes as they are, which no client of Go's would, and returns the
// status of the answer and its body.
func say(t *testing.T, address, request string) (status int, body string) {
	t.Helper()
	connection := dial(t, address)
	_, err := io.WriteString(connection, request)
	require.NoError(t, err)
	method, _, _ := strings.Cut(request, " ")
	response, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: method})
	require.NoError(t, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(content)
}

const rest = " HTTP/1.1\r\nHost: x\r\n\r\n"

func TestNoPathLeadsOutOfTheFolder(t *testing.T) {
	folder := build(t)
	secret := filepath.Join(filepath.Dir(folder), "secret.txt")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o644))
	t.Cleanup(func() { os.Remove(secret) })
	require.NoError(t, os.Symlink(secret, filepath.Join(folder, "link.txt")))
	at, _ := start(t, "-dir", folder, "-port", "0")
	for _, path := range []string{
		"/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/%5c..%5csecret.txt",
		"/%252e%252e/secret.txt", "/....//secret.txt", "/./../secret.txt", "//secret.txt", "/index.html%00", "/%00", "/index.html/../../secret.txt",
		"/%c0%ae%c0%ae/secret.txt", "/link.txt", "/C:%5csecret.txt", "http://x/../secret.txt", "/" + strings.Repeat("../", 500) + "secret.txt",
	} {
		status, body := say(t, at, "GET "+path+rest)
		require.GreaterOrEqual(t, status, 400, path)
		require.NotContains(t, body, "secret", path)
	}
}

func TestWhatIsNoRequestIsRefused(t *testing.T) {
	at, _ := start(t, "-dir", build(t), "-port", "0")
	for request, want := range map[string]int{
		"BREW /" + rest:          405,
		"POST /" + rest:          405,
		"TRACE /" + rest:         405,
		"CONNECT /" + rest:       405,
		"get /" + rest:           405, // methods have a case
		"GET / HTTP/1.1\r\n\r\n": 400, // without a host
		"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n":                                                   400,
		"GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n":                                                    400,
		"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n":                                                 400,
		"GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n":                                                          400,
		"GET /%zz" + rest:                                                                                400,
		"GET / HTTP/3.0\r\nHost: x\r\n\r\n":                                                              505,
		"\x16\x03\x01\x00\xa5\x01\x00\x00 \r\n\r\n":                                                      400, // TLS
		"GET /" + strings.Repeat("x", 64<<10) + rest:                                                     431,
		"GET / HTTP/1.1\r\n" + strings.Repeat("X: y\r\n", 8<<10) + rest:                                  431,
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": 405, // of a smuggler
		"GET / HTTP/1.0\r\n\r\n":                                                                         200,
	} {
		status, _ := say(t, at, request)
		require.Equal(t, want, status, "%.60q", request)
	}
}

func TestRangesAreServedAndNeverMoreThanTheFile(t *testing.T) {
	folder := build(t)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "a.shard"), []byte("0123456789"), 0o644))
	at, _ := start(t, "-dir", folder, "-port", "0")
	ask := func(method, ranges string) *http.Response {
		r, err := http.NewRequest(method, at+"a.shard", nil)
		require.NoError(t, err)
		r.Header.Set("Range", ranges)
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		t.Cleanup(func() { response.Body.Close() })
		return response
	}
	text := func(response *http.Response) string {
		content, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		return string(content)
	}
	for ranges, want := range map[string]string{"bytes=0-0": "0", "bytes=8-": "89", "bytes=-2": "89", "bytes=5-100": "56789", "bytes=0-9": "0123456789"} {
		response := ask("GET", ranges)
		require.Equal(t, http.StatusPartialContent, response.StatusCode, ranges)
		require.Equal(t, want, text(response), ranges)
	}
	// RFC 9110, section 14.2: what cannot be satisfied is 416, and what is no
	// range at all may be, or is ignored.
	for _, ranges := range []string{"bytes=10-", "bytes=100-200", "bytes=5-2", "bytes=--1", "bytes=a-b", "bytes=99999999999999999999-", "lines=0-1", "bytes"} {
		response := ask("GET", ranges)
		if response.StatusCode != http.StatusOK {
			require.Equal(t, http.StatusRequestedRangeNotSatisfiable, response.StatusCode, ranges)
		}
	}
	both := ask("GET", "bytes=0-1,8-9")
	require.Equal(t, http.StatusPartialContent, both.StatusCode)
	kind, _, err := mime.ParseMediaType(both.Header.Get("Content-Type"))
	require.NoError(t, err)
	require.Equal(t, "multipart/byteranges", kind)

	// The same part many times over would make a long answer of a short question.
	many := ask("GET", "bytes="+strings.Repeat("0-,", 1000)+"0-")
	require.Equal(t, "0123456789", text(many))

	head := ask("HEAD", "bytes=2-4")
	require.Equal(t, http.StatusPartialContent, head.StatusCode)
	require.Equal(t, "3", head.Header.Get("Content-Length"))
	require.Empty(t, text(head))
}

// The silent ones say nothing more after their first words, as an attacker's
// would that wants to hold all there are. The others are served meanwhile, and
// then the silent ones are hung up on.
func TestFiveHundredConnectionsAreServedBesideFiveHundredSilentOnes(t *testing.T) {
	folder := build(t)
	content := strings.Repeat("0123456789abcdef", 1<<12)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "a.shard"), []byte(content), 0o644))
	at, _ := start(t, "-dir", folder, "-port", "0")
	const count = 500
	var silent []net.Conn
	for range count {
		connection := dial(t, at)
		_, err := io.WriteString(connection, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		require.NoError(t, err)
		silent = append(silent, connection)
	}

	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: count, DisableKeepAlives: true}}
	var wait sync.WaitGroup
	errs := make(chan error, count)
	for range count {
		wait.Go(func() {
			response, err := client.Get(at + "a.shard")
			if err != nil {
				errs <- err
				return
			}
			defer response.Body.Close()
			got, err := io.ReadAll(response.Body)
			if err == nil && string(got) != content {
				err = fmt.Errorf("%d: %d bytes that are not the file", response.StatusCode, len(got))
			}
			if err != nil {
				errs <- err
			}
		})
	}
	wait.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
	for _, connection := range silent {
		_, err := io.ReadAll(connection)
		require.NoError(t, err, "the server should have hung up")
	}
}
