package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/link"
	"atelier/site/store"
	"atelier/site/text"
)

// ShareBar are the buttons beneath the recipe that make a link to it.
type ShareBar struct {
	vecty.Core
	Problems int  `vecty:"prop"` // fields of the recipe that are wrong
	Teaching bool `vecty:"prop"` // the form of a teaching link is open
}

// Copy implements vecty.Copier; see the package comment.
func (c *ShareBar) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *ShareBar) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*ShareBar)
	return ok && p.Problems == c.Problems && p.Teaching == c.Teaching
}

// Render implements vecty.Component.
func (c *ShareBar) Render() vecty.ComponentOrHTML {
	return elem.Div(class("sharebar"),
		button(text.CopyLink, doShareRecipe, class("quiet"), then(thenMade), vecty.Markup(prop.Disabled(c.Problems > 0))),
		button(text.TeachingWord, doOpen, class("quiet"), then(thenTeach), vecty.Markup(
			vecty.Data("about", string(store.Teaching)),
			vecty.Attribute("aria-expanded", yesNo(c.Teaching)),
		)),
	)
}

// Teach is the form that makes a teaching link: which controls people may
// change, and a note.
type Teach struct {
	vecty.Core
	Open     bool        `vecty:"prop"`
	Links    store.Links `vecty:"prop"`
	Method   string      `vecty:"prop"` // of the recipe
	Problems int         `vecty:"prop"` // fields of the recipe that are wrong
}

// Copy implements vecty.Copier; see the package comment.
func (c *Teach) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Teach) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Teach)
	return ok && p.Open == c.Open && p.Method == c.Method && p.Problems == c.Problems && sameLesson(p.Links, c.Links)
}

// sameLesson reports whether two states hold the same lesson, and the same
// plan of one.
func sameLesson(a, b store.Links) bool {
	if a.Lesson != b.Lesson || a.Plan.Note != b.Plan.Note {
		return false
	}
	for _, control := range store.Controls() {
		if a.Planned(control) != b.Planned(control) {
			return false
		}
	}
	return true
}

// Render implements vecty.Component.
func (c *Teach) Render() vecty.ComponentOrHTML {
	if !c.Open {
		return nil
	}
	var controls vecty.List
	for _, control := range store.Controls() {
		name := teachName + control
		controls = append(controls, elem.Div(class("field"),
			elem.Label(vecty.Markup(prop.For(name)), vecty.Text(controlLabel(control, c.Method))),
			list(name, string(c.Links.Planned(control)), permissions()),
		))
	}
	left := c.Links.NoteLeft()
	refused := left < 0 || c.Links.Plan.Empty() || c.Problems > 0
	return elem.Section(class("teach"), attribute("aria-label", text.TeachingWord),
		vecty.Markup(vecty.Data("escape", `[data-about="`+string(store.Teaching)+`"]`)),
		elem.Paragraph(class("msg"), vecty.Text(text.TeachingNote)),
		elem.Label(vecty.Markup(prop.For(noteName)), vecty.Text(text.NoteLabel)),
		elem.TextArea(vecty.Markup(
			prop.ID(noteName), vecty.Attribute("name", noteName), vecty.Attribute("rows", "3"),
			vecty.Attribute("aria-invalid", yesNo(left < 0)), vecty.Attribute("aria-describedby", noteName+"-left"),
			prop.Value(c.Links.Plan.Note),
		)),
		elem.Paragraph(class("msg"), vecty.Markup(prop.ID(noteName+"-left"), vecty.ClassMap{"err": left < 0}), vecty.Text(text.NoteLeft(left))),
		elem.Div(class("grid2"), controls),
		button(text.TeachingMake, doShareLesson, class("second"), then(thenMade), vecty.Markup(prop.Disabled(refused), vecty.Attribute("aria-describedby", "teach-needs"))),
		elem.Paragraph(class("msg"), vecty.Markup(prop.ID("teach-needs"), vecty.Property("hidden", !c.Links.Plan.Empty())), vecty.Text(text.TeachingNeeded)),
	)
}

// controlLabel names what a teaching link can fix or hide.
func controlLabel(control, method string) string {
	switch control {
	case store.Hidden:
		return text.Shape
	case store.RareControls:
		return text.RareControls
	}
	return text.Field(control, method)
}

func permissions() []option {
	var options []option
	for _, p := range store.Permissions() {
		options = append(options, option{string(p), text.Permission(string(p))})
	}
	return options
}

// Lesson shows the note of a teaching link, as text and nothing else, and the
// way out of it.
type Lesson struct {
	vecty.Core
	Of     *link.Lesson `vecty:"prop"` // nil if there is none
	Hidden string       `vecty:"prop"` // what it hides, and what that is
}

// lesson returns the component of a lesson that is about a draft.
func lesson(l *link.Lesson, d *store.Draft) *Lesson {
	c := &Lesson{Of: l}
	if l == nil || len(l.Hidden) == 0 {
		return c
	}
	var fields []string
	for _, control := range l.Hidden {
		word := controlLabel(control, d.Text(store.Method))
		switch control {
		case store.RareControls:
		case store.Hidden:
			word += " " + d.Shape()
		default:
			word += " " + d.Text(control)
		}
		fields = append(fields, word)
	}
	c.Hidden = text.LessonHidden(fields)
	return c
}

// Copy implements vecty.Copier; see the package comment.
func (c *Lesson) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Lesson) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Lesson)
	return ok && p.Of == c.Of && p.Hidden == c.Hidden
}

// Render implements vecty.Component.
func (c *Lesson) Render() vecty.ComponentOrHTML {
	if c.Of == nil {
		return nil
	}
	bound := len(c.Of.Fixed)+len(c.Of.Hidden) > 0
	return elem.Aside(class("lesson"), attribute("aria-label", text.LessonLabel),
		elem.Paragraph(class("note"), vecty.Markup(vecty.Property("hidden", c.Of.Note == "")), vecty.Text(c.Of.Note)),
		elem.Paragraph(class("msg"), vecty.Markup(vecty.Property("hidden", !bound)), vecty.Text(text.LessonFixed+" "),
			span(c.Hidden+" "),
			button(text.LessonFree, doLessonDone, class("quiet"), then(thenPanel))),
	)
}
