package storage

import "syscall/js"

// databases holds names by databases of that name. One that is open cannot be
// deleted before it is closed, by the page or by its end, however that came: so
// that who deletes one learns whether it is held, and when no more. It serves the
// pages that may have no locks, because they did not come a safe way.
type databases struct {
	factory js.Value
	ending  map[string][]func() // what waits for a database to be deleted
}

// unsure is after how many milliseconds without an answer a name is taken to be
// held: the page that may hold it may be put to sleep.
const unsure = 2000

// The name is the page's if the page has made the database. One that is there
// already is another's, or was left behind: it is waited for, and made anew.
func (d databases) hold(name string, got func(release func()), refused func()) {
	err := attempt(func() {
		made := false
		request := d.factory.Call("open", name, 1)
		var release func()
		release = handlers(request, map[string]func(js.Value){
			"upgradeneeded": func(js.Value) { made = true },
			"error": func(e js.Value) {
				e.Call("preventDefault")
				release()
				refused()
			},
			"success": func(js.Value) {
				release()
				db := request.Get("result")
				if made {
					got(func() { d.let(name, db) })
					return
				}
				db.Call("close")
				d.freed(name, func() { d.hold(name, got, refused) })
			},
		})
	})
	if err != nil {
		refused()
	}
}

// let lets go of a name, and leaves nothing behind.
func (d databases) let(name string, db js.Value) {
	db.Call("close")
	d.freed(name, func() {})
}

func (d databases) free(name string, have func(bool)) {
	if d.ending[name] != nil {
		have(false)
		return
	}
	told := false
	tell := func(free bool) {
		if !told {
			told = true
			have(free)
		}
	}
	d.remove(name, func() { tell(false) }, func() { tell(true) })
	js.Global().Call("setTimeout", once(func(js.Value) any {
		tell(false)
		return nil
	}), unsure, js.Null())
}

func (d databases) freed(name string, f func()) { d.remove(name, func() {}, f) }

// remove deletes a database, and calls gone when that is done. It calls held if
// that must wait for a page, or the browser does not do it.
func (d databases) remove(name string, held, gone func()) {
	if d.ending[name] != nil {
		d.ending[name] = append(d.ending[name], gone)
		return
	}
	d.ending[name] = []func(){gone}
	request := d.factory.Call("deleteDatabase", name)
	var release func()
	end := func() (waiting []func()) {
		release()
		waiting = d.ending[name]
		delete(d.ending, name)
		return waiting
	}
	release = handlers(request, map[string]func(js.Value){
		"blocked": func(js.Value) { held() },
		"error": func(e js.Value) {
			e.Call("preventDefault")
			end()
			held()
		},
		"success": func(js.Value) {
			for _, f := range end() {
				f()
			}
		},
	})
}
