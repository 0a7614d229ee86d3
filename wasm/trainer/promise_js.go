package trainer

import (
	"errors"
	"syscall/js"
)

// waiter waits for promises, one after the other.
type waiter struct {
	settled            chan outcome
	resolved, rejected js.Func
}

type outcome struct {
	value js.Value
	err   error
}

func newWaiter() *waiter {
	w := &waiter{settled: make(chan outcome, 1)}
	w.resolved = js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.settled <- outcome{value: args[0]}
		return nil
	})
	w.rejected = js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.settled <- outcome{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	return w
}

// await blocks the calling goroutine until the promise is settled.
func (w *waiter) await(promise js.Value) (js.Value, error) {
	promise.Call("then", w.resolved, w.rejected)
	o := <-w.settled
	return o.value, o.err
}

func (w *waiter) release() {
	w.resolved.Release()
	w.rejected.Release()
}

// await is a waiter's for one promise.
func await(promise js.Value) (js.Value, error) {
	w := newWaiter()
	defer w.release()
	return w.await(promise)
}
