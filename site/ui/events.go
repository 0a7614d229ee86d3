package ui

import (
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/event"

	"atelier/site/store"
)

// The root listens for the whole page; elements only say what they are for:
//
//	data-do     what a click does, one of the names in deed
//	data-run    the run, or the group of runs, that it is about
//	data-chart  on a chart's place: the measure
//	data-line   in the legend: the group whose line stands out meanwhile
//	data-about  the field, panel, preset or experiment that it is about
//	data-layer  the hidden layer that it is about; the first is 0
//	name        on inputs: the field of the recipe, as in package store,
//	            coresName, one of Vary's, or one of those in deeds.go
//	data-then   on buttons that go away, or mean another thing, once they are
//	            clicked: a selector of where the focus then goes (package main
//	            moves it)
//	data-escape the same for the Escape key in what it closes
//	data-drag   what dragging it changes: see drag.go

// listeners returns the root's listeners.
func listeners(dispatch func(store.Action)) vecty.MarkupList {
	return vecty.Markup(
		event.Click(func(e *vecty.Event) { clicked(e, dispatch) }),
		event.Input(func(e *vecty.Event) {
			if name := e.Target.Get("name").String(); name != "" {
				run := e.Target.Get("dataset").Get("run").String()
				dispatch(entered(name, run, e.Target.Get("value").String()))
			}
		}),
		event.KeyDown(func(e *vecty.Event) {
			keyDown(e)
			pressedInRecipe(e, dispatch)
		}),
		// Enter in a field clicks the form's button; that is all there is to it.
		event.Submit(func(*vecty.Event) {}).PreventDefault(),
	)
}

// typed returns the action behind a new text in an input.
func typed(name, text string) store.Action {
	if name == coresName {
		cores, _ := strconv.Atoi(text)
		return store.CoresChosen{Cores: cores}
	}
	if a := garmentTyped(name, text); a != nil {
		return a
	}
	if a := studyTyped(name, text); a != nil {
		return a
	}
	if a := varied(name, text); a != nil {
		return a
	}
	if a := taught(name, text); a != nil {
		return a
	}
	return store.Typed{Field: name, Text: text}
}

func clicked(e *vecty.Event, dispatch func(store.Action)) {
	element := e.Target.Call("closest", "[data-do]")
	if !element.Truthy() {
		return
	}
	data := element.Get("dataset")
	// The second click of a double click would undo what the first did, or do
	// it twice.
	if e.Value.Get("detail").Int() > 1 && !repeatable(data.Get("do").String()) {
		return
	}
	layer, _ := strconv.Atoi(data.Get("layer").String())
	about := data.Get("run")
	if about.IsUndefined() {
		about = data.Get("about")
	}
	if a := deed(data.Get("do").String(), about.String(), layer); a != nil {
		dispatch(a)
	}
}

// Where the focus goes from buttons that go away.
const (
	thenMain   = `[data-do="` + doTrain + `"]:enabled`
	thenUndo   = `[data-do="` + doRestore + `"]`
	thenRun    = ".runs .sel .nm"
	thenMenu   = ".menu a, .menu button" // the first of a menu's items
	thenName   = "#" + newName
	thenPanel  = `[name="` + store.Name + `"]`
	thenUnfill = `[data-do="` + doUndoFill + `"], ` + thenPanel
	thenRuns   = "#" + RunsID
	thenLayers = `[data-do="` + doAddLayer + `"]`
)

// then says where the focus goes after a click on the button.
func then(selector string) vecty.MarkupList { return vecty.Markup(vecty.Data("then", selector)) }

// What a click can do.
const (
	doTrain      = "train"
	doTrainAgain = "train-again"
	doPause      = "pause"
	doResume     = "resume"
	doStop       = "stop"
	doSelect     = "select"
	doDelete     = "delete"
	doRestore    = "restore"
	doAddLayer   = "add-layer"
	doRemove     = "remove-layer"
	doNarrower   = "narrower"
	doWider      = "wider"
	doReset      = "reset"
	doUndoFill   = "undo-fill"
	doLoad       = "load"
	doTheme      = "theme"
	doUpdate     = "update"
)

// deed returns the action behind a click, nil if there is none.
func deed(do, run string, layer int) store.Action {
	switch do {
	case doTrain:
		return store.Train{}
	case doTrainAgain:
		return store.TrainAgain{Run: run}
	case doPause:
		return store.Pause{Run: run}
	case doResume:
		return store.Resume{Run: run}
	case doStop:
		return store.Stop{Run: run}
	case doSelect:
		return store.Select{Group: run}
	case doDelete:
		return store.Delete{Group: run}
	case doRestore:
		return store.Restore{}
	case doAddLayer:
		return store.LayerAdded{}
	case doRemove:
		return store.LayerRemoved{Layer: layer}
	case doNarrower:
		return store.LayerStepped{Layer: layer}
	case doWider:
		return store.LayerStepped{Layer: layer, Wider: true}
	case doReset:
		return store.RecipeReset{}
	case doUndoFill:
		return store.UndoFill{}
	case doLoad:
		return store.LoadData{}
	case doTheme:
		return store.NextTheme{}
	case doUpdate:
		return store.UseUpdate{}
	}
	// Those of other parts of the page stand with these.
	if a := runDeed(do, run); a != nil {
		return a
	}
	if a := studyDeed(do, run); a != nil {
		return a
	}
	if a := garmentDeed(do); a != nil {
		return a
	}
	if a := storageDeed(do); a != nil {
		return a
	}
	if a := insideDeed(do, run); a != nil {
		return a
	}
	if a := chartDeed(do, run); a != nil {
		return a
	}
	if a := shareDeed(do, run); a != nil {
		return a
	}
	return designDeed(do, run, layer)
}
