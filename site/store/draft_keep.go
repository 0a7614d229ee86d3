package store

import (
	"encoding/json"
	"slices"

	"atelier/core/train"
)

// keptDraft is the panel as the browser keeps it. What it holds may come from
// another version of the page.
type keptDraft struct {
	Opened string            `json:"opened,omitempty"` // Links.Opened
	Texts  map[string]string `json:"texts"`
	Hidden []string          `json:"hidden"`
}

// KeptDraft returns what ResumeDraft needs to fill the panel as it is, but for
// the weights that runs are to begin with; "" if the panel is as every page
// begins.
func (s State) KeptDraft() string {
	if s.Draft.Same(NewDraft(train.Default())) {
		return ""
	}
	text, err := json.Marshal(keptDraft{s.Links.Opened, s.Draft.texts, s.Draft.hidden})
	if err != nil {
		return "" // it consists of texts alone
	}
	return string(text)
}

// ResumeDraft fills the panel with what KeptDraft returned before the page was
// reloaded. Where the same link is opened next, it does not take its place.
type ResumeDraft struct{ Text string }

func (ResumeDraft) action() {}

func (a ResumeDraft) on(s State) State {
	var kept keptDraft
	if json.Unmarshal([]byte(a.Text), &kept) != nil || len(kept.Hidden) > train.MaxHidden {
		return s
	}
	d := NewDraft(train.Default())
	// The choices first, on which it depends which fields there are.
	for _, field := range []string{Method, ScheduleKind, BatchNorm} {
		if text, ok := kept.Texts[field]; ok {
			d = d.Typed(field, text)
		}
	}
	for field := range d.texts {
		if text, ok := kept.Texts[field]; ok {
			d.texts[field] = text
		}
	}
	d.hidden = slices.Clone(kept.Hidden)
	d.read()
	s.Draft, s.Links.resumed = d, kept.Opened
	return s
}
