package ui

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Progress shows the runs that are being trained, each in the place that it
// keeps while it is, so that no button slips away under a finger.
type Progress struct {
	vecty.Core
	Slots  []slot          `vecty:"prop"` // as many as there are workers
	Data   store.DataPhase `vecty:"prop"`
	Queued int             `vecty:"prop"` // runs that wait
	End    string          `vecty:"prop"` // when all will be over; "" if it cannot be told
}

// slot is the place of an active run.
type slot struct {
	run  *store.Run      // nil where the place is free
	rate store.RateField // the run's learning rate
}

// progressOf returns what is being trained in a state.
func progressOf(s store.State) *Progress {
	c := &Progress{Slots: make([]slot, s.Workers), Data: s.Data.Phase, Queued: len(s.Queue())}
	for i := range c.Slots {
		if r := s.InSlot(i); r != nil {
			c.Slots[i] = slot{r, s.Rate(r)}
		}
	}
	if end := s.Outlook().End; !math.IsInf(end, 1) {
		c.End = text.About(end)
	}
	return c
}

// Copy implements vecty.Copier; see the package comment.
func (c *Progress) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Progress) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Progress)
	return ok && p.Data == c.Data && p.Queued == c.Queued && p.End == c.End && slices.Equal(p.Slots, c.Slots)
}

// Render implements vecty.Component.
func (c *Progress) Render() vecty.ComponentOrHTML {
	if c.count(store.RunPhase.Active) == 0 {
		return nil
	}
	return elem.Section(class("now"), attribute("aria-label", text.TrainingNow),
		heading(text.TrainingNow, c.plan(), c.all()),
		elem.Div(c.rows()),
	)
}

// count returns how many of the runs are in a phase of that kind.
func (c *Progress) count(kind func(store.RunPhase) bool) int {
	n := 0
	for _, s := range c.Slots {
		if s.run != nil && kind(s.run.Phase) {
			n++
		}
	}
	return n
}

// plan says how many runs there are, on how many cores, and when all will be
// over.
func (c *Progress) plan() *vecty.HTML {
	occupied := 0
	for _, s := range c.Slots {
		if s.run != nil {
			occupied += s.run.Cores
		}
	}
	parts := vecty.List{bold(text.Count(c.count(store.RunPhase.Active))), vecty.Text(text.OnOf(occupied, len(c.Slots)))}
	if c.Queued > 0 {
		parts = append(parts, vecty.Text(", "), bold(text.Count(c.Queued)), vecty.Text(" "+text.QueuedWord))
	}
	if c.End != "" {
		parts = append(parts, vecty.Text(", "+text.AllDone(c.End)+" "), bold(c.End))
	}
	return elem.Span(class("plan"), parts)
}

// all is the button for all runs at once, where there are several.
func (c *Progress) all() *vecty.HTML {
	if c.count(store.RunPhase.Active) < 2 {
		return span("")
	}
	if c.count(func(p store.RunPhase) bool { return p == store.Training || p == store.Waiting }) > 0 {
		return button(text.PauseAll, doPauseAll, class("quiet"))
	}
	return button(text.ResumeAll, doResumeAll, class("quiet"))
}

// rows has a row for each slot, because of how vecty finds its place among
// components (see the package comment); of a free one nothing is seen.
func (c *Progress) rows() vecty.List {
	var rows vecty.List
	for _, s := range c.Slots {
		rows = append(rows, &Live{Run: s.run, Rate: s.rate, Data: c.Data})
	}
	return rows
}
