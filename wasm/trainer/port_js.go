package trainer

import "syscall/js"

// browserPort is a MessagePort.
type browserPort struct {
	js.Value
	heard  js.Func
	borrow func(m memory)
}

// A message is an array: its text, then its arrays of bytes; or it is a
// SharedArrayBuffer, which is lent.

func (p *browserPort) Listen(f func(text []byte, arrays []array)) {
	p.heard = js.FuncOf(func(_ js.Value, args []js.Value) any {
		message := args[0].Get("data")
		if !js.Global().Get("Array").Call("isArray", message).Bool() {
			if p.borrow != nil {
				p.borrow(memoryOf(message))
			}
			return nil
		}
		var arrays []array
		for i := 1; i < message.Length(); i++ {
			arrays = append(arrays, browserArray{message.Index(i)})
		}
		f([]byte(message.Index(0).String()), arrays)
		return nil
	})
	p.Set("onmessage", p.heard) // which also opens the port
}

func (p *browserPort) Send(text []byte, arrays ...[]byte) {
	message, transfer := withArrays(text, arrays)
	p.Call("postMessage", message, transfer)
}

// withArrays returns a message, and what is to be handed over with it: the
// copies of the bytes, so that they are not copied again.
func withArrays(text []byte, arrays [][]byte) (message, transfer []any) {
	message = []any{string(text)}
	transfer = []any{}
	for _, bytes := range arrays {
		array := js.Global().Get("Uint8Array").New(len(bytes))
		js.CopyBytesToJS(array, bytes)
		message = append(message, array)
		transfer = append(transfer, array.Get("buffer"))
	}
	return message, transfer
}

func (p *browserPort) Lend(m memory) { p.Call("postMessage", m.(*browserMemory).buffer) }

func (p *browserPort) Borrow(f func(m memory)) { p.borrow = f }

func (p *browserPort) Close() {
	p.Call("close")
	p.Set("onmessage", js.Null())
	p.heard.Release()
}

// browserArray is a Uint8Array.
type browserArray struct{ js.Value }

func (a browserArray) Len() int { return a.Length() }

func (a browserArray) CopyTo(slice []byte) { js.CopyBytesToGo(slice, a.Value) }
