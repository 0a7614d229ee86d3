package ui

import (
	"math"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/event"

	"atelier/site/store"
)

// listeners has the pointer and the keys choose the epoch that all charts
// show, a stretch of epochs, and the line that stands out.
func (c *Curves) listeners() vecty.MarkupList {
	return vecty.Markup(
		event.PointerDown(c.pressed),
		event.PointerMove(c.movedTo),
		event.PointerUp(func(*vecty.Event) { c.Dispatch(store.LetGo{}) }),
		event.PointerCancel(func(*vecty.Event) { c.Dispatch(store.LeaveBe{}) }),
		event.PointerLeave(func(e *vecty.Event) {
			if byMouse(e) { // a finger leaves its mark
				c.point(0, "")
				c.light("")
			}
		}),
		event.FocusIn(func(e *vecty.Event) {
			if entry := e.Target.Call("closest", "[data-line]"); entry.Truthy() && e.Target.Call("matches", ":focus-visible").Bool() {
				c.light(entry.Get("dataset").Get("line").String())
			}
		}),
		event.FocusOut(func(*vecty.Event) { c.light("") }),
		event.KeyDown(c.typed),
	)
}

func byMouse(e *vecty.Event) bool { return e.Value.Get("pointerType").String() == "mouse" }

// pressed points, and begins a stretch unless it is a finger: that scrolls.
func (c *Curves) pressed(e *vecty.Event) {
	epoch, near, ok := c.under(e)
	if !ok {
		return
	}
	c.point(epoch, near)
	if e.Value.Get("pointerType").String() != "touch" && e.Value.Get("button").Int() == 0 && e.Target.Call("closest", "svg.chart").Truthy() {
		// The stretch may end beside the chart. A script's pointer is none that
		// could be captured: that would be an exception.
		if e.Value.Get("isTrusted").Bool() {
			e.Target.Call("closest", "[data-chart]").Call("setPointerCapture", e.Value.Get("pointerId"))
		}
		c.Dispatch(store.Grip{Epoch: epoch})
	}
}

// movedTo points, pulls a stretch, or lights up the line of an entry in the
// legend.
func (c *Curves) movedTo(e *vecty.Event) {
	if byMouse(e) {
		id := ""
		if entry := e.Target.Call("closest", "[data-line]"); entry.Truthy() {
			id = entry.Get("dataset").Get("line").String()
		}
		c.light(id)
	}
	epoch, near, ok := c.under(e)
	if !ok && !byMouse(e) {
		return
	}
	if ok && e.Value.Get("buttons").Int() != 0 && epoch != c.Cursor {
		c.Dispatch(store.Pull{Epoch: epoch})
	}
	c.point(epoch, near)
}

// under returns the epoch under the pointer, and the group whose line is near
// to it, if one is; not ok if the pointer is over no chart.
func (c *Curves) under(e *vecty.Event) (epoch int, near string, ok bool) {
	place := e.Target.Call("closest", "[data-chart]")
	if !place.Truthy() {
		return 0, "", false
	}
	sheet := c.Sheets.shown(store.Measure(place.Get("id").String()))
	if sheet == nil {
		return 0, "", false
	}
	x, _ := sheet.XAt(e.Value.Get("clientX").Float() - place.Call("getBoundingClientRect").Get("left").Float())
	if drawing := e.Target.Call("closest", "svg.chart"); drawing.Truthy() {
		near = sheet.Near(x, e.Value.Get("clientY").Float()-drawing.Call("getBoundingClientRect").Get("top").Float())
	}
	return int(math.Round(x)), near, true
}

// point dispatches the epoch and the line if they are others: the pointer moves
// often.
func (c *Curves) point(epoch int, near string) {
	if epoch != c.Cursor || near != c.Charts.Near {
		c.Dispatch(store.PointAt{Epoch: epoch, Near: near})
	}
}

// light dispatches the group whose line stands out, if it is another one.
func (c *Curves) light(group string) {
	if group != c.Charts.Lit {
		c.Dispatch(store.LightUp{Group: group})
	}
}

// typed does what a key does in a chart.
func (c *Curves) typed(e *vecty.Event) {
	of := e.Value
	if !e.Target.Call("matches", "[data-chart]").Bool() || of.Get("ctrlKey").Bool() || of.Get("metaKey").Bool() || of.Get("altKey").Bool() {
		return
	}
	list := keyed(of.Get("key").String())
	for _, a := range list {
		c.Dispatch(a)
	}
	if list != nil {
		of.Call("preventDefault")
	}
}

// keyed returns what a key does in a chart, nil if nothing.
func keyed(key string) []store.Action {
	switch key {
	case "ArrowLeft":
		return []store.Action{store.PointBy{Epochs: -1}}
	case "ArrowRight":
		return []store.Action{store.PointBy{Epochs: 1}}
	case "Home":
		return []store.Action{store.PointAt{Epoch: 1}}
	case "End":
		return []store.Action{store.PointAt{Epoch: math.MaxInt}}
	case "Escape":
		return []store.Action{store.LeaveBe{}, store.PointAt{}}
	case "+", "=":
		return []store.Action{store.ZoomIn{}}
	case "-":
		return []store.Action{store.ZoomOut{}}
	case "0":
		return []store.Action{store.WholeRun{}}
	}
	return nil
}
