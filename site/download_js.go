package main

import (
	"fmt"
	"syscall/js"

	"atelier/core/export"
	"atelier/site/pool"
	"atelier/site/store"
	"atelier/site/ui"
	"atelier/wasm/wire"
)

// saveRuns returns what saves the files that workers have made, under the names
// of their runs. Their bytes stay outside the program.
func saveRuns(state func() store.State) func(wire.Report, pool.Snapshot) {
	return func(r wire.Report, file pool.Snapshot) {
		if run := state().Run(r.Run); run != nil {
			saveFile(store.RunFile(run, r.Form), "application/octet-stream", file.(js.Value))
		}
	}
}

// saveDue returns a listener that makes the files which are due.
func saveDue(dispatch func(store.Action)) func(store.State) {
	var known *store.Due
	return func(s store.State) {
		if s.Exports.Due == known {
			return
		}
		known = s.Exports.Due
		// In a goroutine of its own, as it waits for the browser to draw.
		go func() {
			defer func() {
				if cause := recover(); cause != nil {
					dispatch(store.NotTaken{Why: fmt.Sprint(cause)})
				}
			}()
			if err := take(s, *known); err != nil {
				dispatch(store.NotTaken{Why: err.Error()})
			}
		}()
	}
}

// take makes what is due and saves it: several files as one archive.
func take(s store.State, due store.Due) error {
	files := store.Tables(due.Kind, due.Groups, s.Baseline)
	asSVG := due.Kind == store.SVG || due.Kind == store.Everything
	asPNG := due.Kind == store.PNG || due.Kind == store.Everything
	if asSVG || asPNG {
		charts, err := drawCharts(ui.Papers(s, due.Groups), asSVG, asPNG)
		if err != nil {
			return err
		}
		files = append(files, charts...)
	}
	switch {
	case len(files) == 0:
		return fmt.Errorf("there is no chart to draw")
	case len(files) == 1:
		saveFile(files[0].Name, "application/octet-stream", uint8Array(files[0].Content))
	default:
		saveFile("atelier-"+string(due.Kind)+".zip", "application/zip", uint8Array(export.ZIP(files)))
	}
	return nil
}

// drawCharts returns the charts' files.
func drawCharts(charts []*ui.Paper, asSVG, asPNG bool) ([]export.File, error) {
	var files []export.File
	for _, c := range charts {
		svg := printed(c)
		if asSVG {
			files = append(files, export.File{Name: c.Name() + ".svg", Content: []byte(svg)})
		}
		if asPNG {
			png, err := rastered(svg, c.Width(), c.Height())
			if err != nil {
				return nil, err
			}
			files = append(files, export.File{Name: c.Name() + ".png", Content: png})
		}
	}
	return files, nil
}

func uint8Array(bytes []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(bytes))
	js.CopyBytesToJS(array, bytes)
	return array
}

// saveFile has the browser save bytes, or a text, as a file.
func saveFile(name, kind string, content js.Value) {
	address := blob(kind, content)
	anchor := js.Global().Get("document").Call("createElement", "a")
	anchor.Set("href", address)
	anchor.Set("download", name)
	anchor.Call("click")
	// The browser reads it in tasks of its own, by which time it must be there
	// still.
	var forget js.Func
	forget = js.FuncOf(func(js.Value, []js.Value) any {
		forget.Release()
		js.Global().Get("URL").Call("revokeObjectURL", address)
		return nil
	})
	const minute = 60_000
	js.Global().Call("setTimeout", forget, minute)
}

// blob returns an address of the content.
func blob(kind string, content js.Value) js.Value {
	b := js.Global().Get("Blob").New([]any{content}, map[string]any{"type": kind})
	return js.Global().Get("URL").Call("createObjectURL", b)
}
