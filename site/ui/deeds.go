package ui

import (
	"strings"

	"github.com/hexops/vecty"

	"atelier/site/store"
	"atelier/site/text"
)

// What a click can do to runs, the queue and their table, besides what
// events.go names.
const (
	doPauseAll  = "pause-all"
	doResumeAll = "resume-all"
	doBatch     = "one-batch"
	doEpoch     = "one-epoch"
	doRate      = "set-rate"
	doTrainNext = "train-next"
	doUp        = "queue-up"
	doDown      = "queue-down"
	doUnqueue   = "unqueue"
	doMenu      = "menu"
	doRename    = "rename"
	doNameDone  = "name-done"
	doNameLeft  = "name-left"
	doDuplicate = "duplicate"
	doPin       = "pin"
	doInside    = "look-inside"
	doAgain     = "again"
	doRepeat    = "repeat"
	doSort      = "sort-" // with the column behind it
	doShowAll   = "show-all"
	doNewest    = "show-newest"
)

// The names of inputs that belong to runs.
const (
	compareName = "compare"
	rateName    = "run-rate"
	newName     = "new-name"
)

// repeatable reports whether a deed is one that people do many times in quick
// succession.
func repeatable(do string) bool { return do == doBatch || do == doEpoch }

// runDeed returns the action behind a click on runs, nil if there is none.
func runDeed(do, run string) store.Action {
	if column, ok := strings.CutPrefix(do, doSort); ok {
		return store.SortBy{Column: store.Column(column)}
	}
	switch do {
	case doShowAll, doNewest:
		return store.ShowAll{All: do == doShowAll}
	case doPauseAll:
		return store.PauseAll{}
	case doResumeAll:
		return store.ResumeAll{}
	case doBatch:
		return store.StepOn{Run: run}
	case doEpoch:
		return store.StepOn{Run: run, Epoch: true}
	case doRate:
		return store.RateDone{Run: run}
	case doTrainNext:
		return store.Requeue{Run: run}
	case doUp:
		return store.Advance{Run: run, By: -1}
	case doDown:
		return store.Advance{Run: run, By: 1}
	case doUnqueue:
		return store.Unqueue{Run: run}
	}
	return tableDeed(do, run)
}

// tableDeed returns the action behind a click in the table of runs.
func tableDeed(do, group string) store.Action {
	switch do {
	case doMenu:
		return store.ToggleMenu{Group: group}
	case doRename:
		return store.Rename{Group: group}
	case doNameDone:
		return store.NameDone{}
	case doNameLeft:
		return store.NameLeft{}
	case doDuplicate:
		return store.Duplicate{Group: group}
	case doPin:
		return store.Pin{Group: group}
	case doInside:
		return store.LookInto{Group: group}
	case doAgain:
		return store.Again{Group: group}
	case doRepeat:
		return store.Repeat{}
	}
	return nil
}

// entered returns the action behind a new text in an input, or behind a tick.
func entered(name, run, value string) store.Action {
	switch name {
	case compareName:
		return store.Tick{Group: run}
	case rateName:
		return store.RateTyped{Run: run, Text: value}
	case newName:
		return store.NameTyped{Text: value}
	}
	return typed(name, value)
}

// of says which run or group of runs an element is about.
func of(id string) vecty.MarkupList { return vecty.Markup(vecty.Data("run", id)) }

// called names a run by its recipe, and by its seed if there are several.
func called(r *store.Run) string { return text.RunName(r.Recipe.Name, r.Recipe.Seed, r.Repeats) }
