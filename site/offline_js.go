package main

import (
	"syscall/js"

	"atelier/site/internal/web"
	"atelier/site/store"
)

// versions deals with the service worker, which keeps the page and its data for
// visits without a network; see site/static/service-worker.js.
type versions struct {
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
	v := &versions{container: container, dispatch: dispatch}
	return v.follow
}

func (v *versions) follow(s store.State) {
	if s.Data.Phase == store.Loaded && !v.asked {
		v.asked = true
		v.register()
	}
	wanted := s.Update == store.UpdateWanted
	if wanted && !v.wanted {
		if waiting := v.registration.Get("waiting"); waiting.Truthy() {
			waiting.Call("postMessage", "use")
		} else { // it does so no more
			js.Global().Get("location").Call("reload")
		}
	}
	v.wanted = wanted
}

// register asks for the service worker. Where the browser refuses, the page
// needs the network, as any other.
func (v *versions) register() {
	script := js.Global().Get("atelier").Get("serviceWorker")
	// What says that there is a newer version must not come from a cache.
	registered := v.container.Call("register", script, map[string]any{"updateViaCache": "none"})
	web.Then(registered, v.watch, nil)
	web.Then(v.container.Get("ready"), func(registration js.Value) {
		parts := js.Global().Get("document").Get("documentElement").Get("dataset")
		base := js.Global().Get("document").Get("baseURI")
		shards := js.Global().Get("URL").New(parts.Get("shards"), base).Get("href")
		registration.Get("active").Call("postMessage", map[string]any{"keep": shards})
	}, nil)
}

// watch sees to newer versions from now on. A page that stays open for days
// hears of them when people come back to it.
func (v *versions) watch(registration js.Value) {
	v.registration = registration
	v.look()
	on(registration, "updatefound", func(js.Value) {
		on(registration.Get("installing"), "statechange", func(js.Value) { v.look() })
	})
	on(v.container, "message", func(e js.Value) {
		if e.Get("data").String() == "newer" {
			v.dispatch(store.UpdateFound{})
		} else {
			v.dispatch(store.UpdateRefused{})
		}
	})
	on(v.container, "controllerchange", func(js.Value) {
		if v.wanted {
			js.Global().Get("location").Call("reload")
		}
	})
	document := js.Global().Get("document")
	on(document, "visibilitychange", func(js.Value) {
		if document.Get("visibilityState").String() == "visible" {
			web.Then(registration.Call("update"), nil, nil)
		}
	})
}

// look asks the service worker of another build that is there and waits,
// whether it is a newer one. It may be the page's own.
func (v *versions) look() {
	waiting := v.registration.Get("waiting")
	if v.registration.Get("active").Truthy() && waiting.Truthy() {
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
