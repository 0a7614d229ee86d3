package trainer

import (
	"syscall/js"

	"atelier/core/dataset"
)

// What is kept of the data set lies in a store of the browser's for answers of
// servers, under the address that a file has, with its SHA-256: the content is
// large, is read as a whole, and needs no order. Where there is no such store, as
// on pages that did not come over a safe way, nothing is kept.
const imagesCache = "atelier-images"

// images opens the store; false if it cannot be had.
func (b *browser) images() (js.Value, bool) {
	caches := b.scope.Get("caches")
	if !caches.Truthy() {
		return js.Value{}, false
	}
	cache, err := await(caches.Call("open", imagesCache))
	return cache, err == nil
}

// address is where a file is kept.
func (b *browser) address(f dataset.Shard) string { return b.shards + f.File + "?sha256=" + f.SHA256 }

func (b *browser) Kept(f dataset.Shard) download {
	cache, ok := b.images()
	if !ok {
		return nil
	}
	answer, err := await(cache.Call("match", b.address(f)))
	if err != nil || !answer.Truthy() {
		return nil
	}
	buffer, err := await(answer.Call("arrayBuffer"))
	if err != nil {
		return nil
	}
	return browserDownload{browserArray{b.scope.Get("Uint8Array").New(buffer)}}
}

// Keep does not say whether it could: without room for it, the file is fetched
// again another time.
func (b *browser) Keep(f dataset.Shard, content download) {
	if cache, ok := b.images(); ok {
		answer := b.scope.Get("Response").New(content.(browserDownload).Value)
		await(cache.Call("put", b.address(f), answer))
	}
}

func (b *browser) KeepOnly(files []dataset.Shard) {
	cache, ok := b.images()
	if !ok {
		return
	}
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[b.address(f)] = true
	}
	requests, err := await(cache.Call("keys"))
	if err != nil {
		return
	}
	for i := range requests.Length() {
		if request := requests.Index(i); !wanted[request.Get("url").String()] {
			await(cache.Call("delete", request))
		}
	}
}
