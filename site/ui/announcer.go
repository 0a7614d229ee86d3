package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Announcer tells those who do not see the page how the newest run goes, once
// an epoch.
type Announcer struct {
	vecty.Core
	Words string `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Announcer) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Announcer) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Announcer)
	return ok && p.Words == c.Words
}

// Render implements vecty.Component.
func (c *Announcer) Render() vecty.ComponentOrHTML {
	return elem.Paragraph(class("unseen"), attributes("role", "status", "aria-live", "polite"), vecty.Text(c.Words))
}

// announcement says how the newest run stands. What went wrong is the
// notices' business.
func announcement(s store.State) string {
	r := s.Newest()
	if r == nil {
		return ""
	}
	name := r.Recipe.Name
	switch r.Phase {
	case store.Training:
		if p, ok := r.Curve.Last(); ok {
			return text.EpochDone(name, p.Epoch, r.Recipe.Epochs, p.Accuracy)
		}
		return text.Began(name, r.Recipe.Epochs)
	case store.Paused:
		return text.RunPaused(name, r.Epoch)
	case store.Stopped:
		return text.RunStopped(name, r.Epoch)
	case store.Finished:
		return text.RunFinished(name, r.TestAccuracy)
	}
	return ""
}

// Title returns the title of the page's tab.
func Title(s store.State) string {
	r := s.Newest()
	if r == nil {
		return text.Atelier
	}
	name := r.Recipe.Name
	switch r.Phase {
	case store.Waiting, store.Training, store.Stopping:
		return text.Title(name, r.Epoch, r.Recipe.Epochs)
	case store.Paused:
		return text.TitleWith(name, text.PausedWord)
	case store.Finished:
		return text.TitleWith(name, text.Percent(r.TestAccuracy.Mean)+" %")
	case store.Stopped:
		return text.TitleWith(name, text.StoppedWord)
	case store.Diverged:
		return text.TitleWith(name, text.DivergedWord)
	}
	return text.TitleWith(name, text.FailedWord)
}
