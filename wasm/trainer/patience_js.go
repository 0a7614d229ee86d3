package trainer

import (
	"fmt"
	"syscall/js"
)

// patienceSeconds is how long a fetch may bring nothing before it is given up.
// A connection that hangs tells nobody: without this it would be waited for as
// long as the browser does, which is minutes or for ever.
const patienceSeconds = 20

// patience gives up a fetch that hangs.
type patience struct {
	scope  js.Value
	signal js.Value // for the fetch
	giveUp js.Func
	timer  js.Value
}

func newPatience(scope js.Value) *patience {
	controller := scope.Get("AbortController").New()
	p := &patience{scope: scope, signal: controller.Get("signal")}
	p.giveUp = js.FuncOf(func(js.Value, []js.Value) any {
		why := fmt.Sprintf("nothing came for %d seconds", patienceSeconds)
		controller.Call("abort", scope.Get("Error").New(why))
		return nil
	})
	p.begin()
	return p
}

func (p *patience) begin() {
	p.timer = p.scope.Call("setTimeout", p.giveUp, 1000*patienceSeconds)
}

func (p *patience) end() { p.scope.Call("clearTimeout", p.timer) }

// renew is for when something has come.
func (p *patience) renew() {
	p.end()
	p.begin()
}

// release ends it; the fetch is over.
func (p *patience) release() {
	p.end()
	p.giveUp.Release()
}
