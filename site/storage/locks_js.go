package storage

import (
	"syscall/js"

	"atelier/site/internal/web"
)

// webLocks holds names by Web Locks, which browsers have only for pages that came
// a safe way.
type webLocks struct{ locks js.Value }

func (w webLocks) hold(name string, got func(release func()), refused func()) {
	have := false
	granted := once(func(js.Value) any {
		have = true
		var let js.Value
		executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
			let = args[0]
			return nil
		})
		defer executor.Release()
		held := js.Global().Get("Promise").New(executor)
		got(func() { let.Invoke() })
		return held
	})
	web.Then(w.locks.Call("request", name, granted), func(js.Value) {}, func(js.Value) {
		if !have {
			refused()
		}
	})
}

// Those that ask share the lock, so that none takes the other for the holder.
func (w webLocks) free(name string, have func(bool)) {
	free := false
	options := map[string]any{"mode": "shared", "ifAvailable": true}
	told := func(js.Value) { have(free) }
	web.Then(w.locks.Call("request", name, options, once(func(lock js.Value) any {
		free = lock.Truthy()
		return nil
	})), told, told)
}

func (w webLocks) freed(name string, f func()) {
	options := map[string]any{"mode": "shared"}
	web.Then(w.locks.Call("request", name, options, once(func(js.Value) any { return nil })),
		func(js.Value) { f() }, func(js.Value) {})
}

// once returns a function for the browser to call one time.
func once(f func(argument js.Value) any) js.Func {
	var call js.Func
	call = js.FuncOf(func(_ js.Value, args []js.Value) any {
		call.Release()
		return f(args[0])
	})
	return call
}
