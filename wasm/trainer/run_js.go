package trainer

import "syscall/js"

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

	// The page rings after every message that it sends: an Int32Array of one
	// number that counts them, in shared memory, and what it was at the last
	// yield. It is undefined where there is no such memory.
	bell  js.Value
	rings int
}

func newBrowser() *browser {
	b := &browser{
		scope:       js.Global(),
		performance: js.Global().Get("performance"),
		shards:      js.Global().Get("atelier").Get("shards").String(),
		bell:        js.Global().Get("atelier").Get("bell"),
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
	b.rings = b.heard()
	b.self.Call("postMessage", js.Null())
	<-b.echoed
}

func (b *browser) Quiet() bool { return b.bell.Truthy() && b.heard() == b.rings }

// heard returns how often the bell has rung.
func (b *browser) heard() int {
	if !b.bell.Truthy() {
		return 0
	}
	return js.Global().Get("Atomics").Call("load", b.bell, 0).Int()
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
