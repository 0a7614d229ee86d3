package ui

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/site/store"
	"atelier/site/text"
)

// Queue lists the runs that wait for a worker.
type Queue struct {
	vecty.Core
	Entries []queued `vecty:"prop"`
}

// queued is what the list shows of an entry of the queue.
type queued struct {
	id, name, differs string // the ID is that of its first run
	style, seeds      int
	starts            string // when it will start; "" if it cannot be told
}

// queue lists what waits, the next first.
func queue(s store.State) []queued {
	o := s.Outlook()
	var list []queued
	for _, e := range s.Entries() {
		r := e[0]
		q := queued{id: r.ID, name: r.Recipe.Name, differs: text.Differences(unseeded(r)), style: r.Style, seeds: len(e)}
		if len(e) == 1 {
			q.name = called(r)
		}
		if at := o.Starts[r.ID]; !math.IsInf(at, 1) {
			q.starts = text.StartsIn(text.About(at))
		}
		list = append(list, q)
	}
	return list
}

// Copy implements vecty.Copier; see the package comment.
func (c *Queue) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Queue) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Queue)
	return ok && slices.Equal(p.Entries, c.Entries)
}

// Render implements vecty.Component.
func (c *Queue) Render() vecty.ComponentOrHTML {
	if len(c.Entries) == 0 {
		return nil
	}
	hint := ""
	if len(c.Entries) > 1 {
		hint = text.QueueHint
	}
	var items vecty.List
	for place := range c.Entries {
		items = append(items, c.item(place))
	}
	return elem.Section(class("waiting"), attribute("aria-label", text.QueueLabel),
		heading(text.QueueLabel, span(hint, class("msg"))),
		elem.OrderedList(class("queue"), items),
	)
}

// item is an entry. What is at the end of its way keeps its buttons, so that
// the focus stays on them.
func (c *Queue) item(place int) *vecty.HTML {
	q := c.Entries[place]
	differs, starts := q.differs, q.starts
	if q.seeds > 1 {
		differs += ", " + text.Seeds(q.seeds)
	}
	if starts == "" {
		starts = text.Place(place + 1)
	}
	control := func(word, label, do string, possible bool) *vecty.HTML {
		return button(word, do, class("quiet"), of(q.id), attribute("aria-label", label),
			attribute("aria-disabled", yesNo(!possible)), then(`[data-do="`+do+`"][data-run="`+q.id+`"]`))
	}
	var moves vecty.List
	if n := len(c.Entries); n > 1 {
		moves = vecty.List{
			control(text.TrainNext, text.TrainNextLabel(q.name), doTrainNext, place > 0),
			control(text.Up, text.UpLabel(q.name, place+1), doUp, place > 0),
			control(text.Down, text.DownLabel(q.name, place+1), doDown, place < n-1),
		}
	}
	return elem.ListItem(
		grip(q.id, len(c.Entries) > 1), swatch(q.style), bold(q.name), span(differs, class("df")),
		span(starts, class("q")),
		elem.Span(class("moves"), moves,
			button(text.Unqueue, doUnqueue, then(thenRuns), class("quiet"), of(q.id), attribute("aria-label", text.UnqueueLabel(q.name)))),
	)
}

// grip is where an entry is dragged; package main does so. By keyboard it is
// moved with the buttons.
func grip(id string, several bool) *vecty.HTML {
	return elem.Span(class("grip"), vecty.Markup(vecty.Data("grip", id), vecty.Attribute("aria-hidden", "true"), vecty.Property("hidden", !several)),
		svg("svg", attributes("viewBox", "0 0 10 12", "width", "10", "height", "12", "aria-hidden", "true"), path("M0 2.5H10M0 6H10M0 9.5H10")))
}
