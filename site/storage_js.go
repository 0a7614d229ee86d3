package main

import (
	"encoding/hex"
	"syscall/js"

	"atelier/site/storage"
	"atelier/site/ui"
)

// newSession returns what tells this page from all others, in other tabs and at
// other times.
func newSession() string {
	random := js.Global().Get("Uint8Array").New(6)
	js.Global().Get("crypto").Call("getRandomValues", random)
	session := make([]byte, random.Length())
	js.CopyBytesToGo(session, random)
	return hex.EncodeToString(session)
}

// takeKept imports the files of runs that people choose.
func takeKept(k *storage.Keeper) {
	listen("change", func(e js.Value) {
		input := e.Get("target")
		if input.Get("id").String() != ui.ImportID || input.Get("files").Length() == 0 {
			return
		}
		k.Import(storage.Chosen(input.Get("files").Index(0)))
		input.Set("value", "") // so that the same file can be chosen again
	})
}
