package ui

import (
	"strconv"
	"strings"

	"atelier/site/sketch"
	"atelier/site/store"
)

// What a click can do in the view of the garments. Those that end in a space
// have numbers behind it: the class, and the page.
const (
	doUndoDrawing  = "undo-drawing"
	doClearDrawing = "clear-drawing"
	doPlace        = "place "
	doBrowse       = "browse "
)

// The names of its inputs.
const (
	toolName  = "tool"
	widthName = "line-width"
)

// garmentDeed returns the action behind a click there, nil if there is none.
func garmentDeed(do string) store.Action {
	switch do {
	case doUndoDrawing:
		return store.DrawingUndone{}
	case doClearDrawing:
		return store.DrawingCleared{}
	}
	if class, ok := strings.CutPrefix(do, doPlace); ok {
		return store.Placed{Class: number(class)}
	}
	if place, ok := strings.CutPrefix(do, doBrowse); ok {
		class, page, _ := strings.Cut(place, " ")
		return store.Browse{Class: number(class), Page: number(page)}
	}
	return nil
}

// garmentTyped returns the action behind an input there, nil if it is another's.
func garmentTyped(name, value string) store.Action {
	switch name {
	case toolName:
		return store.ToolChosen{Tool: sketch.Tool(number(value))}
	case widthName:
		return store.WidthChosen{Width: number(value)}
	}
	return nil
}

// number reads what the page itself has written.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
