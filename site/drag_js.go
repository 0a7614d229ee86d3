package main

import (
	"syscall/js"

	"atelier/site/store"
)

// dragQueue has entries of the queue follow the pointer that holds them by
// their grip (see data-grip in package ui): an entry changes places as soon as
// the pointer is over another's. The list's elements stay where they are and
// only show other entries, so the one that is held is marked anew each time.
func dragQueue(dispatch func(store.Action)) {
	document := js.Global().Get("document")
	held, list, place := "", js.Null(), 0
	mark := func(on bool) {
		if item := list.Get("children").Index(place); item.Truthy() {
			item.Call("toggleAttribute", "data-held", on)
		}
	}
	listen := func(name string, f func(e js.Value)) {
		document.Call("addEventListener", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			f(args[0])
			return nil
		}))
	}
	release := func(js.Value) {
		if held != "" {
			mark(false)
			held = ""
		}
	}
	listen("pointerdown", func(e js.Value) {
		grip := closest(e, "[data-grip]")
		if !grip.Truthy() {
			return
		}
		e.Call("preventDefault") // of selecting text
		held, list = grip.Get("dataset").Get("grip").String(), grip.Call("closest", "ol")
		place = placeAt(list, e.Get("clientY").Float())
		mark(true)
	})
	listen("pointermove", func(e js.Value) {
		if held == "" {
			return
		}
		if to := placeAt(list, e.Get("clientY").Float()); to != place {
			mark(false)
			place = to
			mark(true)
			dispatch(store.Requeue{Run: held, Place: place})
		}
	})
	listen("pointerup", release)
	listen("pointercancel", release)
}

// placeAt returns which of a list's items is at that height, the nearest if
// none is.
func placeAt(list js.Value, y float64) int {
	items := list.Get("children")
	for i := range items.Length() {
		if y < items.Index(i).Call("getBoundingClientRect").Get("bottom").Float() {
			return i
		}
	}
	return items.Length() - 1
}
