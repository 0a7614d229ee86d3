// Command site stands for the program in the tests of the build. On the page it
// replaces #app by what it was told, and ends as the address asks it to; in a
// worker it says where the data are and sends every message back, until one
// asks it to panic or to end.
package main

import "syscall/js"

func main() {
	if js.Global().Get("window").IsUndefined() {
		echo()
		return
	}
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

func echo() {
	atelier := js.Global().Get("atelier")
	post := js.Global().Get("postMessage")
	post.Invoke("shards at " + atelier.Get("shards").String())
	messages := make(chan string, 16)
	atelier.Set("receive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		messages <- args[0].String()
		return nil
	}))
	atelier.Call("ready")
	for message := range messages {
		switch message {
		case "panic":
			panic("as it should")
		case "end":
			return
		}
		post.Invoke("echo " + message)
	}
}
