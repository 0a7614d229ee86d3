package ui

import "github.com/hexops/vecty"

// Elements say what keys do in them:
//
//	data-escape  a selector of the button that Escape clicks
//	class menu   the arrow keys, Home and End go through its buttons and links
//
// keyDown does so.
func keyDown(e *vecty.Event) {
	key := e.Value.Get("key").String()
	if key == "Escape" {
		if around := e.Target.Call("closest", "[data-escape]"); around.Truthy() {
			around.Get("ownerDocument").Call("querySelector", around.Get("dataset").Get("escape").String()).Call("click")
			e.Value.Call("preventDefault")
		}
		return
	}
	menu := e.Target.Call("closest", ".menu")
	if !menu.Truthy() {
		return
	}
	items := menu.Call("querySelectorAll", "a, button")
	here, n := 0, items.Get("length").Int()
	for i := range n {
		if items.Call("item", i).Equal(e.Target) {
			here = i
		}
	}
	if to := arrow(key, here, n); to >= 0 {
		items.Call("item", to).Call("focus")
		e.Value.Call("preventDefault")
	}
}

// arrow returns which of n items a key leads to from one of them, round and
// round; -1 if it is not such a key.
func arrow(key string, here, n int) int {
	switch key {
	case "ArrowDown":
		return (here + 1) % n
	case "ArrowUp":
		return (here + n - 1) % n
	case "Home":
		return 0
	case "End":
		return n - 1
	}
	return -1
}
