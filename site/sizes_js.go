package main

import (
	"syscall/js"

	"atelier/site/store"
	"atelier/site/ui"
)

// watchSizes reports the sizes that the page's drawings depend on, now and
// whenever they change.
func watchSizes(dispatch func(store.Action)) {
	document := js.Global().Get("document")
	root := document.Get("documentElement")
	width := func(id string) int {
		return document.Call("getElementById", id).Get("clientWidth").Int()
	}
	var known store.Sizes
	measure := func() {
		sizes := store.Sizes{
			Page:     root.Get("clientWidth").Int(),
			Accuracy: width(ui.AccuracyID),
			Loss:     width(ui.LossID),
		}
		if sizes != known && sizes.Accuracy > 0 { // 0 while nothing is laid out
			known = sizes
			dispatch(store.Measured{Sizes: sizes})
		}
	}
	observer := js.Global().Get("ResizeObserver").New(js.FuncOf(func(js.Value, []js.Value) any {
		measure()
		return nil
	}))
	observer.Call("observe", root)
	observer.Call("observe", document.Call("getElementById", ui.AccuracyID))
	observer.Call("observe", document.Call("getElementById", ui.LossID))
	measure()
}
