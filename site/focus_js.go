package main

import "syscall/js"

// keepFocus moves the focus on from buttons that go away when they are clicked
// (see data-then in package ui), which would leave people without a mouse at
// the top of the page.
func keepFocus() {
	document := js.Global().Get("document")
	document.Call("addEventListener", "click", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if element := args[0].Get("target").Call("closest", "[data-then]"); element.Truthy() {
			selector := element.Get("dataset").Get("then").String() // the render may change it
			afterRender(func() { focusFirst(selector) })
		}
		return nil
	}))
}

// afterRender calls f once what was dispatched so far is on the page: vecty's
// own request for the next frame came before this one.
func afterRender(f func()) {
	var frame js.Func
	frame = js.FuncOf(func(js.Value, []js.Value) any {
		frame.Release()
		f()
		return nil
	})
	js.Global().Call("requestAnimationFrame", frame)
}

// focusFirst focuses the first element of the selector that can be seen; some
// are there twice, for large windows and small ones.
func focusFirst(selector string) {
	found := js.Global().Get("document").Call("querySelectorAll", selector)
	for i := range found.Length() {
		if e := found.Index(i); e.Call("getClientRects").Length() > 0 {
			e.Call("focus", map[string]any{"preventScroll": true})
			// A field to write in, or a menu to choose from, must be seen.
			if wanted := e.Call("closest", "input, .menu"); wanted.Truthy() {
				wanted.Call("scrollIntoView", map[string]any{"block": "nearest"})
			}
			return
		}
	}
}
