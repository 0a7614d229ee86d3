package ui

import (
	"strings"

	"atelier/site/store"
	"atelier/wasm/wire"
)

// What a click can do to links and files. Those that end in a colon have the
// form or the kind of the file behind it.
const (
	doTrainLink   = "train-link"
	doLinkDone    = "link-done"
	doShareRecipe = "share-recipe"
	doShareGroup  = "share-group"
	doShareGroups = "share-groups"
	doMadeDone    = "made-done"
	doShareLesson = "share-lesson"
	doLessonDone  = "lesson-done"
	doSave        = "save:"
	doTakeAway    = "take:"
	doTakenNote   = "taken-note"
	doBeginWith   = "begin-with"
	doBeginAfresh = "begin-afresh"
)

// ofChosen stands for the groups that are ticked, or else for all, where another
// button has the ID of a group. (Vecty leaves attributes out that are empty.)
const ofChosen = "chosen"

// Where the focus goes.
const (
	thenMade  = "#" + MadeID + ", .links .quiet"
	thenFiles = ".files button"
	thenTeach = "#teach-note, " + `[data-about="` + string(store.Teaching) + `"]`
)

// The names of the inputs in the form of a teaching link; the control's name
// stands behind the first.
const (
	teachName = "teach:"
	noteName  = "teach-note"
)

// shareDeed returns the action behind a click on links and files, nil if there
// is none.
func shareDeed(do, about string) store.Action {
	if form, ok := strings.CutPrefix(do, doSave); ok {
		return store.Save{Run: about, Form: wire.Form(form)}
	}
	if kind, ok := strings.CutPrefix(do, doTakeAway); ok {
		if about == ofChosen {
			about = ""
		}
		return store.TakeAway{Kind: store.Kind(kind), Group: about}
	}
	switch do {
	case doTrainLink:
		return store.TrainLink{}
	case doLinkDone:
		return store.LinkDone{}
	case doShareRecipe:
		return store.ShareRecipe{}
	case doShareGroup:
		return store.ShareGroup{Group: about}
	case doShareGroups:
		return store.ShareGroups{}
	case doMadeDone:
		return store.MadeDone{}
	case doShareLesson:
		return store.ShareLesson{}
	case doLessonDone:
		return store.LessonDone{}
	case doTakenNote:
		return store.TakenNote{}
	case doBeginWith:
		return store.BeginWith{Run: about}
	case doBeginAfresh:
		return store.BeginAfresh{}
	}
	return nil
}

// taught returns the action behind an input in the form of a teaching link, nil
// if it is another's.
func taught(name, value string) store.Action {
	if name == noteName {
		return store.LessonNoted{Note: value}
	}
	if control, ok := strings.CutPrefix(name, teachName); ok {
		return store.LessonSet{Control: control, To: store.Permission(value)}
	}
	return nil
}
