package main

import (
	"strings"
	"syscall/js"

	"atelier/site/internal/web"
	"atelier/site/store"
	"atelier/site/ui"
)

// copyLinks returns a listener that puts every link that is made into the
// clipboard, as a whole address. Where the browser does not allow that, people
// copy it from the page themselves.
func copyLinks(dispatch func(store.Action)) func(store.State) {
	var known *store.Made
	return func(s store.State) {
		made := s.Links.Made
		if made == nil || made.Address != "" || made == known {
			return
		}
		known = made
		here, _, _ := strings.Cut(js.Global().Get("location").Get("href").String(), "#")
		address := here + "#" + made.Text
		dispatch(store.LinkCopied{Address: address})
		afterRender(func() {
			if field := js.Global().Get("document").Call("getElementById", ui.MadeID); field.Truthy() {
				field.Call("select")
			}
		})
		clipboard := js.Global().Get("navigator").Get("clipboard")
		if clipboard.IsUndefined() {
			return
		}
		web.Then(clipboard.Call("writeText", address),
			func(js.Value) { dispatch(store.LinkCopied{Address: address, Copied: true}) },
			func(js.Value) { dispatch(store.LinkCopied{Address: address}) })
	}
}
