package storage

import "syscall/js"

// Pages know of each other by locks of the browser: each holds one by its
// session for as long as it lives, and one of them, in turn, that of opening.
// Where the browser has none, a page takes itself to be the only one.
const (
	pageLock    = "atelier page "
	openingLock = "atelier opening"
)

// alone calls f while no other page opens.
func (b *browser) alone(f func(Opening)) {
	only := func(js.Value) { f(Opening{Alive: func(string) bool { return false }, Release: func() {}}) }
	locks := navigator().Get("locks")
	if !locks.Truthy() {
		only(js.Null())
		return
	}
	hold(locks, pageLock+b.session, func(func()) {
		hold(locks, openingLock, func(release func()) {
			settled(locks.Call("query"), func(found js.Value) {
				f(Opening{Alive: aliveIn(found.Get("held")), Release: release})
			}, only)
		}, only)
	}, only)
}

// hold calls f once the lock is held, which it is until release is called, or
// people leave the page. A page that the browser puts aside then, to show it again
// when they come back, is loaded anew: its runs may be another's by now. It calls
// refused instead if the page may have no locks.
func hold(locks js.Value, name string, f func(release func()), refused func(js.Value)) {
	var granted js.Func
	have := false
	granted = js.FuncOf(func(js.Value, []js.Value) any {
		granted.Release()
		have = true
		var let js.Value
		executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
			let = args[0]
			return nil
		})
		defer executor.Release()
		held := js.Global().Get("Promise").New(executor)
		leave(func() { let.Invoke() })
		f(func() { let.Invoke() })
		return held
	})
	settled(locks.Call("request", name, granted), func(js.Value) {}, func(reason js.Value) {
		if !have {
			refused(reason)
		}
	})
}

// leave calls release when people leave the page.
func leave(release func()) {
	window := js.Global()
	window.Call("addEventListener", "pagehide", js.FuncOf(func(js.Value, []js.Value) any {
		release()
		return nil
	}))
	window.Call("addEventListener", "pageshow", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if args[0].Get("persisted").Bool() {
			window.Get("location").Call("reload")
		}
		return nil
	}))
}

// aliveIn returns what tells whether a page is among those that hold a lock.
func aliveIn(held js.Value) func(session string) bool {
	names := map[string]bool{}
	for i := range held.Length() {
		names[held.Index(i).Get("name").String()] = true
	}
	return func(session string) bool { return names[pageLock+session] }
}
