package trainer

import (
	"bytes"
	"compress/gzip"
	"strings"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/require"
)

// downloaded returns some bytes as a file that was fetched.
func downloaded(content []byte) download {
	array := js.Global().Get("Uint8Array").New(len(content))
	js.CopyBytesToJS(array, content)
	return browserDownload{browserArray{array}}
}

func TestTheBrowserInflates(t *testing.T) {
	content := bytes.Repeat([]byte("warp and weft, "), 20_000) // many of the browser's chunks
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(content)
	require.NoError(t, w.Close())
	file := b.Bytes()

	for _, spare := range []int{0, 1} {
		into := make([]byte, len(content)+spare)
		n, err := downloaded(file).Inflate(into)
		require.NoError(t, err)
		require.Equal(t, content, into[:n])
	}
	_, err := downloaded(file).Inflate(make([]byte, len(content)-1))
	require.EqualError(t, err, "inflates to more than 299999 bytes")
	for name, spoilt := range map[string][]byte{
		"cut short":    file[:len(file)-1],
		"no gzip":      content,
		"another sum":  append(bytes.Clone(file[:len(file)-8]), make([]byte, 8)...),
		"nothing":      nil,
		"one too many": append(bytes.Clone(file), 0),
	} {
		_, err := downloaded(spoilt).Inflate(make([]byte, len(content)))
		require.Error(t, err, name)
	}
}

// The sum of "abc" is the example of the standard, FIPS 180.
func TestTheBrowserAndTheProgramSumUpAlike(t *testing.T) {
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	require.True(t, js.Global().Get("crypto").Get("subtle").Truthy())
	require.Equal(t, sum, downloaded([]byte("abc")).SHA256())

	// A page that came over an unsafe way has no crypto.subtle.
	js.Global().Get("Object").Call("defineProperty", js.Global(), "crypto", map[string]any{"value": map[string]any{}, "configurable": true})
	defer js.Global().Delete("crypto")
	require.False(t, js.Global().Get("crypto").Get("subtle").Truthy())
	require.Equal(t, sum, downloaded([]byte("abc")).SHA256())
}

func TestTheBrowserFetchesUpToALimit(t *testing.T) {
	b := &browser{scope: js.Global(), shards: "data:,"} // a URL that holds what it stands for
	content := strings.Repeat("a", 1000)
	came := 0
	d, err := b.Fetch(content, true, 1000, func(bytes int) { came = bytes })
	require.NoError(t, err)
	require.Equal(t, 1000, came)
	require.Equal(t, 1000, d.Len())
	into := make([]byte, 1000)
	d.CopyTo(into)
	require.Equal(t, content, string(into))

	_, err = b.Fetch(content, false, 999, nil)
	require.EqualError(t, err, "is longer than 999 bytes")
	b.shards = "no such scheme:"
	_, err = b.Fetch(content, false, 1000, nil)
	require.ErrorContains(t, err, "cannot be fetched: ")
}
