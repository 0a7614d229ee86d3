package main

import "syscall/js"

// keepFocus moves the focus on from buttons that go away when they are clicked,
// and from what the Escape key closes (see data-then and data-escape in package
// ui), which would leave people without a mouse at the top of the page.
func keepFocus() {
	document := js.Global().Get("document")
	goOn := func(e js.Value, name string) {
		if element := closest(e, "[data-"+name+"]"); element.Truthy() {
			then := element.Get("dataset").Get(name).String()
			afterRender(func() { focusFirst(then) })
		}
	}
	document.Call("addEventListener", "click", js.FuncOf(func(_ js.Value, args []js.Value) any {
		goOn(args[0], "then")
		if opener := closest(args[0], "[aria-controls]"); opener.Truthy() {
			afterRender(func() { bringIntoSight(opener.Call("getAttribute", "aria-controls")) })
		}
		return nil
	}))
	document.Call("addEventListener", "keydown", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if args[0].Get("key").String() == "Escape" {
			goOn(args[0], "escape")
		}
		return nil
	}))
}

// closest returns the element of the selector in which an event happened, null
// if there is none: extensions of the browser also send events to the document
// itself, which is no element.
func closest(event js.Value, selector string) js.Value {
	target := event.Get("target")
	if target.Get("closest").IsUndefined() {
		return js.Null()
	}
	return target.Call("closest", selector)
}

// bringIntoSight scrolls no farther than it must to show an element.
func bringIntoSight(id js.Value) {
	if e := js.Global().Get("document").Call("getElementById", id); e.Truthy() {
		e.Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
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
