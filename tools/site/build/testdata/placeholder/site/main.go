// Command site stands for the page program in the tests of the build: it
// replaces #app by what it was told, and ends as the address asks it to.
package main

import "syscall/js"

func main() {
	document := js.Global().Get("document")
	app := document.Call("createElement", "div")
	app.Set("id", "app")
	app.Set("textContent", js.Global().Get("JSON").Call("stringify", document.Get("documentElement").Get("dataset")))
	document.Call("getElementById", "app").Call("replaceWith", app)

	switch js.Global().Get("location").Get("hash").String() {
	case "#panic":
		panic("as it should")
	case "#panic-later":
		app.Call("addEventListener", "click", js.FuncOf(func(js.Value, []js.Value) any { panic("on a click") }))
	case "#end":
		return
	}
	select {}
}
