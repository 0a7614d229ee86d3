package pool

import "syscall/js"

// Browser returns the browser as a place of workers. Where their parts are
// stands in the attributes of the page's root (see index.html). They run the
// page's own program, which is compiled already.
func Browser() Place {
	return &browser{parts: js.Global().Get("document").Get("documentElement").Get("dataset")}
}

// Cores returns how many cores the browser says it has; 0 if it does not say.
func Cores() int {
	cores := js.Global().Get("navigator").Get("hardwareConcurrency")
	if cores.Type() != js.TypeNumber {
		return 0
	}
	return cores.Int()
}

type browser struct{ parts js.Value }

// address returns the absolute address of a part.
func (b *browser) address(part string) string {
	base := js.Global().Get("document").Get("baseURI")
	return js.Global().Get("URL").New(b.parts.Get(part), base).Get("href").String()
}

func (b *browser) Launch(received func(string, Snapshot), failed func(string)) Worker {
	w := &webWorker{Value: js.Global().Get("Worker").New(js.Global().Get("atelier").Get("worker")), bell: newBell()}
	w.on("message", func(event js.Value) {
		message := event.Get("data")
		if message.Type() == js.TypeString {
			received(message.String(), nil)
			return
		}
		received(message.Index(0).String(), message.Index(1)) // a Uint8Array, left where it is
	})
	w.on("error", func(event js.Value) {
		// An exception inside the worker is reported by its own script, with
		// more to say; what comes here without a message is a script that
		// could not be had.
		if message := event.Get("message"); message.Truthy() {
			failed(message.String())
			return
		}
		failed("the worker’s script could not be fetched")
	})
	w.Call("postMessage", map[string]any{ // see worker.js
		"exec":   b.address("exec"),
		"module": js.Global().Get("atelier").Get("module"),
		"shards": b.address("shards"),
		"bell":   w.bell,
	})
	return w
}

// newBell returns the bell of a worker; undefined where pages cannot share
// memory with workers.
func newBell() js.Value {
	if !js.Global().Get("crossOriginIsolated").Truthy() {
		return js.Undefined()
	}
	const bytes = 4
	return js.Global().Get("Int32Array").New(js.Global().Get("SharedArrayBuffer").New(bytes))
}

func (b *browser) Channel() (Port, Port) {
	channel := js.Global().Get("MessageChannel").New()
	return channel.Get("port1"), channel.Get("port2")
}

// webWorker is a worker of the browser.
type webWorker struct {
	js.Value
	bell      js.Value // see worker.js
	listeners []js.Func
}

func (w *webWorker) on(event string, f func(event js.Value)) {
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
	w.listeners = append(w.listeners, listener)
	w.Call("addEventListener", event, listener)
}

func (w *webWorker) Post(message string, p Port, s Snapshot) {
	switch {
	case p != nil:
		w.Call("postMessage", message, []any{p})
	case s != nil:
		w.Call("postMessage", []any{message, s})
	default:
		w.Call("postMessage", message)
	}
	if w.bell.Truthy() {
		js.Global().Get("Atomics").Call("add", w.bell, 0, 1)
	}
}

func (w *webWorker) Terminate() {
	w.Call("terminate")
	for _, listener := range w.listeners {
		listener.Release()
	}
}
