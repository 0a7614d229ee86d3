package main

import (
	"syscall/js"

	"atelier/site/store"
)

// lessonKey is where the browser keeps the link of a lesson for as long as the
// tab is open.
const lessonKey = "atelier-lesson"

// resumeLesson opens the link again that had brought a lesson before the page
// was reloaded: the address has lost it once another view was shown.
func resumeLesson(dispatch func(store.Action)) {
	kept := js.Null()
	withStorage("sessionStorage", func(storage js.Value) { kept = storage.Call("getItem", lessonKey) })
	if kept.Truthy() {
		dispatch(store.OpenLink{Text: kept.String()})
	}
}

// keepLesson returns what remembers the link of the lesson that holds.
func keepLesson() func(store.State) {
	kept := ""
	return func(s store.State) {
		text := ""
		if s.Links.Lesson != nil {
			text = s.Links.Opened
		}
		if text == kept {
			return
		}
		kept = text
		withStorage("sessionStorage", func(storage js.Value) {
			if text == "" {
				storage.Call("removeItem", lessonKey)
			} else {
				storage.Call("setItem", lessonKey, text)
			}
		})
	}
}
