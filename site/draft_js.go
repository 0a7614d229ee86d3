package main

import "atelier/site/store"

// draftKey is where the browser keeps the recipe in the panel for as long as
// the tab is open.
const draftKey = "atelier-draft"

// resumeDraft fills the panel as it was before the page was reloaded.
func resumeDraft(dispatch func(store.Action)) {
	if kept := rememberedInTab(draftKey); kept != "" {
		dispatch(store.ResumeDraft{Text: kept})
	}
}

// keepDraft returns what remembers the recipe in the panel.
func keepDraft() func(store.State) {
	var known *store.Draft
	opened := ""
	return func(s store.State) {
		if s.Draft != known || s.Links.Opened != opened {
			known, opened = s.Draft, s.Links.Opened
			rememberInTab(draftKey, s.KeptDraft())
		}
	}
}
