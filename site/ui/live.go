package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
)

// Live shows a run that is being trained: how far, how fast, how good, its
// learning rate, and the buttons that pause it, step it on and stop it.
type Live struct {
	vecty.Core
	Run  *store.Run      `vecty:"prop"` // nil if there is none here
	Rate store.RateField `vecty:"prop"`
	Data store.DataPhase `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Live) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Live) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Live)
	return ok && p.Run == c.Run && p.Rate == c.Rate && p.Data == c.Data
}

// Render implements vecty.Component.
func (c *Live) Render() vecty.ComponentOrHTML {
	r := c.Run
	if r == nil {
		return nil
	}
	return elem.Div(
		vecty.Markup(vecty.Class("live", runClass(r.Style)), vecty.ClassMap{"still": r.Phase != store.Training}),
		attributes("role", "group", "aria-label", called(r)),
		keep(who{r.Style, called(r), text.Differences(unseeded(r))}, who.draw),
		elem.Div(class("prog"),
			tape(r.EpochsDone()/float64(r.Recipe.Epochs), r.Recipe.Epochs, false, called(r), text.Tape(r.Epoch, r.Recipe.Epochs)),
			elem.Paragraph(c.where(), left(r)),
			elem.Paragraph(vecty.Markup(vecty.Property("hidden", retuned(r) == "")), vecty.Text(retuned(r))),
		),
		c.figures(),
		keep(helm{r.ID, called(r), r.Phase, r.Tunable(), c.Rate}, helm.draw),
	)
}

// who is what names a run.
type who struct {
	style         int
	name, differs string
}

func (w who) draw() *vecty.HTML {
	return elem.Div(class("who"), swatch(w.style), bold(w.name), span(w.differs))
}

// retuned says that the rate was changed by hand, if it was.
func retuned(r *store.Run) string {
	n := len(r.Retuned)
	if n == 0 {
		return ""
	}
	last := r.Retuned[n-1]
	return text.RateChanged(last.Rate, last.Epoch, n)
}

// where says which epoch and batch the run is at.
func (c *Live) where() *vecty.HTML {
	r := c.Run
	if r.Phase == store.Waiting || !r.Begun() {
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

// unseeded returns the run's recipe without the seed if that is said already.
func unseeded(r *store.Run) train.Recipe {
	recipe := r.Recipe
	if r.Repeats > 1 {
		recipe.Seed = train.Default().Seed
	}
	return recipe
}

// term is a name with its value.
func term(name, value string) *vecty.HTML {
	return elem.Div(elem.DefinitionTerm(vecty.Text(name)), elem.Description(vecty.Text(value)))
}

// roundTo rounds to a multiple of step, for figures that should not flicker.
func roundTo(x float64, step int) int { return int(x/float64(step)+0.5) * step }
