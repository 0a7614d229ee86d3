package trainer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
)

func (b *browser) Fetch(name string, fresh bool, limit int, progress func(bytes int)) (download, error) {
	p := newPatience(b.scope)
	defer p.release()
	options := map[string]any{"signal": p.signal}
	if fresh {
		options["cache"] = "reload"
	}
	response, err := await(b.scope.Call("fetch", b.shards+name, options))
	if err != nil {
		return nil, fmt.Errorf("cannot be fetched: %w", err)
	}
	if !response.Get("ok").Bool() {
		status := fmt.Sprintf("%d %s", response.Get("status").Int(), response.Get("statusText").String())
		return nil, fmt.Errorf("cannot be fetched: the server says %s", strings.TrimSpace(status))
	}
	room := b.scope.Get("Uint8Array").New(limit)
	n := 0
	err = readAll(response.Get("body"), func(chunk js.Value) error {
		p.renew()
		if n+chunk.Length() > limit {
			return errTooLong
		}
		room.Call("set", chunk, n)
		n += chunk.Length()
		if progress != nil {
			progress(n)
		}
		return nil
	})
	switch {
	case err == errTooLong:
		return nil, fmt.Errorf("is longer than %d bytes", limit)
	case err != nil:
		return nil, fmt.Errorf("broke off after %d bytes: %w", n, err)
	}
	return browserDownload{browserArray{room.Call("subarray", 0, n)}}, nil
}

var errTooLong = errors.New("too long")

// browserDownload is a Uint8Array.
type browserDownload struct{ browserArray }

// SHA256 has the browser sum up, which it does beside all else and in a fraction
// of the time; but it does so only for pages that came over a safe way.
func (d browserDownload) SHA256() string {
	sum := make([]byte, sha256.Size)
	if subtle := js.Global().Get("crypto").Get("subtle"); subtle.Truthy() {
		if buffer, err := await(subtle.Call("digest", "SHA-256", d.Value)); err == nil {
			js.CopyBytesToGo(sum, js.Global().Get("Uint8Array").New(buffer))
			return hex.EncodeToString(sum)
		}
	}
	content := make([]byte, d.Len())
	d.CopyTo(content)
	return fmt.Sprintf("%x", sha256.Sum256(content))
}

// Inflate writes the whole file to the browser's decompression at once: from a
// Blob, which comes in pieces, it takes half as long again.
func (d browserDownload) Inflate(into []byte) (n int, err error) {
	decompression := js.Global().Get("DecompressionStream")
	if decompression.IsUndefined() {
		return 0, errors.New("this browser cannot inflate gzip (it has no DecompressionStream)")
	}
	stream := decompression.New("gzip")
	writer := stream.Get("writable").Call("getWriter")
	// What is wrong with the data is told to the reader too.
	for _, promise := range []js.Value{writer.Call("write", d.Value), writer.Call("close")} {
		promise.Call("catch", js.Global().Get("Boolean"))
	}
	err = readAll(stream.Get("readable"), func(chunk js.Value) error {
		if n+chunk.Length() > len(into) {
			return fmt.Errorf("inflates to more than %d bytes", len(into))
		}
		n += js.CopyBytesToGo(into[n:], chunk)
		return nil
	})
	return n, err
}

// readAll hands over what a ReadableStream gives, chunk by chunk. It blocks the
// calling goroutine until the stream has ended, or take has returned an error.
func readAll(stream js.Value, take func(chunk js.Value) error) error {
	reader := stream.Call("getReader")
	w := newWaiter()
	defer w.release()
	for {
		chunk, err := w.await(reader.Call("read"))
		if err != nil {
			return err
		}
		if chunk.Get("done").Bool() {
			return nil
		}
		if err := take(chunk.Get("value")); err != nil {
			reader.Call("cancel")
			return err
		}
	}
}
