package main

import (
	"fmt"
	"syscall/js"

	"atelier/core/export"
	"atelier/site/internal/web"
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
			web.Save(store.RunFile(run, r.Form), "application/octet-stream", file.(js.Value))
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
		web.Save(files[0].Name, "application/octet-stream", web.Array(files[0].Content))
	default:
		web.Save("atelier-"+string(due.Kind)+".zip", "application/zip", web.Array(export.ZIP(files)))
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
