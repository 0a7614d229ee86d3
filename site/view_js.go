package main

import (
	"strings"
	"syscall/js"

	"atelier/site/store"
)

// followAddress shows the view that the address names behind its #, now and
// whenever that changes.
func followAddress(dispatch func(store.Action)) {
	location := js.Global().Get("location")
	follow := func() {
		dispatch(store.Show{View: store.View(strings.TrimPrefix(location.Get("hash").String(), "#"))})
	}
	js.Global().Call("addEventListener", "hashchange", js.FuncOf(func(js.Value, []js.Value) any {
		follow()
		return nil
	}))
	follow()
}
