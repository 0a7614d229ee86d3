package trainer

import "syscall/js"

func (b *browser) Online() bool { return b.scope.Get("navigator").Get("onLine").Bool() }

func (b *browser) AwaitOnline() {
	back := make(chan struct{}, 1)
	heard := js.FuncOf(func(js.Value, []js.Value) any {
		select {
		case back <- struct{}{}:
		default:
		}
		return nil
	})
	defer heard.Release()
	b.scope.Call("addEventListener", "online", heard)
	defer b.scope.Call("removeEventListener", "online", heard)
	if !b.Online() { // it may have come back meanwhile
		<-back
	}
}
