package main

import (
	"syscall/js"

	"atelier/site/store"
)

// watchSizes reports the sizes that the page's drawings depend on, now and
// whenever they change.
func watchSizes(dispatch func(store.Action)) {
	document := js.Global().Get("document")
	root := document.Get("documentElement")
	place := func(m store.Measure) js.Value { return document.Call("getElementById", string(m)) }
	width := func(m store.Measure) int { return place(m).Get("clientWidth").Int() }
	var known store.Sizes
	measure := func() {
		sizes := store.Sizes{
			Page:           root.Get("clientWidth").Int(),
			Accuracy:       width(store.Accuracy),
			Loss:           width(store.TrainingLoss),
			ValidationLoss: width(store.ValidationLoss),
			Rate:           width(store.Rate),
		}
		// While nothing is laid out, the charts keep the sizes they had.
		if sizes.Accuracy+sizes.Loss+sizes.ValidationLoss+sizes.Rate == 0 {
			page := sizes.Page
			sizes = known
			sizes.Page = page
		}
		if sizes != known {
			known = sizes
			dispatch(store.Measured{Sizes: sizes})
		}
	}
	observer := js.Global().Get("ResizeObserver").New(js.FuncOf(func(js.Value, []js.Value) any {
		measure()
		return nil
	}))
	observer.Call("observe", root)
	for _, m := range store.Measures() {
		observer.Call("observe", place(m))
	}
	measure()
}
