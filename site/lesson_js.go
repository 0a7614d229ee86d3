package main

import "atelier/site/store"

// lessonKey is where the browser keeps the link of a lesson for as long as the
// tab is open.
const lessonKey = "atelier-lesson"

// resumeLesson opens the link again that had brought a lesson before the page
// was reloaded: the address has lost it once another view was shown.
func resumeLesson(dispatch func(store.Action)) {
	if kept := rememberedInTab(lessonKey); kept != "" {
		dispatch(store.OpenLink{Text: kept})
	}
}

// keepLesson returns what remembers the link of the lesson that holds.
func keepLesson() func(store.State) {
	known := ""
	return func(s store.State) {
		opened := ""
		if s.Links.Lesson != nil {
			opened = s.Links.Opened
		}
		if opened != known {
			known = opened
			rememberInTab(lessonKey, opened)
		}
	}
}
