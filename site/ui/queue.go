package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Queue lists the runs that wait for a worker.
type Queue struct {
	vecty.Core
	Runs []queued `vecty:"prop"`
}

// queued is what the list shows of a run.
type queued struct {
	id, name, differs string
	style             int
}

// queue lists the runs that wait, the next first.
func queue(s store.State) []queued {
	var list []queued
	for _, r := range s.Queue() {
		list = append(list, queued{r.ID, r.Recipe.Name, text.Differences(r.Recipe), r.Style})
	}
	return list
}

// Copy implements vecty.Copier; see the package comment.
func (c *Queue) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Queue) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Queue)
	return ok && slices.Equal(p.Runs, c.Runs)
}

// Render implements vecty.Component.
func (c *Queue) Render() vecty.ComponentOrHTML {
	if len(c.Runs) == 0 {
		return nil
	}
	var items vecty.List
	for i, r := range c.Runs {
		items = append(items, elem.ListItem(
			swatch(r.style), bold(r.name), span(r.differs),
			span(text.Place(i+1), class("q")),
			button(text.Unqueue, doStop, then(thenRuns), class("quiet"), attribute("aria-label", text.UnqueueLabel(r.name)),
				vecty.Markup(vecty.Data("run", r.id))),
		))
	}
	return elem.Section(class("waiting"), attribute("aria-label", text.QueueLabel),
		heading(text.QueueLabel),
		elem.OrderedList(class("queue"), items),
	)
}
