package main

import "syscall/js"

// rememberInTab keeps a text for as long as the tab is open, over reloads; "" is
// nothing to keep.
func rememberInTab(key, text string) {
	withStorage("sessionStorage", func(storage js.Value) {
		if text == "" {
			storage.Call("removeItem", key)
		} else {
			storage.Call("setItem", key, text)
		}
	})
}

// rememberedInTab returns the text that is kept; "" if there is none.
func rememberedInTab(key string) (text string) {
	withStorage("sessionStorage", func(storage js.Value) {
		if kept := storage.Call("getItem", key); !kept.IsNull() {
			text = kept.String()
		}
	})
	return text
}

// withStorage calls f with one of the browser's storages, unless the browser
// refuses to have it: then nothing is remembered.
func withStorage(name string, f func(storage js.Value)) {
	defer func() { recover() }()
	f(js.Global().Get(name))
}
