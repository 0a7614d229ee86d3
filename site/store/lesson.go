package store

import (
	"maps"
	"slices"
	"strings"

	"atelier/core/link"
)

// Teaching is the panel with the form that makes a teaching link.
const Teaching Panel = "teaching"

// RareControls stands for all fields of Rare together.
const RareControls = "more"

// Controls returns what a teaching link can fix or hide, by the field that
// others go with; see controlOf.
func Controls() []string {
	return []string{
		Hidden, Activation, Initialiser, BatchNorm, Dropout,
		Method, LearningRate, ScheduleKind,
		BatchSize, Epochs, TrainingImages, InputScaling, Seed, Repeats, RareControls,
	}
}

// Permission says what people may do with a control under a lesson.
type Permission string

// The permissions.
const (
	Free      Permission = "free"
	Fixed     Permission = "fixed"  // it is seen
	Concealed Permission = "hidden" // it is fixed, and not seen
)

// Permissions returns all permissions.
func Permissions() []Permission { return []Permission{Free, Fixed, Concealed} }

// Allowed returns what a lesson allows with a field; with none, all is free.
func Allowed(l *link.Lesson, field string) Permission {
	if l == nil {
		return Free
	}
	return planned(*l, controlOf(field))
}

func planned(l link.Lesson, control string) Permission {
	switch {
	case slices.Contains(l.Hidden, control):
		return Concealed
	case slices.Contains(l.Fixed, control):
		return Fixed
	}
	return Free
}

// controlOf returns the control that a field goes with: hyperparameters with
// the method, what a schedule reads with its kind.
func controlOf(field string) string {
	switch {
	case slices.Contains(Rare(), field):
		return RareControls
	case strings.HasPrefix(field, Hidden+"["):
		return Hidden
	case isHyperparameter(field):
		return Method
	case strings.HasPrefix(field, "schedule."):
		return ScheduleKind
	case strings.HasPrefix(field, BatchNorm+"."):
		return BatchNorm
	}
	return field
}

// forbids reports whether the lesson does not allow what somebody does to the
// panel.
func (l Links) forbids(a Action) bool {
	field := ""
	switch a := a.(type) {
	case Typed:
		field = a.Field
	case LayerAdded, LayerRemoved, LayerStepped, LayerMoved, LayerResized:
		field = Hidden
	default:
		return false
	}
	return Allowed(l.Lesson, field) != Free
}

// bound returns the state with what the lesson fixes in the panel as it was
// before, where another recipe has come there whole: a hidden field that changes
// would be a trap.
func (s State) bound(before State) State {
	l := s.Links.Lesson
	if l == nil || l != before.Links.Lesson || s.Draft == before.Draft {
		return s
	}
	s.Draft = s.Draft.bound(*l, before.Draft)
	return s
}

// bound returns the draft with those fields of another that the lesson fixes.
func (d *Draft) bound(l link.Lesson, as *Draft) *Draft {
	fixed := func(field string) bool { return planned(l, controlOf(field)) != Free }
	next := d.clone()
	if fixed(Hidden) {
		next.hidden = slices.Clone(as.hidden)
	}
	maps.DeleteFunc(next.texts, func(field, _ string) bool { return fixed(field) })
	for field, text := range as.texts {
		if fixed(field) {
			next.texts[field] = text
		}
	}
	next.read()
	if next.Errors.For(Hidden) != "" || next.Errors.For(BatchNorm) != "" {
		next.Begin = nil // weights of another shape than the lesson's
		next.read()
	}
	return next
}

type (
	// LessonSet says in the form what people may do with a control.
	LessonSet struct {
		Control string
		To      Permission
	}
	// LessonNoted says what the note in the form is.
	LessonNoted struct{ Note string }
	// ShareLesson asks for the teaching link.
	ShareLesson struct{}
	// LessonDone frees all controls.
	LessonDone struct{}
)

func (LessonSet) action()   {}
func (LessonNoted) action() {}
func (ShareLesson) action() {}
func (LessonDone) action()  {}

// Planned returns what the form says of a control.
func (l Links) Planned(control string) Permission { return planned(l.Plan, control) }

func (a LessonSet) on(s State) State {
	if !slices.Contains(Controls(), a.Control) || !slices.Contains(Permissions(), a.To) {
		return s
	}
	without := func(list []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(c string) bool { return c == a.Control })
	}
	plan := link.Lesson{Note: s.Links.Plan.Note, Fixed: without(s.Links.Plan.Fixed), Hidden: without(s.Links.Plan.Hidden)}
	switch a.To {
	case Fixed:
		plan.Fixed = append(plan.Fixed, a.Control)
	case Concealed:
		plan.Hidden = append(plan.Hidden, a.Control)
	}
	s.Links.Plan = plan
	return s
}

func (a LessonNoted) on(s State) State {
	s.Links.Plan.Note = a.Note
	return s
}

// NoteLeft returns how many characters the note in the form may still have;
// negative if it has too many.
func (l Links) NoteLeft() int { return link.MaxNote - len([]rune(l.Plan.Note)) }

func (ShareLesson) on(s State) State {
	if s.Draft.Errors != nil || s.Links.Plan.Empty() || s.Links.NoteLeft() < 0 {
		return s
	}
	return share(s, link.Link{Entries: []link.Entry{s.Draft.entry()}, Lesson: s.Links.Plan})
}

func (LessonDone) on(s State) State {
	s.Links.Lesson = nil
	return s
}
