package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
	"atelier/wasm/wire"
)

// Inside is the view that looks into a run: what it confuses, what it has
// learned, how its weights moved.
type Inside struct {
	vecty.Core
	Absent    bool          `vecty:"prop"`
	Groups    []store.Group `vecty:"prop"` // those that can be looked into
	Subject   *store.Run    `vecty:"prop"` // nil if none can
	Looked    *store.Looked `vecty:"prop"` // nil, or of another run, until something is seen
	Set       *wire.Data    `vecty:"prop"`
	Gradients bool          `vecty:"prop"`
}

// inside returns the view of a state.
func inside(s store.State) *Inside {
	if s.View != store.Inside {
		return &Inside{Absent: true}
	}
	var groups []store.Group
	for _, g := range s.Groups() {
		if slices.ContainsFunc(g.Runs, (*store.Run).Seen) {
			groups = append(groups, g)
		}
	}
	return &Inside{Groups: groups, Subject: s.Subject(), Looked: s.Looked, Set: s.Data.Set, Gradients: s.Gradients}
}

// insideID is the ID of the view's content.
const insideID = "inside-view"

// What a click there can do; behind doPickCell stand the class and what it was
// taken for.
const (
	doLookAt    = "look-at"
	doPickCell  = "pick-cell "
	doWeights   = "weights"
	doGradients = "gradients"
)

// insideDeed returns the action behind a click there, nil if there is none.
func insideDeed(do, run string) store.Action {
	switch do {
	case doLookAt:
		return store.LookAt{Run: run}
	case doWeights:
		return store.ShowGradients{}
	case doGradients:
		return store.ShowGradients{On: true}
	}
	if cell, ok := strings.CutPrefix(do, doPickCell); ok {
		truth, said, _ := strings.Cut(cell, " ")
		return store.PickCell{Truth: number(truth), Said: number(said)}
	}
	return nil
}

// pickCell is the deed that picks a cell.
func pickCell(truth, said int) string {
	return doPickCell + strconv.Itoa(truth) + " " + strconv.Itoa(said)
}

// Copy implements vecty.Copier; see the package comment.
func (c *Inside) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. Of a run that trains only what it
// has learned counts, not how far it is in an epoch.
func (c *Inside) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Inside)
	if !ok || p.Absent != c.Absent {
		return false
	}
	return c.Absent || p.Looked == c.Looked && p.Set == c.Set && p.Gradients == c.Gradients &&
		sameInside(p.Subject, c.Subject) && slices.EqualFunc(p.Groups, c.Groups, sameToPick)
}

func sameInside(a, b *store.Run) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.ID == b.ID && a.Recipe.Name == b.Recipe.Name && len(a.Observed) == len(b.Observed)
}

// sameToPick reports whether two groups look the same among those to pick from.
func sameToPick(a, b store.Group) bool {
	return a.ID == b.ID && a.Name() == b.Name() && slices.EqualFunc(a.Runs, b.Runs, func(a, b *store.Run) bool {
		return a.ID == b.ID && a.Seen() == b.Seen()
	})
}

// Render implements vecty.Component.
func (c *Inside) Render() vecty.ComponentOrHTML {
	if c.Absent {
		return nil
	}
	main := func(children ...vecty.MarkupOrChild) *vecty.HTML {
		return elem.Main(append([]vecty.MarkupOrChild{class("within"), vecty.Markup(prop.ID(insideID), vecty.Attribute("tabindex", "-1"))}, children...)...)
	}
	r := c.Subject
	if r == nil {
		return main(
			elem.Paragraph(class("over"), vecty.Text(text.InsideTitle)),
			elem.Heading1(vecty.Text(text.InsideNothing)),
			elem.Paragraph(class("lede"), vecty.Text(text.InsideFirst)),
			elem.Paragraph(elem.Anchor(vecty.Markup(prop.Href("#")), vecty.Text(text.ToLaboratory))),
		)
	}
	i, message := c.insight()
	return main(
		elem.Div(class("subject"),
			elem.Div(
				elem.Paragraph(class("over"), vecty.Text(text.InsideTitle)),
				elem.Heading1(swatch(r.Style), vecty.Text(r.Recipe.Name)),
				elem.Paragraph(class("msg"), attributes("role", "status"), vecty.Text(asItStood(i, message))),
			),
			c.pick(),
		),
		&Confusion{Insight: i, Cell: c.cell(), Set: c.Set},
		&Mistakes{Insight: i},
		&FirstLayer{Insight: i},
		&Spreads{Run: r, Gradients: c.Gradients},
		&Units{Insight: i, Run: r},
		&Layers{Recipe: r.Recipe, ID: r.ID},
	)
}

// insight returns what is known of the subject, and why no more is.
func (c *Inside) insight() (*wire.Insight, string) {
	if c.Looked == nil || c.Looked.Run != c.Subject.ID {
		return nil, ""
	}
	return c.Looked.Insight, c.Looked.Message
}

func (c *Inside) cell() *store.Cell {
	if c.Looked == nil || c.Looked.Run != c.Subject.ID {
		return nil
	}
	return c.Looked.Cell
}

// asItStood says when the run stood as it is shown, and by what it is judged.
func asItStood(i *wire.Insight, message string) string {
	switch {
	case message != "":
		return text.InsideCannot + ": " + message + "."
	case i == nil:
		return text.InsideComing
	}
	images, _ := i.Judgement.Confusion.Count()
	return text.InsideOf(i.Epoch, i.Part, images)
}

// pick offers the other groups, and the seeds of this one.
func (c *Inside) pick() *vecty.HTML {
	var groups, seeds vecty.List
	for _, g := range c.Groups {
		first := g.Runs[slices.IndexFunc(g.Runs, (*store.Run).Seen)]
		groups = append(groups, c.choice(first.ID, g.ID == c.Subject.Group, swatch(g.Style()), vecty.Text(g.Name())))
		if g.ID != c.Subject.Group || len(g.Runs) < 2 {
			continue
		}
		for _, r := range g.Runs {
			if r.Seen() {
				seeds = append(seeds, c.choice(r.ID, r.ID == c.Subject.ID, vecty.Text(text.SeedName(r.Recipe.Seed))))
			}
		}
	}
	alone := len(c.Groups) == 1 && len(seeds) == 0
	return elem.Div(class("pick"), vecty.Markup(vecty.Property("hidden", alone)),
		elem.Div(attributes("role", "group", "aria-label", text.InsideRunsLabel), groups),
		elem.Div(attributes("role", "group", "aria-label", text.SeedsLabel), vecty.Markup(vecty.Property("hidden", len(seeds) == 0)), seeds),
	)
}

func (c *Inside) choice(run string, chosen bool, children ...vecty.MarkupOrChild) *vecty.HTML {
	return elem.Button(append(children, vecty.Markup(prop.Type(prop.TypeButton),
		vecty.Data("do", doLookAt), vecty.Data("run", run), vecty.Attribute("aria-pressed", yesNo(chosen))))...)
}
