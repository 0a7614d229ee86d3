package main

import (
	"syscall/js"

	"atelier/site/sketch"
	"atelier/site/store"
	"atelier/site/ui"
)

// pen follows the pointer over the drawing, one at a time. What it does is told
// once a frame.
type pen struct {
	dispatch func(store.Action)
	drawing  bool
	pointer  int // that draws
	through  []sketch.Point
	waiting  bool // for the next frame
}

// followPen has pointers draw.
func followPen(dispatch func(store.Action)) {
	p := &pen{dispatch: dispatch}
	listen("pointerdown", p.down)
	listen("pointermove", p.move)
	for _, event := range []string{"pointerup", "pointercancel"} {
		listen(event, func(e js.Value) {
			if p.draws(e) {
				p.flush()
				p.drawing = false
			}
		})
	}
}

// listen has f called with every event of that name on the page.
func listen(event string, f func(e js.Value)) {
	js.Global().Get("document").Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args[0])
		return nil
	}))
}

func paper() js.Value { return js.Global().Get("document").Call("getElementById", ui.DrawingID) }

func (p *pen) draws(e js.Value) bool {
	return p.drawing && e.Get("pointerId").Int() == p.pointer
}

// down begins a stroke. Of several fingers only the first draws; a browser that
// has kept the end of a stroke to itself does not matter.
func (p *pen) down(e js.Value) {
	sheet := paper()
	if !sheet.Truthy() || !sheet.Call("contains", e.Get("target")).Bool() || e.Get("button").Int() != 0 || !e.Get("isPrimary").Bool() {
		return
	}
	p.flush()
	p.drawing, p.pointer = true, e.Get("pointerId").Int()
	// What happens outside the paper is the stroke's too.
	sheet.Call("setPointerCapture", p.pointer)
	p.dispatch(store.StrokeBegun{At: place(e, sheet.Call("getBoundingClientRect"))})
}

func (p *pen) move(e js.Value) {
	sheet := paper()
	if !p.draws(e) || !sheet.Truthy() {
		return
	}
	// A browser may have kept several places back for this event.
	box, events := sheet.Call("getBoundingClientRect"), e.Call("getCoalescedEvents")
	for i := range events.Length() {
		p.through = append(p.through, place(events.Index(i), box))
	}
	p.through = append(p.through, place(e, box))
	if !p.waiting { // the first move in a frame is drawn in it
		p.waiting = true
		p.flush()
		afterRender(func() { p.waiting = false; p.flush() })
	}
}

func (p *pen) flush() {
	if len(p.through) > 0 {
		p.dispatch(store.StrokeGrown{Through: p.through})
		p.through = nil
	}
}

// place returns where on the paper an event happened.
func place(e, box js.Value) sketch.Point {
	scale := sketch.Side / box.Get("width").Float()
	return sketch.Point{
		X: int((e.Get("clientX").Float() - box.Get("left").Float()) * scale),
		Y: int((e.Get("clientY").Float() - box.Get("top").Float()) * scale),
	}
}

// askWhatIsDue returns a listener that asks for what the view of the garments
// needs, once a frame at the most.
func askWhatIsDue(s *store.Store) func(store.State) {
	waiting := false
	return func(state store.State) {
		if waiting || state.Due() == nil {
			return
		}
		waiting = true
		afterRender(func() {
			waiting = false
			if a := s.State().Due(); a != nil {
				s.Dispatch(a)
			}
		})
	}
}
