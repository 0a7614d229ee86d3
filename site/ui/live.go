package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
)

// Live shows a run that is being trained: how far, how fast, how good, and the
// buttons that pause and stop it.
type Live struct {
	vecty.Core
	Run  *store.Run      `vecty:"prop"` // nil if there is none here
	Data store.DataPhase `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Live) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Live) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Live)
	return ok && p.Run == c.Run && p.Data == c.Data
}

// Render implements vecty.Component.
func (c *Live) Render() vecty.ComponentOrHTML {
	r := c.Run
	if r == nil {
		return nil
	}
	return elem.Div(
		vecty.Markup(vecty.Class("live", runClass(r.Style)), vecty.ClassMap{"still": r.Phase != store.Training}),
		attributes("role", "group", "aria-label", r.Recipe.Name),
		elem.Div(class("who"), swatch(r.Style), bold(r.Recipe.Name), span(text.Differences(r.Recipe))),
		elem.Div(class("prog"),
			tape(r.EpochsDone()/float64(r.Recipe.Epochs), r.Recipe.Epochs, false, r.Recipe.Name, text.Tape(r.Epoch, r.Recipe.Epochs)),
			elem.Paragraph(c.where(), left(r)),
		),
		c.figures(),
		c.controls(),
	)
}

// controls are the same two buttons in every phase, so that whoever pressed
// one keeps the focus.
func (c *Live) controls() *vecty.HTML {
	r := c.Run
	word, label, do := text.Pause, text.PauseLabel(r.Recipe.Name), doPause
	if r.Phase == store.Paused {
		word, label, do = text.Resume, text.ResumeLabel(r.Recipe.Name), doResume
	}
	control := func(word, label, do string, possible bool, markup ...vecty.MarkupOrChild) *vecty.HTML {
		return button(word, do, append(markup, class("quiet"), attribute("aria-label", label),
			vecty.Markup(vecty.Data("run", r.ID), prop.Disabled(!possible)))...)
	}
	return elem.Div(class("ctls"),
		control(word, label, do, r.Phase == store.Training || r.Phase == store.Paused),
		control(text.Stop, text.StopLabel(r.Recipe.Name), doStop, r.Phase != store.Stopping, then(thenRuns)),
	)
}

// where says which epoch and batch the run is at.
func (c *Live) where() *vecty.HTML {
	r := c.Run
	if r.Phase == store.Waiting {
		if c.Data == store.Loaded {
			return span(text.Starting)
		}
		return span(text.WaitingForData)
	}
	parts := vecty.List{vecty.Text(text.EpochWord + " "), bold(text.Count(r.Epoch)), vecty.Text(text.Of(r.Recipe.Epochs))}
	switch r.Doing {
	case train.Validating:
		parts = append(parts, vecty.Text(", "+text.ValidatingWord))
	case train.Testing:
		parts = append(parts, vecty.Text(", "+text.TestingWord))
	default:
		parts = append(parts, vecty.Text(", "+text.BatchWord+" "), bold(text.Count(r.Batch)), vecty.Text(text.Of(r.Batches)))
	}
	return elem.Span(parts)
}

// left says how long the run will still take, or why it does not go on.
func left(r *store.Run) *vecty.HTML {
	switch r.Phase {
	case store.Paused:
		return elem.Span(bold(text.PausedWord))
	case store.Stopping:
		return elem.Span(bold(text.Stopping))
	}
	seconds, ok := r.SecondsLeft()
	if !ok {
		return span("")
	}
	return elem.Span(bold(text.Duration(seconds)), vecty.Text(" "+text.Left))
}

func (c *Live) figures() *vecty.HTML {
	r := c.Run
	loss, validation, speed := text.None, text.None, text.None
	if r.TrainingLoss > 0 {
		loss = text.Loss(r.TrainingLoss)
	}
	if p, ok := r.Curve.Last(); ok {
		validation = text.Accuracy(p.Accuracy)
	}
	if s := r.Speed(); s > 0 {
		speed = text.Count(roundTo(s, 100))
	}
	return elem.DescriptionList(
		term(text.TrainingLoss, loss),
		term(text.Validation, validation),
		term(text.ImagesASecond, speed),
	)
}

// term is a name with its value.
func term(name, value string) *vecty.HTML {
	return elem.Div(elem.DefinitionTerm(vecty.Text(name)), elem.Description(vecty.Text(value)))
}

// roundTo rounds to a multiple of step, for figures that should not flicker.
func roundTo(x float64, step int) int { return int(x/float64(step)+0.5) * step }
