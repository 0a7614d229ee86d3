package store

import (
	"fmt"

	"atelier/core/train"
	"atelier/site/text"
)

// Begin says whose weights a run begins with, in place of initialised ones. Such
// a run is its recipe's and these weights': it counts for no claim of the report,
// and no link tells its result.
type Begin struct {
	Run    string `json:"run"`    // the ID of the run that they are of
	Name   string `json:"name"`   // what that was called then
	SHA256 string `json:"sha256"` // over the parameters
}

// BeginWith puts the recipe of a run that is finished into the panel, to be
// trained on from its weights. The seed stays the same, so that no image of
// validation is one that the weights were trained on.
type BeginWith struct{ Run string }

// BeginAfresh has the recipe in the panel begin with initialised weights again.
type BeginAfresh struct{}

func (BeginWith) action()   {}
func (BeginAfresh) action() {}

// Begins reports whether another run can begin with the weights of this one.
func (r *Run) Begins() bool {
	return r.Phase == Finished && r.Kept && r.ParametersSHA256 != ""
}

func (a BeginWith) on(s State) State {
	r := s.Run(a.Run)
	if r == nil || !r.Begins() {
		return s
	}
	d := NewDraft(r.Recipe)
	d.Begin, d.begunWith = &Begin{Run: r.ID, Name: r.Recipe.Name, SHA256: r.ParametersSHA256}, r.Recipe
	s.View = Laboratory
	return s.fill(d)
}

func (BeginAfresh) on(s State) State {
	d := s.Draft.clone()
	d.Begin = nil
	d.read()
	s.Draft = d
	return s
}

// readBegin notes where the recipe's network is not one for the weights.
// Activations and dropout have none, and may be others.
func (d *Draft) readBegin(r train.Recipe) {
	if d.Begin == nil {
		return
	}
	was := d.begunWith
	if fmt.Sprint(r.Hidden) != fmt.Sprint(was.Hidden) {
		d.Errors = append(d.Errors, train.FieldError{Field: Hidden, Message: "must be " + text.Shapes(was.Hidden) + ", as the weights are"})
	}
	if r.BatchNorm.Enabled != was.BatchNorm.Enabled && len(was.Hidden) > 0 {
		message := "must be off, as the weights have none"
		if was.BatchNorm.Enabled {
			message = "must be on, as the weights have it"
		}
		d.Errors = append(d.Errors, train.FieldError{Field: BatchNorm, Message: message})
	}
}

// Whole reports whether the run came to its end by its recipe alone, so that its
// result is the recipe's.
func (r *Run) Whole() bool {
	return r.Phase == Finished && len(r.Retuned) == 0 && r.Begin == nil && !r.Partial
}

// Origin says where the run's weights are from, if not from its recipe alone; ""
// otherwise.
func (r *Run) Origin() string {
	switch {
	case r.Imported && r.Partial:
		return text.FromFilePart(r.Epoch, r.Recipe.Epochs)
	case r.Imported:
		return text.ImportedWord
	case r.Begin != nil:
		return text.BegunWith(r.Begin.Name)
	}
	return ""
}
