package main

import (
	"syscall/js"

	"atelier/site/store"
)

// keeper deals with the service worker, which keeps the page and its data for
// visits without a network; see site/static/service-worker.js.
type keeper struct {
	container    js.Value // navigator.serviceWorker
	registration js.Value // undefined before it is there
	dispatch     func(store.Action)
	asked        bool // for the service worker
	wanted       bool // the newer version
}

// keepOffline returns a listener that has all kept once the data is here, whose
// coming it must not slow down, and that sees to newer versions. Browsers have
// service workers only for pages that came over a safe way.
func keepOffline(dispatch func(store.Action)) func(store.State) {
	container := js.Global().Get("navigator").Get("serviceWorker")
	if !container.Truthy() {
		return func(store.State) {}
	}
	k := &keeper{container: container, dispatch: dispatch}
	return k.follow
}

func (k *keeper) follow(s store.State) {
	if s.Data.Phase == store.Loaded && !k.asked {
		k.asked = true
		k.register()
	}
	wanted := s.Update == store.UpdateWanted
	if wanted && !k.wanted {
		if waiting := k.registration.Get("waiting"); waiting.Truthy() {
			waiting.Call("postMessage", "use")
		} else { // it does so no more
			js.Global().Get("location").Call("reload")
		}
	}
	k.wanted = wanted
}

// register asks for the service worker. Where the browser refuses, the page
// needs the network, as any other.
func (k *keeper) register() {
	script := js.Global().Get("atelier").Get("serviceWorker")
	// What says that there is a newer version must not come from a cache.
	registered := k.container.Call("register", script, map[string]any{"updateViaCache": "none"})
	whenKept(registered, k.watch)
	whenKept(k.container.Get("ready"), func(registration js.Value) {
		parts := js.Global().Get("document").Get("documentElement").Get("dataset")
		base := js.Global().Get("document").Get("baseURI")
		shards := js.Global().Get("URL").New(parts.Get("shards"), base).Get("href")
		registration.Get("active").Call("postMessage", map[string]any{"keep": shards})
	})
}

// watch sees to newer versions from now on. A page that stays open for days
// hears of them when people come back to it.
func (k *keeper) watch(registration js.Value) {
	k.registration = registration
	k.look()
	on(registration, "updatefound", func(js.Value) {
		on(registration.Get("installing"), "statechange", func(js.Value) { k.look() })
	})
	on(k.container, "message", func(e js.Value) {
		if e.Get("data").String() == "newer" {
			k.dispatch(store.UpdateFound{})
		} else {
			k.dispatch(store.UpdateRefused{})
		}
	})
	on(k.container, "controllerchange", func(js.Value) {
		if k.wanted {
			js.Global().Get("location").Call("reload")
		}
	})
	document := js.Global().Get("document")
	on(document, "visibilitychange", func(js.Value) {
		if document.Get("visibilityState").String() == "visible" {
			whenKept(registration.Call("update"), func(js.Value) {})
		}
	})
}

// look asks the service worker of another build that is there and waits,
// whether it is a newer one. It may be the page's own.
func (k *keeper) look() {
	waiting := k.registration.Get("waiting")
	if k.registration.Get("active").Truthy() && waiting.Truthy() {
		parts := js.Global().Get("document").Get("documentElement").Get("dataset")
		waiting.Call("postMessage", map[string]any{"page": parts.Get("build")})
	}
}

// on listens for as long as the page lives.
func on(target js.Value, event string, f func(e js.Value)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	}))
}

// whenKept calls f once the promise is kept; if it is broken, nothing.
func whenKept(promise js.Value, f func(value js.Value)) {
	var kept, broken js.Func
	release := func() { kept.Release(); broken.Release() }
	kept = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		f(args[0])
		return nil
	})
	broken = js.FuncOf(func(js.Value, []js.Value) any { release(); return nil })
	promise.Call("then", kept, broken)
}
