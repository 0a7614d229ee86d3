package main

import (
	"strings"
	"syscall/js"

	"atelier/core/train"
	"atelier/site/internal/web"
	"atelier/site/pool"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/site/ui"
)

// maxModel bounds a file of weights, in bytes: twice what the largest network
// has.
const maxModel = 256 << 20

// takeFiles takes files that are chosen.
func takeFiles(s *store.Store, workers *pool.Pool) {
	listen("change", func(e js.Value) {
		if input := e.Get("target"); input.Get("id").String() == ui.FileID {
			if files := input.Get("files"); files.Length() > 0 {
				takeFile(s, workers, files.Index(0))
			}
			input.Set("value", "") // so that the same file can be chosen again
		}
	})
}

// takeFile reads a file by what its name says it is.
func takeFile(s *store.Store, workers *pool.Pool, file js.Value) {
	name := file.Get("name").String()
	refuse := func(why string) { s.Dispatch(store.NotTaken{Name: name, Why: why, Read: true}) }
	bytes := func(limit int, f func(array js.Value)) {
		if file.Get("size").Int() > limit {
			refuse(text.FileTooLarge)
			return
		}
		web.Then(file.Call("arrayBuffer"),
			func(buffer js.Value) { f(js.Global().Get("Uint8Array").New(buffer)) },
			func(js.Value) { refuse(text.FileBroken) })
	}
	switch {
	case strings.HasSuffix(strings.ToLower(name), ".json"):
		bytes(train.MaxRecipeBytes, func(array js.Value) {
			s.Dispatch(store.TakeRecipe{Name: name, Text: web.Bytes(array)})
		})
	case strings.HasSuffix(strings.ToLower(name), ".safetensors"):
		bytes(maxModel, func(array js.Value) {
			workers.Keep(s.State().ImportID(), array)
			s.Dispatch(store.TakeModel{})
		})
	default:
		refuse(text.FileUnknown)
	}
}
