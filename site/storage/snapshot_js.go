package storage

import (
	"syscall/js"

	"atelier/site/internal/web"
	"atelier/site/pool"
)

// pieceBytes is how much of a snapshot is handed over in one task: the browser
// copies it within that.
const pieceBytes = 4 << 20

// piece copies a piece of a snapshot: a view of it would bring all of it.
func piece(snapshot js.Value, i int) js.Value {
	return snapshot.Call("slice", i*pieceBytes, (i+1)*pieceBytes)
}

// piecesOf is the range of a run's pieces.
func piecesOf(run string) js.Value {
	return js.Global().Get("IDBKeyRange").Call("bound", []any{run, 0}, []any{run, js.Global().Get("Infinity")})
}

// Snapshot reads the pieces one by one, so that no task has all of them; a Blob
// joins them outside the page.
func (b *browser) Snapshot(run string, have func(pool.Snapshot)) {
	nothing := func(js.Value) { have(nil) }
	var pieces js.Value
	var list []any
	var next func(i int)
	join := func() {
		if len(list) == 0 {
			have(nil)
			return
		}
		joined := js.Global().Get("Blob").New(list).Call("arrayBuffer")
		web.Then(joined, func(buffer js.Value) { have(js.Global().Get("Uint8Array").New(buffer)) }, nothing)
	}
	next = func(i int) {
		request := pieces.Call("get", []any{run, i})
		var release func()
		release = handlers(request, map[string]func(js.Value){
			"success": func(js.Value) {
				release()
				err := attempt(func() {
					if p := request.Get("result"); p.Truthy() {
						list = append(list, js.Global().Get("Blob").New([]any{p}))
						next(i + 1)
						return
					}
					join()
				})
				if err != nil {
					have(nil)
				}
			},
			"error": func(js.Value) {
				release()
				have(nil)
			},
		})
	}
	err := attempt(func() {
		pieces = b.db.Call("transaction", pieceStore).Call("objectStore", pieceStore)
		next(0)
	})
	if err != nil {
		have(nil)
	}
}
