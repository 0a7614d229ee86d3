package pool

import "syscall/js"

// Browser returns the browser as a place of workers. Where their parts are
// stands in the attributes of the page's root (see index.html). The program is
// compiled once, for all of them.
func Browser() Place {
	return &browser{parts: js.Global().Get("document").Get("documentElement").Get("dataset"), module: js.Null()}
}

// Cores returns how many cores the browser says it has; 0 if it does not say.
func Cores() int {
	cores := js.Global().Get("navigator").Get("hardwareConcurrency")
	if cores.Type() != js.TypeNumber {
		return 0
	}
	return cores.Int()
}

type browser struct {
	parts   js.Value
	module  js.Value // null until it is compiled
	waiting []func() // for the module; nil unless it is being compiled
}

// program is the address of the program that this browser can run.
func (b *browser) program() string {
	if b.parts.Get("simd").String() == "true" {
		return b.address("trainerSimd")
	}
	return b.address("trainerPlain")
}

// address returns the absolute address of a part.
func (b *browser) address(part string) string {
	base := js.Global().Get("document").Get("baseURI")
	return js.Global().Get("URL").New(b.parts.Get(part), base).Get("href").String()
}

func (b *browser) Launch(received, failed func(string)) Worker {
	w := &webWorker{Value: js.Global().Get("Worker").New(b.address("worker"))}
	w.on("message", func(event js.Value) { received(event.Get("data").String()) })
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
	b.compile(func() {
		w.begin(map[string]any{
			"exec":   b.address("exec"),
			"module": b.module,
			"wasm":   b.program(),
			"shards": b.address("shards"),
		})
	})
	return w
}

func (b *browser) Channel() (Port, Port) {
	channel := js.Global().Get("MessageChannel").New()
	return channel.Get("port1"), channel.Get("port2")
}

// compile calls then once the module is there, or cannot be had this way: then
// the worker fetches the program by itself, and says what is wrong with it.
func (b *browser) compile(then func()) {
	if b.module.Truthy() {
		then()
		return
	}
	b.waiting = append(b.waiting, then)
	if len(b.waiting) > 1 {
		return
	}
	var compiled, refused js.Func
	settle := func(module js.Value) any {
		compiled.Release()
		refused.Release()
		b.module = module
		for _, then := range b.waiting {
			then()
		}
		b.waiting = nil
		return nil
	}
	compiled = js.FuncOf(func(_ js.Value, args []js.Value) any { return settle(args[0]) })
	refused = js.FuncOf(func(js.Value, []js.Value) any { return settle(js.Null()) })
	response := js.Global().Call("fetch", b.program())
	js.Global().Get("WebAssembly").Call("compileStreaming", response).Call("then", compiled, refused)
}

// webWorker is a worker of the browser.
type webWorker struct {
	js.Value
	listeners []js.Func
	waiting   []func() // messages from before it began
	begun     bool
}

func (w *webWorker) on(event string, f func(event js.Value)) {
	listener := js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	})
	w.listeners = append(w.listeners, listener)
	w.Call("addEventListener", event, listener)
}

// begin sends the message that starts the program (see worker.js), and those
// that were waiting for it.
func (w *webWorker) begin(parts map[string]any) {
	w.Call("postMessage", parts)
	w.begun = true
	for _, post := range w.waiting {
		post()
	}
	w.waiting = nil
}

func (w *webWorker) Post(message string, p Port) {
	if !w.begun {
		w.waiting = append(w.waiting, func() { w.Post(message, p) })
		return
	}
	if p == nil {
		w.Call("postMessage", message)
		return
	}
	w.Call("postMessage", message, []any{p})
}

func (w *webWorker) Terminate() {
	w.Call("terminate")
	for _, listener := range w.listeners {
		listener.Release()
	}
}
