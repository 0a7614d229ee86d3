package main

import (
	"syscall/js"

	"atelier/site/store"
)

// themeKey is where the browser keeps the theme between visits.
const themeKey = "atelier-theme"

// rememberedTheme returns the theme of the last visit.
func rememberedTheme() store.Theme {
	theme := store.Auto
	withStorage("localStorage", func(storage js.Value) {
		switch t := store.Theme(storage.Call("getItem", themeKey).String()); t {
		case store.Light, store.Dark:
			theme = t
		}
	})
	return theme
}

// showTheme puts the theme on the page's root, where the style sheet looks
// for it, and remembers it.
func showTheme(s store.State) {
	data := js.Global().Get("document").Get("documentElement").Get("dataset")
	if data.Get("theme").String() == string(s.Theme) {
		return
	}
	data.Set("theme", string(s.Theme))
	withStorage("localStorage", func(storage js.Value) { storage.Call("setItem", themeKey, string(s.Theme)) })
}
