package trainer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
)

// Run is the program of a worker. It does not return.
func Run() {
	b := newBrowser()
	w := newWorker(b)
	shell := js.Global().Get("atelier")
	shell.Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var p port
		if len(args) > 1 {
			p = &browserPort{Value: args[1]}
		}
		message, snapshot := args[0], array(nil)
		if message.Type() == js.TypeObject { // with a snapshot beside the text
			snapshot = browserArray{message.Index(1)}
			message = message.Index(0)
		}
		w.receive([]byte(message.String()), p, snapshot)
		return nil
	}))
	shell.Call("ready")
	w.loop()
}

// browser is the host of a worker in the browser.
type browser struct {
	scope       js.Value // the worker's global object
	performance js.Value
	shards      string // address of the data's folder, ends in a slash

	// A message sent through this channel to oneself comes back as a task of
	// its own, behind the page's messages that were already waiting.
	self   js.Value
	echoed chan struct{}
}

func newBrowser() *browser {
	b := &browser{
		scope:       js.Global(),
		performance: js.Global().Get("performance"),
		shards:      js.Global().Get("atelier").Get("shards").String(),
		echoed:      make(chan struct{}, 1),
	}
	channel := js.Global().Get("MessageChannel").New()
	b.self = channel.Get("port1")
	channel.Get("port2").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		b.echoed <- struct{}{}
		return nil
	}))
	return b
}

func (b *browser) Post(message []byte, arrays ...[]byte) {
	if len(arrays) == 0 {
		b.scope.Call("postMessage", string(message))
		return
	}
	with, transfer := withArrays(message, arrays)
	b.scope.Call("postMessage", with, transfer)
}

func (b *browser) Now() float64 { return b.performance.Call("now").Float() / 1000 }

func (b *browser) Yield() {
	b.self.Call("postMessage", js.Null())
	<-b.echoed
}

func (b *browser) Sleep(seconds float64) {
	over := make(chan struct{})
	wake := js.FuncOf(func(js.Value, []js.Value) any {
		close(over)
		return nil
	})
	defer wake.Release()
	b.scope.Call("setTimeout", wake, seconds*1000)
	<-over
}

func (b *browser) Fetch(name string, fresh bool, limit int, progress func(bytes int)) ([]byte, error) {
	options := map[string]any{}
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
	reader := response.Get("body").Call("getReader")
	var content []byte
	for {
		chunk, err := await(reader.Call("read"))
		if err != nil {
			return nil, fmt.Errorf("broke off after %d bytes: %w", len(content), err)
		}
		if chunk.Get("done").Bool() {
			return content, nil
		}
		bytes := chunk.Get("value")
		start := len(content)
		if start+bytes.Length() > limit {
			reader.Call("cancel")
			return nil, fmt.Errorf("is longer than %d bytes", limit)
		}
		content = append(content, make([]byte, bytes.Length())...)
		js.CopyBytesToGo(content[start:], bytes)
		if progress != nil {
			progress(len(content))
		}
	}
}

// SHA256 has the browser sum up, which it does beside all else and in a fraction
// of the time; but it does so only for pages that came over a safe way.
func (b *browser) SHA256(data []byte) (sum func() string) {
	here := func() string {
		sum := sha256.Sum256(data)
		return hex.EncodeToString(sum[:])
	}
	subtle := b.scope.Get("crypto").Get("subtle")
	if !subtle.Truthy() {
		return here
	}
	array := b.scope.Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	digest := subtle.Call("digest", "SHA-256", array)
	return func() string {
		buffer, err := await(digest)
		if err != nil {
			return here()
		}
		sum := make([]byte, sha256.Size)
		js.CopyBytesToGo(sum, b.scope.Get("Uint8Array").New(buffer))
		return hex.EncodeToString(sum)
	}
}

func (b *browser) Inflate(data []byte, limit int) ([]byte, error) {
	decompression := b.scope.Get("DecompressionStream")
	if decompression.IsUndefined() {
		return nil, errors.New("this browser cannot inflate gzip (it has no DecompressionStream)")
	}
	array := b.scope.Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	blob := b.scope.Get("Blob").New([]any{array})
	stream := blob.Call("stream").Call("pipeThrough", decompression.New("gzip"))
	reader := stream.Call("getReader")
	content := make([]byte, 0, limit)
	for {
		chunk, err := await(reader.Call("read"))
		if err != nil {
			return nil, err
		}
		if chunk.Get("done").Bool() {
			return content, nil
		}
		bytes := chunk.Get("value")
		start, n := len(content), bytes.Length()
		if start+n > limit {
			reader.Call("cancel")
			return nil, fmt.Errorf("inflates to more than %d bytes", limit)
		}
		content = content[:start+n]
		js.CopyBytesToGo(content[start:], bytes)
	}
}

// await blocks the calling goroutine until the promise is settled.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	resolved := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{value: args[0]}
		return nil
	})
	defer resolved.Release()
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer rejected.Release()
	promise.Call("then", resolved, rejected)
	o := <-settled
	return o.value, o.err
}
