package ui

import (
	"strings"

	"atelier/site/store"
)

// What a click in the charts' head or their legend can do. Those that end in a
// colon have the value they are about behind it.
const (
	doShowMeasure = "show:"
	doSpread      = "spread:"
	doSmooth      = "smooth:"
	doTurnAxis    = "turn-axis:"
	doTurnEpochs  = "turn-epochs"
	doOverBatches = "over-batches"
	doOverSeeds   = "over-seeds"
	doOfCompared  = "of-compared"
	doOfAll       = "of-all"
	doZoomIn      = "zoom-in"
	doZoomOut     = "zoom-out"
	doWholeRun    = "whole-run"
	doHide        = "hide"
)

// thenChart is the first chart.
const thenChart = ".pane"

// chartDeed returns the action behind such a click, nil if it is none.
func chartDeed(do, group string) store.Action {
	name, value := do, ""
	if i := strings.IndexByte(do, ':'); i >= 0 {
		name, value = do[:i+1], do[i+1:]
	}
	switch name {
	case doShowMeasure:
		return store.ShowMeasure{Measure: store.Measure(value)}
	case doSpread:
		return store.DrawSpread{Spread: store.Spread(value)}
	case doSmooth:
		return store.Smooth{Smoothing: store.Smoothing(value)}
	case doTurnAxis:
		return store.TurnAxis{Measure: store.Measure(value)}
	case doTurnEpochs:
		return store.TurnEpochs{}
	case doOverBatches:
		return store.SpreadOver{}
	case doOverSeeds:
		return store.SpreadOver{Seeds: true}
	case doOfCompared:
		return store.SpreadOf{}
	case doOfAll:
		return store.SpreadOf{All: true}
	case doZoomIn:
		return store.ZoomIn{}
	case doZoomOut:
		return store.ZoomOut{}
	case doWholeRun:
		return store.WholeRun{}
	case doHide:
		return store.HideGroup{Group: group}
	}
	return nil
}
