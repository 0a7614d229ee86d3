package ui

import (
	"fmt"
	"strconv"

	"github.com/hexops/vecty"

	"atelier/site/store"
)

// What a click on the design of a recipe can do.
const (
	doExplain       = "explain"
	doMore          = "more"
	doOpen          = "open"
	doFill          = "fill"
	doTrainAll      = "train-all"
	doTrainVariants = "train-variants"
	doEarlier       = "earlier"
	doLater         = "later"
)

// Where the focus goes from what goes away.
const (
	thenPresets   = `[data-do="` + doOpen + `"][data-about="` + string(store.Presets) + `"]`
	thenVary      = `[data-do="` + doOpen + `"][data-about="` + string(store.Varying) + `"]`
	thenVaryField = `[name="` + varyFieldName + `"], ` + thenVary
)

// designDeed returns the action behind a click on the design of a recipe, nil
// if there is none.
func designDeed(do, about string, layer int) store.Action {
	switch do {
	case doExplain:
		return store.Explain{Field: about}
	case doMore:
		return store.ToggleMore{}
	case doOpen:
		return store.Open{Panel: store.Panel(about)}
	case doFill:
		return store.Fill{Name: about}
	case doTrainAll:
		return store.TrainAll{Title: about}
	case doTrainVariants:
		return store.TrainVariants{}
	case doEarlier:
		return store.LayerMoved{From: layer, To: layer - 1}
	case doLater:
		return store.LayerMoved{From: layer, To: layer + 1}
	}
	return nil
}

// varied returns the action behind a new text in one of Vary's inputs, nil if
// it is another.
func varied(name, text string) store.Action {
	switch name {
	case varyFieldName:
		return store.VaryField{Field: text}
	case varyValuesName:
		return store.VaryTyped{Text: text}
	case varyChoiceName:
		return store.VaryToggled{Value: text}
	}
	return nil
}

// pressedInRecipe dispatches what a key does there.
func pressedInRecipe(e *vecty.Event, dispatch func(store.Action)) {
	key := e.Value.Get("key").String()
	if key == "Escape" {
		if e.Target.Call("closest", "#recipe").Truthy() {
			dispatch(store.Dismiss{})
		}
		return
	}
	if key != "ArrowUp" && key != "ArrowDown" {
		return
	}
	name, value := e.Target.Get("name"), e.Target.Get("value")
	if name.IsUndefined() || value.IsUndefined() {
		return
	}
	if a := stepped(name.String(), value.String(), key == "ArrowUp", e.Value.Get("shiftKey").Bool()); a != nil {
		e.Value.Call("preventDefault")
		dispatch(a)
	}
}

// stepped returns what an arrow key does in a field with that name and text:
// in a width it steps as the buttons beside it do, or by a single unit; nil in
// any other.
func stepped(name, text string, up, single bool) store.Action {
	var layer int
	if _, err := fmt.Sscanf(name, store.Hidden+"[%d]", &layer); err != nil {
		return nil
	}
	if !single {
		return store.LayerStepped{Layer: layer, Wider: up}
	}
	width, err := strconv.Atoi(text)
	switch {
	case err != nil:
		return nil
	case up:
		return store.LayerResized{Layer: layer, Width: width + 1}
	}
	return store.LayerResized{Layer: layer, Width: width - 1}
}
