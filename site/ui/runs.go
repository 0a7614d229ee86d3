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
	Rows    []row        `vecty:"prop"`
	Sort    store.Sort   `vecty:"prop"`
	Deleted []*store.Run `vecty:"prop"` // what Undo would bring back
}

// RunsID is the ID of the section, where the focus goes when a run's own
// buttons are about to go away: the run, or the way back to it, appears here.
const RunsID = "runs"

// Copy implements vecty.Copier; see the package comment.
func (c *Runs) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Runs) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Runs)
	return ok && p.Sort == c.Sort && slices.Equal(p.Deleted, c.Deleted) && slices.Equal(p.Rows, c.Rows)
}

// Render implements vecty.Component.
func (c *Runs) Render() vecty.ComponentOrHTML {
	note := text.TableNote
	if len(c.Rows) == 0 {
		note = text.NoRuns
	}
	return elem.Section(class("runs"), attribute("aria-label", text.RunsLabel),
		vecty.Markup(prop.ID(RunsID), vecty.Attribute("tabindex", "-1")),
		heading(text.RunsLabel, vecty.If(len(c.Deleted) > 0, c.undo())),
		c.table(),
		elem.Paragraph(class("msg"), vecty.Text(note)),
	)
}

func (c *Runs) undo() *vecty.HTML {
	if len(c.Deleted) == 0 {
		return nil
	}
	words := text.Deleted(c.Deleted[0].Recipe.Name)
	if c.Deleted[0].Phase == store.Queued {
		words = text.Unqueued(c.Deleted[0].Recipe.Name)
	}
	return elem.Span(class("acts"), attribute("role", "status"),
		span(words),
		button(text.Undo, doRestore, then(thenRun), class("quiet")),
	)
}

func (c *Runs) table() *vecty.HTML {
	if len(c.Rows) == 0 {
		return nil
	}
	var heads, body vecty.List
	for _, column := range store.Columns() {
		heads = append(heads, c.head(column))
	}
	for _, r := range c.Rows {
		body = append(body, &Row{Row: r, Rows: len(c.Rows)})
	}
	return elem.Table(class("runtable"),
		elem.TableHead(elem.TableRow(
			elem.TableHeader(class("ck"), attribute("scope", "col"), span(text.CompareColumn, class("unseen"))),
			heads,
			elem.TableData(),
		)),
		elem.TableBody(body),
	)
}

// head is the head of a column, with the button that sorts by it.
func (c *Runs) head(column store.Column) *vecty.HTML {
	label := map[store.Column]string{
		store.ByName: text.RunColumn, store.ByParameters: text.ParametersColumn, store.ByTime: text.TimeColumn,
		store.ByBest: text.BestColumn, store.ByLast: text.LastColumn, store.ByTest: text.TestColumn,
	}[column]
	order, mark := "none", ""
	switch {
	case column != c.Sort.By:
	case c.Sort.Ascending:
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
