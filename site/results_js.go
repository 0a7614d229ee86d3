package main

import (
	"syscall/js"

	"atelier/core/experiment"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/site/ui"
)

// saveResults hands the report's results to the browser as a file, where people
// ask for it.
func saveResults(state func() store.State) {
	listen("click", func(e js.Value) {
		button := e.Get("target").Call("closest", "["+ui.SaveAttribute+"]")
		if !button.Truthy() {
			return
		}
		content, err := state().Results().Text()
		if err != nil {
			panic(err) // results hold nothing that JSON has no form for
		}
		saveFile(text.ResultsFile, "application/json", uint8Array(content))
	})
}

// takePlans reads the file of a plan that is chosen.
func takePlans(dispatch func(store.Action)) {
	listen("change", func(e js.Value) {
		input := e.Get("target")
		if input.Get("id").String() != ui.PlanID || input.Get("files").Length() == 0 {
			return
		}
		file := input.Get("files").Index(0)
		if file.Get("size").Int() > experiment.MaxPlanBytes {
			dispatch(store.PlanUnread{Message: text.PlanTooLong})
		} else {
			readText(file, func(content string) { dispatch(store.PlanOffered{Text: []byte(content)}) },
				func() { dispatch(store.PlanUnread{Message: text.PlanNoText}) })
		}
		input.Set("value", "") // so that the same file can be chosen again
	})
}

// readText calls one of the two functions, with the content of the file if it
// can be read.
func readText(file js.Value, read func(content string), failed func()) {
	var done, refused js.Func
	release := func() {
		done.Release()
		refused.Release()
	}
	done = js.FuncOf(func(_ js.Value, args []js.Value) any {
		release()
		read(args[0].String())
		return nil
	})
	refused = js.FuncOf(func(js.Value, []js.Value) any {
		release()
		failed()
		return nil
	})
	file.Call("text").Call("then", done, refused)
}
