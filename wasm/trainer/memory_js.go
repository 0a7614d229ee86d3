package trainer

import "syscall/js"

// browserMemory is a SharedArrayBuffer: the counter, and the bytes behind it.
type browserMemory struct {
	buffer  js.Value
	counter js.Value // Int32Array of the first four bytes
	bytes   js.Value // Uint8Array of all that follows
	len     int
}

// counterBytes leaves what follows as well aligned as any array.
const counterBytes = 64

func (b *browser) SharesMemory() bool {
	return b.scope.Get("crossOriginIsolated").Truthy() && b.scope.Get("SharedArrayBuffer").Truthy()
}

func (b *browser) NewMemory(bytes int) memory {
	return memoryOf(b.scope.Get("SharedArrayBuffer").New(counterBytes + bytes))
}

func memoryOf(buffer js.Value) *browserMemory {
	return &browserMemory{
		buffer:  buffer,
		counter: js.Global().Get("Int32Array").New(buffer, 0, 1),
		bytes:   js.Global().Get("Uint8Array").New(buffer, counterBytes),
		len:     buffer.Get("byteLength").Int() - counterBytes,
	}
}

func (m *browserMemory) Len() int { return m.len }

func (m *browserMemory) place(at, n int) js.Value { return m.bytes.Call("subarray", at, at+n) }

func (m *browserMemory) Write(at int, bytes []byte) {
	if len(bytes) > 0 {
		js.CopyBytesToJS(m.place(at, len(bytes)), bytes)
	}
}

func (m *browserMemory) Read(at int, bytes []byte) {
	if len(bytes) > 0 {
		js.CopyBytesToGo(bytes, m.place(at, len(bytes)))
	}
}

func (m *browserMemory) Announce(count int) {
	atomics := js.Global().Get("Atomics")
	atomics.Call("store", m.counter, 0, count)
	atomics.Call("notify", m.counter, 0)
}

func (m *browserMemory) Await(count int, seconds float64) bool {
	atomics := js.Global().Get("Atomics")
	load := func() int { return atomics.Call("load", m.counter, 0).Int() }
	// Waking a worker takes as long as a good part of a step; so who waits
	// looks for about that long before it sleeps.
	for range 200 {
		if load() >= count {
			return true
		}
	}
	for {
		now := load()
		if now >= count {
			return true
		}
		if atomics.Call("wait", m.counter, 0, now, seconds*1000).String() == "timed-out" {
			return false
		}
	}
}
