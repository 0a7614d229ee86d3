package main

import (
	"math"
	"slices"
	"strings"
	"syscall/js"

	"atelier/core/link"
	"atelier/site/store"
)

// followAddress shows the view, or the place of the laboratory, that the
// address names behind its #, or opens the link that stands there, now and
// whenever that changes.
func followAddress(dispatch func(store.Action)) {
	location := js.Global().Get("location")
	clicked := "" // the address of the link that was clicked last
	js.Global().Get("document").Call("addEventListener", "click", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if a := closest(args[0], "a[href^='#']"); a.Truthy() {
			clicked = a.Get("hash").String()
		}
		return nil
	}))
	follow := func() {
		name := strings.TrimPrefix(location.Get("hash").String(), "#")
		// Some programs write a = in an address as %3D.
		if text := strings.Replace(name, "%3D", "=", 1); link.Is(text) {
			dispatch(store.OpenLink{Text: text})
			return
		}
		if !slices.Contains(store.Places(), store.Place(name)) {
			dispatch(store.Show{View: store.View(name)})
			// On the way back the browser knows where people were.
			if name != "" && "#"+name == clicked {
				afterRender(func() { js.Global().Call("scrollTo", 0, 0) })
			}
			clicked = ""
			return
		}
		dispatch(store.At{Place: store.Place(name)})
		afterRender(func() { // the browser could not, where another view was shown
			js.Global().Get("document").Call("getElementById", name).Call("scrollIntoView")
		})
	}
	js.Global().Call("addEventListener", "hashchange", js.FuncOf(func(js.Value, []js.Value) any {
		follow()
		return nil
	}))
	follow()
}

// followScrolling says, in windows that show the laboratory's places one after
// the other, which of them people have come to: the one that begins last above
// the upper third of the window.
func followScrolling(dispatch func(store.Action), state func() store.State) {
	window := js.Global()
	pending := false
	look := func() {
		pending = false
		s := state()
		if s.Sizes.Page > smallWindow || s.View != store.Laboratory {
			return
		}
		line := window.Get("innerHeight").Float() / 3
		here, highest := s.Place, math.Inf(-1)
		for _, place := range store.Places() {
			top := window.Get("document").Call("getElementById", string(place)).Call("getBoundingClientRect").Get("top").Float()
			if top <= line && top > highest {
				here, highest = place, top
			}
		}
		if here != s.Place {
			dispatch(store.At{Place: here})
		}
	}
	window.Call("addEventListener", "scroll", js.FuncOf(func(js.Value, []js.Value) any {
		if !pending {
			pending = true
			afterRender(look)
		}
		return nil
	}), map[string]any{"passive": true})
}

// smallWindow is the width of windows up to which places follow each other; the
// same width stands in the style sheet.
const smallWindow = 960
