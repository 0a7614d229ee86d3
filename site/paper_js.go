package main

import (
	"errors"
	"strconv"
	"syscall/js"

	"github.com/hexops/vecty"

	"atelier/site/internal/web"
	"atelier/site/plot"
	"atelier/site/ui"
)

// printed draws a chart out of sight and returns it as a file of SVG that
// stands for itself: what the page's style sheet would say is written on every
// element, in light colours.
func printed(c *ui.Paper) string {
	document := js.Global().Get("document")
	around := document.Call("createElement", "div")
	around.Set("id", "paper")
	around.Set("hidden", true)
	around.Call("append", document.Call("createElement", "div"))
	document.Get("body").Call("append", around)
	defer around.Call("remove")
	if err := vecty.RenderInto("#paper > div", c); err != nil {
		panic(err) // it is there, and the tags are the same
	}
	svg := around.Call("querySelector", "svg")
	svg.Call("setAttribute", "xmlns", "http://www.w3.org/2000/svg")
	elements := svg.Call("querySelectorAll", "*")
	for i := range elements.Length() {
		style(elements.Index(i))
	}
	style(svg)
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + js.Global().Get("XMLSerializer").New().Call("serializeToString", svg).String() + "\n"
}

// style writes on an element what its classes mean on paper.
func style(e js.Value) {
	list := e.Get("classList")
	var classes []string
	for i := range list.Length() {
		classes = append(classes, list.Index(i).String())
	}
	for _, a := range plot.OnPaper(e.Get("tagName").String(), classes) {
		e.Call("setAttribute", a.Name, a.Value)
	}
	e.Call("removeAttribute", "class")
}

// rastered returns an SVG as PNG, with two pixels for each of its own. It waits for
// the browser, and blocks only the calling goroutine.
func rastered(svg string, width, height int) ([]byte, error) {
	image := js.Global().Get("Image").New()
	// The page's policy allows images of this kind of address and of no other.
	image.Set("src", "data:image/svg+xml,"+js.Global().Call("encodeURIComponent", svg).String())
	if _, err := web.Await(image.Call("decode")); err != nil {
		return nil, err
	}
	const scale = 2
	canvas := js.Global().Get("document").Call("createElement", "canvas")
	canvas.Set("width", scale*width)
	canvas.Set("height", scale*height)
	canvas.Call("getContext", "2d").Call("drawImage", image, 0, 0, scale*width, scale*height)
	encoded := make(chan js.Value, 1)
	take := js.FuncOf(func(_ js.Value, args []js.Value) any {
		encoded <- args[0] // with room, as a callback must not wait
		return nil
	})
	defer take.Release()
	canvas.Call("toBlob", take, "image/png")
	png := <-encoded
	if png.IsNull() {
		return nil, errors.New("the browser cannot draw a picture of " + strconv.Itoa(scale*width) + " pixels")
	}
	buffer, err := web.Await(png.Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	return web.Bytes(buffer), nil
}
