package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// Runs is the table of the runs: those of one recipe in one row.
type Runs struct {
	vecty.Core
	State store.State `vecty:"prop"`
}

// RunsID is the ID of the section, where the focus goes when a run's own
// buttons are about to go away: the run, or the way back to it, appears here.
const RunsID = "runs"

// Copy implements vecty.Copier; see the package comment.
func (c *Runs) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. What changes with every step is not
// shown here.
func (c *Runs) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Runs)
	if !ok {
		return false
	}
	a, b := p.State, c.State
	return a.Selected == b.Selected && a.Baseline == b.Baseline && a.Table.Equal(b.Table) && slices.Equal(a.Deleted, b.Deleted) &&
		slices.EqualFunc(a.Runs, b.Runs, func(a, b *store.Run) bool {
			return a == b || a.ID == b.ID && a.Phase == b.Phase && a.Epoch == b.Epoch && a.Curve == b.Curve && a.Recipe.Name == b.Recipe.Name && len(a.Retuned) == len(b.Retuned)
		})
}

// Render implements vecty.Component.
func (c *Runs) Render() vecty.ComponentOrHTML {
	list, deleted := rows(c.State), c.State.Deleted
	note := text.TableNote
	if len(list) == 0 {
		note = text.NoRuns
	}
	return elem.Section(class("runs"), attribute("aria-label", text.RunsLabel),
		vecty.Markup(prop.ID(RunsID), vecty.Attribute("tabindex", "-1")),
		heading(text.RunsLabel, vecty.If(len(deleted) > 0, undo(deleted))),
		c.table(list),
		c.more(len(list)),
		elem.Paragraph(class("msg"), vecty.Text(note)),
	)
}

// undo is the way back to what was deleted last.
func undo(deleted []*store.Run) *vecty.HTML {
	if len(deleted) == 0 {
		return nil
	}
	words := text.Deleted(deleted[0].Recipe.Name)
	if deleted[0].Phase == store.Queued {
		words = text.Unqueued(deleted[0].Recipe.Name)
	}
	return elem.Span(class("acts"), attribute("role", "status"),
		span(words),
		button(text.Undo, doRestore, then(thenRun), class("quiet")),
	)
}

func (c *Runs) table(list []row) *vecty.HTML {
	if len(list) == 0 {
		return nil
	}
	var body vecty.List
	for _, r := range list {
		body = append(body, &Row{Row: r, Rows: len(list)})
	}
	return elem.Table(class("runtable"),
		keep(c.State.Table.Sort, heads),
		elem.TableBody(body),
	)
}

// more says that not all are shown, with the button that shows them.
func (c *Runs) more(shown int) *vecty.HTML {
	if !c.State.HasMore() {
		return nil
	}
	words, do := text.ShowAllRuns, doShowAll
	if c.State.Table.All {
		words, do = text.ShowNewest, doNewest
	}
	return elem.Div(class("acts"),
		span(text.RunsShown(shown, len(c.State.Begun()))),
		button(words, do, class("quiet")),
	)
}

// heads are the heads of the columns.
func heads(s store.Sort) *vecty.HTML {
	var list vecty.List
	for _, column := range store.Columns() {
		list = append(list, head(column, s))
	}
	return elem.TableHead(elem.TableRow(
		elem.TableHeader(class("ck"), attribute("scope", "col"), span(text.CompareColumn, class("unseen"))),
		list,
		elem.TableData(),
	))
}

// head is the head of a column, with the button that sorts by it.
func head(column store.Column, s store.Sort) *vecty.HTML {
	label := map[store.Column]string{
		store.ByName: text.RunColumn, store.ByParameters: text.ParametersColumn, store.ByTime: text.TimeColumn,
		store.ByBest: text.BestColumn, store.ByLast: text.LastColumn, store.ByTest: text.TestColumn,
	}[column]
	order, mark := "none", ""
	switch {
	case column != s.By:
	case s.Ascending:
		order, mark = "ascending", "M0 6H8L4 0Z"
	default:
		order, mark = "descending", "M0 0H8L4 6Z"
	}
	return elem.TableHeader(attributes("scope", "col", "aria-sort", order), vecty.Markup(vecty.Data("column", string(column))),
		elem.Button(vecty.Markup(prop.Type(prop.TypeButton), vecty.Data("do", doSort+string(column))),
			vecty.Text(label),
			svg("svg", attributes("viewBox", "0 0 8 6", "width", "8", "height", "6", "aria-hidden", "true"), path(mark)),
		))
}
