package ui

import (
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Announcer tells those who do not see the page how the runs go.
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

// announcement says how the one run stands, or how far several are and how the
// last of them ended, and which learning rates were changed. What went wrong is
// the notices' business.
func announcement(s store.State) string {
	active, queued := s.Active(), s.Queue()
	var words []string
	say := func(sentence string) {
		if sentence != "" {
			words = append(words, sentence)
		}
	}
	for _, r := range active {
		say(changedRate(r))
	}
	switch {
	case len(active) == 0:
		say(outcome(s.Run(s.Ended)))
	case len(active) == 1 && len(queued) == 0:
		say(progress(active[0]))
	default:
		say(outcome(s.Run(s.Ended)))
		say(text.AllGoing(len(active), len(queued), int(10*s.Share())*10)) // rarely another
	}
	return strings.Join(words, " ")
}

// changedRate says of a run that its learning rate was changed since its last
// epoch.
func changedRate(r *store.Run) string {
	n := len(r.Retuned)
	p, _ := r.Curve.Last()
	if n == 0 || r.Retuned[n-1].Epoch < float64(p.Epoch) {
		return ""
	}
	return text.RateAnnounced(called(r), r.Retuned[n-1].Rate, r.Retuned[n-1].Epoch)
}

// progress says how far an active run is.
func progress(r *store.Run) string {
	switch r.Phase {
	case store.Training:
		if p, ok := r.Curve.Last(); ok {
			return text.EpochDone(called(r), p.Epoch, r.Recipe.Epochs, p.Accuracy)
		}
		return text.Began(called(r), r.Recipe.Epochs)
	case store.Paused:
		return text.RunPaused(called(r), r.Epoch)
	}
	return ""
}

// outcome says how a run ended; there may be none.
func outcome(r *store.Run) string {
	switch {
	case r == nil:
		return ""
	case r.Phase == store.Stopped:
		return text.RunStopped(called(r), r.Epoch)
	case r.Phase == store.Finished:
		return text.RunFinished(called(r), r.TestAccuracy)
	}
	return ""
}

// Title returns the title of the page's tab.
func Title(s store.State) string {
	active, queued := s.Active(), s.Queue()
	r := s.Run(s.Ended)
	switch {
	case len(active) > 0 && len(active)+len(queued) > 1:
		return text.TitleOfAll(int(100*s.Share()), len(active)+len(queued))
	case len(active) == 1:
		r = active[0]
	}
	if r == nil {
		return text.Atelier
	}
	name := called(r)
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
	case store.Interrupted:
		return text.TitleWith(name, text.InterruptWord)
	}
	return text.TitleWith(name, text.FailedWord)
}
