package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/dataset"
	"atelier/site/store"
	"atelier/site/text"
)

// Notices says what nobody may miss: that the data is made up, and what went
// wrong, with what to do next.
type Notices struct {
	vecty.Core
	Data     store.Data   `vecty:"prop"`
	Troubles []*store.Run `vecty:"prop"` // runs that failed or diverged
	Fault    string       `vecty:"prop"`
}

// Copy implements vecty.Copier; see the package comment.
func (c *Notices) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Notices) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Notices)
	return ok && p.Fault == c.Fault && p.Data.Phase == c.Data.Phase && p.Data.Set == c.Data.Set && p.Data.Message == c.Data.Message &&
		slices.Equal(p.Troubles, c.Troubles)
}

// Render implements vecty.Component.
func (c *Notices) Render() vecty.ComponentOrHTML {
	return elem.Div(class("notices"), attribute("role", "alert"),
		vecty.If(c.Data.Set != nil && c.Data.Set.Source == dataset.MadeUpSource, madeUp()),
		vecty.If(c.Data.Phase == store.DataFailed, c.dataFailed()),
		c.troubles(),
		vecty.If(c.Fault != "", notice("error", text.Fault, text.Reason(c.Fault), text.FaultHint, nil)),
	)
}

func madeUp() *vecty.HTML {
	return notice("made-up", text.MadeUpTitle, "", text.MadeUpNotice, nil)
}

func (c *Notices) dataFailed() *vecty.HTML {
	return notice("error", text.DataFailedTitle, text.Reason(c.Data.Message), text.DataFailedHint,
		button(text.TryAgain, doLoad, then(thenMain), class("second")))
}

// troubles is about the runs, the newest first. Where the data could not be
// had, that is why they failed, and is said already.
func (c *Notices) troubles() vecty.List {
	var list vecty.List
	for _, r := range slices.Backward(c.Troubles) {
		switch {
		case r.Phase == store.Diverged:
			list = append(list, notice("error", text.RunDiverged(called(r), r.Epoch), text.Reason(r.Message), kept(r)+text.DivergedHint, nil))
		case c.Data.Phase != store.DataFailed:
			why := text.Reason(r.Message)
			if r.Deaths >= store.MaxDeaths {
				why = text.Died(r.Deaths) + why
			}
			list = append(list, notice("error", text.RunFailed(called(r)), why, kept(r)+text.FailedHint,
				button(text.TryAgain, doTrainAgain, then(thenMain), class("second"), vecty.Markup(vecty.Data("run", r.ID)))))
		}
	}
	return list
}

// kept says that what the run measured stays in the charts, if it came so far.
func kept(r *store.Run) string {
	if _, measured := r.Curve.Last(); !measured {
		return ""
	}
	return text.CurveKept + " "
}

// notice is one message: what happened, why, what to do, and a button for it.
func notice(kind, title, why, hint string, action *vecty.HTML) *vecty.HTML {
	return elem.Div(class("notice", kind),
		elem.Div(
			elem.Heading2(vecty.Text(title)),
			vecty.If(why != "", elem.Paragraph(vecty.Text(why))),
			elem.Paragraph(vecty.Text(hint)),
		),
		action,
	)
}
