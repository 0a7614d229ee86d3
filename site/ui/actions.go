package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Actions is the row of buttons that trains, pauses, resumes and stops, with
// the reason when the recipe cannot be trained. The first button stays where
// it is and changes its meaning, so that whoever pressed it keeps the focus.
type Actions struct {
	vecty.Core
	Problems int             `vecty:"prop"` // fields of the recipe that are wrong
	Doing    Doing           `vecty:"prop"`
	Prime    bool            `vecty:"prop"` // whether Train is the page's main button now
	ID       string          `vecty:"prop"` // of the reason; there may be two rows on a page
	Data     store.DataPhase `vecty:"prop"`
}

// Doing is what the worker is occupied with.
type Doing struct {
	Busy  bool
	Phase store.RunPhase // if busy
}

// doing returns what the state's active run is at.
func doing(s store.State) Doing {
	if r := s.Active(); r != nil {
		return Doing{true, r.Phase}
	}
	return Doing{}
}

// Copy implements vecty.Copier; see the package comment.
func (c *Actions) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Actions) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Actions)
	return ok && p.Problems == c.Problems && p.Doing == c.Doing && p.Prime == c.Prime && p.ID == c.ID && p.Data == c.Data
}

// Render implements vecty.Component.
func (c *Actions) Render() vecty.ComponentOrHTML {
	reason := ""
	if !c.Doing.Busy && c.Problems > 0 {
		reason = text.MendFields(c.Problems)
	}
	return elem.Div(class("act"),
		c.main(reason != ""),
		vecty.If(c.Doing.Busy && c.Doing.Phase != store.Stopping, button(text.Stop, doStop, then(thenMain), class("second"))),
		elem.Paragraph(class("msg", "err"), vecty.Markup(prop.ID(c.ID), vecty.Property("hidden", reason == "")), vecty.Text(reason)),
	)
}

// main is the first button. While it only waits it stays focusable, and a
// click on it does nothing.
func (c *Actions) main(refused bool) *vecty.HTML {
	label, do, kind := c.meaning()
	look := "second"
	if c.Prime {
		look = "primary"
	}
	return elem.Button(class(look),
		vecty.Markup(
			prop.Type(kind),
			vecty.Data("do", do),
			prop.Disabled(refused),
			vecty.Attribute("aria-disabled", yesNo(refused || do == doNothing)),
			vecty.MarkupIf(refused, vecty.Attribute("aria-describedby", c.ID)),
		),
		vecty.Text(label),
	)
}

func (c *Actions) meaning() (label, do string, kind prop.InputType) {
	if !c.Doing.Busy {
		return text.Train, doTrain, prop.TypeSubmit
	}
	switch c.Doing.Phase {
	case store.Training:
		return text.Pause, doPause, prop.TypeButton
	case store.Paused:
		return text.Resume, doResume, prop.TypeButton
	case store.Stopping:
		return text.Stopping, doNothing, prop.TypeButton
	}
	if c.Data != store.Loaded {
		return text.WaitingForData, doNothing, prop.TypeButton
	}
	return text.Starting, doNothing, prop.TypeButton
}
