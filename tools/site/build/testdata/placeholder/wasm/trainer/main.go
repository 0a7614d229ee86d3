// Command trainer stands for the worker program in the tests of the build: it
// says where the data are and sends every message back, until one asks it to
// panic or to end.
package main

import "syscall/js"

func main() {
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
