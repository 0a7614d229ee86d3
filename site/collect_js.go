package main

import (
	"runtime"
	"runtime/debug"
	"syscall/js"

	"atelier/site/store"
)

const (
	// idleGarbage, in bytes, is worth a round of the collector while the browser
	// has nothing to do.
	idleGarbage = 2 << 20
	// roundMs is about how long a round takes.
	roundMs = 10
)

// collect has the collector run while the browser has nothing to do, and
// returns what looks after that. A round takes some milliseconds, which would
// be much of a frame. Should the browser be busy all the time, a round comes by
// itself once 6 MB have come together; of the 4 MB that Go would have it at
// there would be one every few frames, as little is alive.
func collect() func(store.State) {
	debug.SetGCPercent(150)
	window := js.Global()
	if window.Get("requestIdleCallback").IsUndefined() {
		return func(store.State) {}
	}
	asked, alive := false, heap()
	idle := js.FuncOf(func(_ js.Value, args []js.Value) any {
		asked = false
		if heap() > alive+idleGarbage && args[0].Call("timeRemaining").Float() > roundMs {
			runtime.GC()
			alive = heap()
		}
		return nil
	})
	return func(store.State) {
		if !asked {
			asked = true
			window.Call("requestIdleCallback", idle)
		}
	}
}

// warm runs the collector once, in a task of its own before anything moves. Its
// later rounds take some milliseconds each, as little is alive; the first takes
// ten times that, because the browser compiles each function when it is first
// called.
func warm() {
	var collect js.Func
	collect = js.FuncOf(func(js.Value, []js.Value) any {
		collect.Release()
		runtime.GC()
		return nil
	})
	js.Global().Call("setTimeout", collect, 0)
}

// heap returns how much is in use, garbage included.
func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
