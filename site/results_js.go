package main

import (
	"syscall/js"

	"atelier/core/experiment"
	"atelier/site/internal/web"
	"atelier/site/store"
	"atelier/site/text"
	"atelier/site/ui"
)

// saveResults hands the report's results to the browser as a file, where people
// ask for it.
func saveResults(state func() store.State) {
	listen("click", func(e js.Value) {
		button := closest(e, "["+ui.SaveAttribute+"]")
		if !button.Truthy() {
			return
		}
		content, err := state().Results().Text()
		if err != nil {
			panic(err) // results hold nothing that JSON has no form for
		}
		web.Save(text.ResultsFile, "application/json", web.Array(content))
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
			web.Then(file.Call("text"),
				func(content js.Value) { dispatch(store.PlanOffered{Text: []byte(content.String())}) },
				func(js.Value) { dispatch(store.PlanUnread{Message: text.PlanNoText}) })
		}
		input.Set("value", "") // so that the same file can be chosen again
	})
}
