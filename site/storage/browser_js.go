package storage

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"syscall/js"

	"atelier/site/internal/web"
	"atelier/site/pool"
	"atelier/site/store"
)

// Browser returns the browser as the place of a page, whose session tells it
// from all others.
func Browser(session string) Place {
	return &browser{session: session, lost: func(Failure) {}}
}

// browser keeps records and snapshots in a database of IndexedDB; see
// database_js.go for its form, and pages_js.go for how pages know of each other.
type browser struct {
	session string
	factory js.Value // IndexedDB
	db      js.Value // once it is open
	lost    func(Failure)

	holds   holds
	named   bool           // the page's own name is held
	held    map[int]func() // releases what is held
	holding int            // how many names were held so far
	channel js.Value       // to the other pages
}

func (b *browser) Lost(f func(Failure)) { b.lost = f }

// attempt calls f, and returns what it has thrown.
func attempt(f func()) (err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case js.Error:
			err = errors.New(words(cause.Value))
		default:
			panic(cause)
		}
	}()
	f()
	return nil
}

// words is what an exception says.
func words(exception js.Value) string {
	if !exception.Truthy() {
		return "the browser does not say why"
	}
	if message := exception.Get("message"); message.Truthy() {
		return message.String()
	}
	return exception.Call("toString").String()
}

// handlers sets the on… properties of an object, and returns what releases
// them.
func handlers(object js.Value, events map[string]func(event js.Value)) (release func()) {
	var list []js.Func
	for name, f := range events {
		handler := js.FuncOf(func(_ js.Value, args []js.Value) any {
			f(args[0])
			return nil
		})
		object.Set("on"+name, handler)
		list = append(list, handler)
	}
	return func() {
		for name := range events {
			object.Set("on"+name, js.Null())
		}
		for _, handler := range list {
			handler.Release()
		}
	}
}

func navigator() js.Value { return js.Global().Get("navigator") }

// storageManager returns what tells of the site's room, unless it cannot.
func storageManager(method string) (js.Value, bool) {
	m := navigator().Get("storage")
	return m, m.Truthy() && m.Get(method).Truthy()
}

func (b *browser) Weigh(have func(used, quota float64, persistent bool)) {
	unknown := func(js.Value) { have(0, 0, false) }
	manager, ok := storageManager("estimate")
	if !ok {
		unknown(js.Null())
		return
	}
	web.Then(manager.Call("estimate"), func(estimate js.Value) {
		used, quota := estimate.Get("usage").Float(), estimate.Get("quota").Float()
		web.Then(manager.Call("persisted"), func(persisted js.Value) {
			have(used, quota, persisted.Truthy())
		}, func(js.Value) { have(used, quota, false) })
	}, unknown)
}

func (b *browser) Persist(done func(granted bool)) {
	manager, ok := storageManager("persist")
	if !ok {
		done(false)
		return
	}
	web.Then(manager.Call("persist"),
		func(granted js.Value) { done(granted.Truthy()) }, func(js.Value) { done(false) })
}

func (b *browser) Later(f func()) {
	js.Global().Call("setTimeout", once(func(js.Value) any {
		f()
		return nil
	}), 0, js.Null())
}

// Pack makes a Blob, which the browser can put on the disk.
func (b *browser) Pack(s pool.Snapshot, have func(part any, bytes int, sum [32]byte)) {
	snapshot := s.(js.Value)
	digest(snapshot, func(sum [32]byte) {
		have(js.Global().Get("Blob").New([]any{snapshot}), snapshot.Length(), sum)
	})
}

// digest sums up an array, outside the program where the browser does so.
func digest(array js.Value, have func(sum [32]byte)) {
	slow := func(js.Value) {
		bytes := make([]byte, array.Length())
		js.CopyBytesToGo(bytes, array)
		have(sha256.Sum256(bytes))
	}
	subtle := js.Global().Get("crypto").Get("subtle")
	if !subtle.Truthy() {
		slow(js.Null())
		return
	}
	web.Then(subtle.Call("digest", "SHA-256", array), func(buffer js.Value) {
		var sum [32]byte
		js.CopyBytesToGo(sum[:], js.Global().Get("Uint8Array").New(buffer))
		have(sum)
	}, slow)
}

func (b *browser) Save(name string, parts []any) {
	var content []js.Value
	for _, part := range parts {
		if bytes, ok := part.([]byte); ok {
			part = web.Array(bytes)
		}
		content = append(content, part.(js.Value))
	}
	web.Save(name, "application/octet-stream", content...)
}

// failure says what a failed request or transaction means.
func failure(exception js.Value) *Failure {
	f := &Failure{Keeping: store.Lost, Why: words(exception)}
	if exception.Truthy() && exception.Get("name").String() == "QuotaExceededError" {
		f.Keeping, f.Why = store.Full, ""
	}
	return f
}

// chosen is a file that a person has chosen.
type chosen struct{ js.Value }

// Chosen returns a File of the browser as one that can be imported.
func Chosen(file js.Value) File { return chosen{file} }

func (f chosen) Size() int { return f.Get("size").Int() }

func (f chosen) part(from, to int, have func(array js.Value, err error)) {
	web.Then(f.Call("slice", from, to).Call("arrayBuffer"), func(buffer js.Value) {
		array := js.Global().Get("Uint8Array").New(buffer)
		if array.Length() != to-from {
			have(js.Null(), fmt.Errorf("it has %d bytes, not %d", array.Length(), to-from))
			return
		}
		have(array, nil)
	}, func(reason js.Value) { have(js.Null(), errors.New(words(reason))) })
}

func (f chosen) Read(from, to int, have func([]byte, error)) {
	f.part(from, to, func(array js.Value, err error) {
		if err != nil {
			have(nil, err)
			return
		}
		bytes := make([]byte, to-from)
		js.CopyBytesToGo(bytes, array)
		have(bytes, nil)
	})
}

func (f chosen) Snapshot(from, to int, have func(pool.Snapshot, [32]byte, error)) {
	f.part(from, to, func(array js.Value, err error) {
		if err != nil {
			have(nil, [32]byte{}, err)
			return
		}
		digest(array, func(sum [32]byte) { have(array, sum, nil) })
	})
}
