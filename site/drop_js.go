package main

import (
	"syscall/js"

	"atelier/site/pool"
	"atelier/site/store"
)

// takeDrops takes files that are dropped on the page: photos where one can draw,
// recipes and weights in the laboratory. Elsewhere nothing happens; the browser
// itself would leave the page for the file.
func takeDrops(s *store.Store, workers *pool.Pool, photos *photos) {
	filesOf := func(e js.Value) js.Value {
		if transfer := e.Get("dataTransfer"); transfer.Truthy() && transfer.Get("types").Call("includes", "Files").Bool() {
			return transfer.Get("files")
		}
		return js.Undefined()
	}
	listen("dragover", func(e js.Value) {
		if !filesOf(e).IsUndefined() {
			e.Call("preventDefault")
		}
	})
	listen("drop", func(e js.Value) {
		files := filesOf(e)
		if files.IsUndefined() {
			return
		}
		e.Call("preventDefault")
		switch {
		case paper().Truthy():
			photos.takeFirst(files)
		case s.State().View == store.Laboratory && files.Length() > 0:
			takeFile(s, workers, files.Index(0))
		}
	})
}
