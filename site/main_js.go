// Command site is the program of the page: it shows the store's state, turns
// what people do into actions, and owns the workers.
package main

import (
	"runtime/debug"
	"syscall/js"

	"github.com/hexops/vecty"

	"atelier/site/pool"
	"atelier/site/store"
	"atelier/site/ui"
	"atelier/wasm/wire"
)

func main() {
	// The heap is small and the collector stops the page: rather rarely, even
	// if that takes more memory.
	debug.SetGCPercent(800)
	root := js.Global().Get("document").Get("documentElement")
	initial := store.Initial()
	initial.SIMD = root.Get("dataset").Get("simd").String() == "true"
	initial.Theme = rememberedTheme()

	var s *store.Store
	workers := pool.New(pool.Browser(), func(r wire.Report) { s.Dispatch(store.Reported{Report: r}) })
	s = store.New(initial, workers.Send)

	page := &ui.Page{State: initial, Dispatch: s.Dispatch}
	showTheme(initial)
	if err := vecty.RenderInto("#app", page); err != nil {
		panic(err) // index.html has no such element
	}
	s.Listen(func(state store.State) {
		page.State = state
		vecty.Rerender(page) // at most once a frame, and not while hidden
	})
	s.Listen(showTheme)
	s.Listen(showTitle())
	watchSizes(s.Dispatch)
	keepFocus()
	s.Dispatch(store.LoadData{})
	select {} // all further work is done in callbacks
}

// showTitle returns a listener that keeps the tab's title.
func showTitle() func(store.State) {
	shown := ""
	return func(s store.State) {
		if title := ui.Title(s); title != shown {
			shown = title
			vecty.SetTitle(title)
		}
	}
}
