package ui

import (
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
	Slots []*store.Run    `vecty:"prop"` // as many as there are workers; nil where one is free
	Data  store.DataPhase `vecty:"prop"`
}

// slots returns the active runs by their slots.
func slots(s store.State) []*store.Run {
	list := make([]*store.Run, s.Workers)
	for slot := range list {
		list[slot] = s.InSlot(slot)
	}
	return list
}

// Copy implements vecty.Copier; see the package comment.
func (c *Progress) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Progress) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Progress)
	return ok && p.Data == c.Data && slices.Equal(p.Slots, c.Slots)
}

// Render implements vecty.Component.
func (c *Progress) Render() vecty.ComponentOrHTML {
	if !slices.ContainsFunc(c.Slots, func(r *store.Run) bool { return r != nil }) {
		return nil
	}
	return elem.Section(class("now"), attribute("aria-label", text.TrainingNow),
		heading(text.TrainingNow, span(text.AtOnce(len(c.Slots)), class("aside"))),
		elem.Div(c.rows()),
	)
}

// rows has a row for each slot, because of how vecty finds its place among
// components (see the package comment); of a free one nothing is seen.
func (c *Progress) rows() vecty.List {
	var rows vecty.List
	for _, r := range c.Slots {
		rows = append(rows, &Live{Run: r, Data: c.Data})
	}
	return rows
}
