package storage

import "syscall/js"

// Pages know of each other by names that they hold: each holds one by its session
// for as long as it lives, and one of them, in turn, that of opening. They are
// locks of the browser or, where it has none, databases; see holds.
const (
	pageName    = "atelier page "
	openingName = "atelier opening"
	channelName = "atelier"
)

// holds is a way to hold names, each of which one page has at most.
type holds interface {
	// hold calls got once the name is this page's, which it is until release is
	// called or the page is gone; refused if that cannot be.
	hold(name string, got func(release func()), refused func())
	// free says whether nobody holds a name, or maybe somebody does.
	free(name string, have func(free bool))
	// freed calls f when nobody holds it any more.
	freed(name string, f func())
}

// alone calls f while no other page opens; refused if the page may hold nothing.
func (b *browser) alone(f func(release func()), refused func()) {
	opening := func() {
		b.holds.hold(openingName, func(release func()) { f(b.leaving(release)) }, refused)
	}
	if b.named {
		opening()
		return
	}
	b.holds.hold(pageName+b.session, func(release func()) {
		b.named = true
		b.leaving(release)
		opening()
	}, refused)
}

// leaving has release called when people leave the page, if it was not by then. A
// page that the browser puts aside then, to show it again when they come back, is
// loaded anew: its runs may be another's by now.
func (b *browser) leaving(release func()) (once func()) {
	if b.held == nil {
		b.held = map[int]func(){}
		window := js.Global()
		window.Call("addEventListener", "pagehide", js.FuncOf(func(js.Value, []js.Value) any {
			for _, release := range b.held {
				release()
			}
			return nil
		}))
		window.Call("addEventListener", "pageshow", js.FuncOf(func(_ js.Value, args []js.Value) any {
			if args[0].Get("persisted").Bool() {
				window.Get("location").Call("reload")
			}
			return nil
		}))
	}
	b.holding++
	id := b.holding
	once = func() {
		if b.held[id] != nil {
			delete(b.held, id)
			release()
		}
	}
	b.held[id] = once
	return once
}

// alive finds out which pages are open.
func (b *browser) alive(pages []string, have func(map[string]bool)) {
	alive, waiting := map[string]bool{}, len(pages)
	if waiting == 0 {
		have(alive)
		return
	}
	for _, page := range pages {
		b.holds.free(pageName+page, func(free bool) {
			if alive[page] = !free; waiting == 1 {
				have(alive)
			}
			waiting--
		})
	}
}

func (b *browser) Gone(page string, f func()) { b.holds.freed(pageName+page, f) }

// Announce is told to all other pages of the site.
func (b *browser) Announce() {
	if b.channel.Truthy() {
		b.channel.Call("postMessage", js.Null())
	}
}

func (b *browser) Heard(f func()) {
	class := js.Global().Get("BroadcastChannel")
	if !class.Truthy() {
		return
	}
	if attempt(func() { b.channel = class.New(channelName) }) != nil {
		return
	}
	handlers(b.channel, map[string]func(js.Value){"message": func(js.Value) { f() }})
}
