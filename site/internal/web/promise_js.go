package web

import (
	"errors"
	"syscall/js"
)

// Then calls one of two functions once, when a promise is kept or broken; either
// may be nil.
func Then(promise js.Value, kept, broken func(value js.Value)) {
	var onKept, onBroken js.Func
	once := func(f func(js.Value)) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			onKept.Release()
			onBroken.Release()
			if f != nil {
				f(args[0])
			}
			return nil
		})
	}
	onKept, onBroken = once(kept), once(broken)
	promise.Call("then", onKept, onBroken)
}

// Await returns what a promise comes to. It blocks the calling goroutine, which
// must not be that of a callback.
func Await(promise js.Value) (js.Value, error) {
	type end struct {
		value js.Value
		err   error
	}
	over := make(chan end, 1) // with room, as a callback must not wait
	Then(promise,
		func(value js.Value) { over <- end{value: value} },
		func(reason js.Value) { over <- end{err: errors.New(reason.Call("toString").String())} })
	e := <-over
	return e.value, e.err
}
