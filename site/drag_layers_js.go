package main

import (
	"strconv"
	"syscall/js"

	"atelier/site/store"
	"atelier/site/ui"
)

// dragLayers turns the dragging of what has data-drag (see package ui) into
// actions. The pointer is listened to only while something is dragged.
func dragLayers(dispatch func(store.Action)) {
	document := js.Global().Get("document")
	var moved func(x, y float64) // while something is dragged

	move := js.FuncOf(func(_ js.Value, args []js.Value) any {
		moved(args[0].Get("clientX").Float(), args[0].Get("clientY").Float())
		return nil
	})
	var end js.Func
	ends := []string{"pointerup", "pointercancel"}
	end = js.FuncOf(func(js.Value, []js.Value) any {
		document.Call("removeEventListener", "pointermove", move)
		for _, name := range ends {
			document.Call("removeEventListener", name, end)
		}
		return nil
	})
	document.Call("addEventListener", "pointerdown", js.FuncOf(func(_ js.Value, args []js.Value) any {
		e := args[0]
		element := closest(e, "[data-drag]")
		if !element.Truthy() || e.Get("button").Int() != 0 {
			return nil
		}
		e.Call("preventDefault") // of selecting text
		if element.Get("dataset").Get("drag").String() == ui.DragWidth {
			moved = dragWidth(element, e.Get("clientY").Float(), dispatch)
		} else {
			moved = dragPlace(element, dispatch)
		}
		document.Call("addEventListener", "pointermove", move)
		for _, name := range ends {
			document.Call("addEventListener", name, end)
		}
		return nil
	}))
}

// dataNumber reads a number that an element has as data.
func dataNumber(element js.Value, name string) float64 {
	x, _ := strconv.ParseFloat(element.Get("dataset").Get(name).String(), 64)
	return x
}

// dragWidth returns what moves of the pointer do to the layer of a bar.
func dragWidth(bar js.Value, from float64, dispatch func(store.Action)) func(x, y float64) {
	layer, units, worth := int(dataNumber(bar, "layer")), int(dataNumber(bar, "units")), dataNumber(bar, "worth")
	shown := bar.Get("ownerSVGElement").Call("getBoundingClientRect").Get("width").Float()
	last := units
	return func(_, y float64) {
		if width := ui.DraggedWidth(units, from-y, worth, shown); width != last {
			last = width
			dispatch(store.LayerResized{Layer: layer, Width: width})
		}
	}
}

// dragPlace returns what moves of the pointer do to a layer in the row.
func dragPlace(layer js.Value, dispatch func(store.Action)) func(x, y float64) {
	place := int(dataNumber(layer, "layer"))
	return func(x, y float64) {
		under := js.Global().Get("document").Call("elementFromPoint", x, y)
		if !under.Truthy() {
			return
		}
		item := under.Call("closest", ".layers [data-layer]")
		if !item.Truthy() {
			return
		}
		if to := int(dataNumber(item, "layer")); to != place {
			dispatch(store.LayerMoved{From: place, To: to})
			place = to
		}
	}
}
