package static

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheEncodingIsTheBestThatIsAccepted(t *testing.T) {
	both := []string{brotli, gzip}
	for _, c := range []struct {
		accept    string
		available []string
		want      string
	}{
		{"gzip, deflate, br, zstd", both, brotli}, // what browsers send
		{"gzip, deflate", both, gzip},
		{"gzip, deflate, br", []string{gzip}, gzip},
		{"br", []string{gzip}, identity},
		{"br", nil, identity},
		{"", both, identity},
		{"br;q=0.5, gzip", both, gzip},
		{"br;q=0.5, gzip;q=0.5", both, brotli},
		{"br;q=0, gzip", both, gzip},
		{"br;q=0", both, identity},
		{"br; q=0.000, gzip; q=0.0", both, identity},
		{"*", both, brotli},
		{"*;q=0", both, identity},
		{"br;q=0, *", both, gzip},
		{"gzip;q=0.2, *;q=0.1", both, gzip},
		{"identity", both, identity},
		{"identity;q=1, br;q=0.5", both, identity},
		{"identity;q=0.5, br;q=1", both, brotli},
		{"identity, br", both, brotli},
		{"identity;q=0, gzip", both, gzip},
		{"identity;q=0, *;q=0", both, identity}, // refuses everything
		{"BR;Q=1", both, brotli},
		{"x-gzip", both, gzip},
		{" gzip ; q=1 ,", both, gzip},
		{"br;q=high, gzip", both, gzip}, // malformed entries do not count
		{"br;q=2, gzip", both, gzip},
		{"br;q=-1, gzip", both, gzip},
		{"br;level=4, gzip", both, gzip},
		{"br;q=NaN", both, identity},
		{";;,=,q=1", both, identity},
		{"brotli", both, identity},
	} {
		require.Equal(t, c.want, negotiate([]string{c.accept}, c.available), c.accept)
	}
	require.Equal(t, brotli, negotiate([]string{"gzip", "br"}, both), "two header lines are one list")
	require.Equal(t, identity, negotiate(nil, both), "no header")
}

func TestAnEncodedAnswerSaysSo(t *testing.T) {
	h := Handler(site, Options{})
	response := get(h, "GET", "/page.0123456789ab.wasm", "Accept-Encoding: gzip, br")
	require.Equal(t, "br", response.Header.Get("Content-Encoding"))
	require.Equal(t, "application/wasm", response.Header.Get("Content-Type"))
	require.Equal(t, "10", response.Header.Get("Content-Length")) // of "br program"
	require.Equal(t, "Accept-Encoding", response.Header.Get("Vary"))
	require.Equal(t, "br program", body(t, response))

	tag := response.Header.Get("ETag")
	again := get(h, "GET", "/page.0123456789ab.wasm", "Accept-Encoding: br", "If-None-Match: "+tag)
	require.Equal(t, 304, again.StatusCode)

	plain := get(h, "GET", "/page.0123456789ab.wasm")
	require.Empty(t, plain.Header.Get("Content-Encoding"))
	require.Equal(t, "Accept-Encoding", plain.Header.Get("Vary"))

	shard := get(h, "GET", "/data/test-0.fedcba987654.shard", "Accept-Encoding: gzip, br")
	require.Empty(t, shard.Header.Get("Content-Encoding"))
	require.Empty(t, shard.Header.Get("Vary"))
}

func FuzzNegotiate(f *testing.F) {
	f.Add("gzip;q=0.5, br")
	f.Add("*;q=0, identity")
	f.Fuzz(func(t *testing.T, accept string) {
		require.Contains(t, []string{identity, brotli, gzip}, negotiate([]string{accept}, []string{brotli, gzip}))
	})
}
