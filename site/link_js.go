package main

import (
	"strings"
	"syscall/js"

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
		settled(clipboard.Call("writeText", address), func(_ js.Value, ok bool) {
			dispatch(store.LinkCopied{Address: address, Copied: ok})
		})
	}
}

// settled calls f once a promise is kept, or broken: then not ok.
func settled(promise js.Value, f func(value js.Value, ok bool)) {
	var kept, broken js.Func
	end := func(ok bool) func(js.Value, []js.Value) any {
		return func(_ js.Value, args []js.Value) any {
			kept.Release()
			broken.Release()
			value := js.Undefined()
			if len(args) > 0 {
				value = args[0]
			}
			f(value, ok)
			return nil
		}
	}
	kept, broken = js.FuncOf(end(true)), js.FuncOf(end(false))
	promise.Call("then", kept, broken)
}
