package main

import (
	"errors"
	"syscall/js"

	"atelier/site/internal/web"
	"atelier/site/sketch"
	"atelier/site/store"
	"atelier/site/ui"
)

// The longer side of a photo in pixels: of what is looked at, and of the copy
// that is shown. What the network sees has 28.
const (
	lookedAt = 280
	shown    = 448
)

// photos takes photos that are chosen, dropped, or pasted. Only the last one counts where several are being read.
type photos struct {
	dispatch func(store.Action)
	asked    int
}

// takePhotos takes those that are chosen, or pasted while the page shows where
// they go.
func takePhotos(dispatch func(store.Action)) *photos {
	p := &photos{dispatch: dispatch}
	listen("change", func(e js.Value) {
		if input := e.Get("target"); input.Get("id").String() == ui.PhotoID {
			p.takeFirst(input.Get("files"))
			input.Set("value", "") // so that the same file can be chosen again
		}
	})
	listen("paste", func(e js.Value) {
		if paper().Truthy() {
			p.takeFirst(e.Get("clipboardData").Get("files"))
		}
	})
	return p
}

func (p *photos) takeFirst(files js.Value) {
	if files.Length() > 0 {
		p.take(files.Index(0))
	}
}

// take reads a file and dispatches what comes of it.
func (p *photos) take(file js.Value) {
	p.asked++
	turn := p.asked
	settle := func(a func(bitmap js.Value) store.Action) func(js.Value) {
		return func(bitmap js.Value) {
			if turn == p.asked {
				p.dispatch(a(bitmap))
			}
		}
	}
	refused := func(js.Value) store.Action { return store.PhotoRefused{Why: store.NotAnImage} }
	web.Then(js.Global().Call("createImageBitmap", file), settle(photo), settle(refused))
}

// photo looks at a decoded picture.
func photo(bitmap js.Value) store.Action {
	defer bitmap.Call("close")
	width, height := bitmap.Get("width").Int(), bitmap.Get("height").Int()
	if width > sketch.MaxSide || height > sketch.MaxSide {
		return store.PhotoRefused{Why: store.TooLarge}
	}
	canvas, context := reduced(bitmap, width, height, lookedAt)
	picture := sketch.Picture{Width: canvas.Get("width").Int(), Height: canvas.Get("height").Int()}
	picture.Pixels = make([]byte, 4*picture.Width*picture.Height)
	js.CopyBytesToGo(picture.Pixels, context.Call("getImageData", 0, 0, picture.Width, picture.Height).Get("data"))
	image, err := sketch.See(picture)
	if errors.Is(err, sketch.ErrNothing) {
		return store.PhotoRefused{Why: store.NothingThere}
	}
	if err != nil {
		return store.PhotoRefused{Why: store.NotAnImage}
	}
	canvas, _ = reduced(bitmap, width, height, shown)
	return store.PhotoTaken{Image: image, Photo: &store.Photo{
		Address: canvas.Call("toDataURL", "image/jpeg").String(),
		Dark:    picture.Dark(),
	}}
}

// reduced returns a canvas with the picture, on white where it is transparent,
// whose longer side has at most so many pixels.
func reduced(bitmap js.Value, width, height, longest int) (canvas, context js.Value) {
	if longer := max(width, height); longer > longest {
		width, height = max(1, width*longest/longer), max(1, height*longest/longer)
	}
	canvas = js.Global().Get("document").Call("createElement", "canvas")
	canvas.Set("width", width)
	canvas.Set("height", height)
	context = canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true})
	context.Set("fillStyle", "white")
	context.Call("fillRect", 0, 0, width, height)
	context.Set("imageSmoothingQuality", "high")
	context.Call("drawImage", bitmap, 0, 0, width, height)
	return canvas, context
}
