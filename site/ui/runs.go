package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
)

// Runs is the table of the runs that are over.
type Runs struct {
	vecty.Core
	Rows     []row        `vecty:"prop"`
	First    bool         `vecty:"prop"` // no run was ever started, or all are deleted
	Selected string       `vecty:"prop"`
	Deleted  []*store.Run `vecty:"prop"` // what Undo would bring back
}

// row is what the table shows of a run.
type row struct {
	id, name, differs string
	style             int
	phase             store.RunPhase
	epoch, parameters int
	seconds           float64
	validation        train.Accuracy
	validated         bool
	test              train.Accuracy
}

// rows lists the groups that are over, the newest first.
func rows(s store.State) []row {
	var list []row
	for _, g := range slices.Backward(s.Groups()) {
		if !g.Over() {
			continue
		}
		r := g.Runs[0]
		p, validated := r.Curve.Last()
		list = append(list, row{
			id: r.Group, name: r.Recipe.Name, differs: text.Differences(r.Recipe),
			style: r.Style, phase: r.Phase, epoch: r.Epoch,
			parameters: r.Parameters, seconds: r.Seconds,
			validation: p.Accuracy, validated: validated, test: r.TestAccuracy,
		})
	}
	return list
}

// RunsID is the ID of the section, where the focus goes when a run's own
// buttons are about to go away: the run, or the way back to it, appears here.
const RunsID = "runs"

// Copy implements vecty.Copier; see the package comment.
func (c *Runs) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Runs) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Runs)
	return ok && p.First == c.First && p.Selected == c.Selected && slices.Equal(p.Deleted, c.Deleted) && slices.Equal(p.Rows, c.Rows)
}

// Render implements vecty.Component.
func (c *Runs) Render() vecty.ComponentOrHTML {
	return elem.Section(class("runs"), attribute("aria-label", text.RunsLabel),
		vecty.Markup(prop.ID(RunsID), vecty.Attribute("tabindex", "-1")),
		heading(text.RunsLabel, vecty.If(len(c.Deleted) > 0, c.undo())),
		c.table(),
		elem.Paragraph(class("msg"), vecty.Text(c.note())),
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

func (c *Runs) note() string {
	switch {
	case c.First:
		return text.NoRuns
	case len(c.Rows) == 0:
		return text.NoFinishedRuns
	}
	return text.RunsNote
}

func (c *Runs) table() *vecty.HTML {
	if len(c.Rows) == 0 {
		return nil
	}
	head := func(label string) *vecty.HTML {
		return elem.TableHeader(attribute("scope", "col"), vecty.Text(label))
	}
	var body vecty.List
	for _, r := range c.Rows {
		body = append(body, c.row(r))
	}
	return elem.Table(class("runtable"),
		elem.TableHead(elem.TableRow(
			head(text.RunColumn), head(text.ParametersColumn), head(text.TimeColumn),
			head(text.LastColumn), head(text.TestColumn), elem.TableData(),
		)),
		elem.TableBody(body),
	)
}

func (c *Runs) row(r row) *vecty.HTML {
	selected := r.id == c.Selected
	this := vecty.Markup(vecty.Data("run", r.id))
	validation := text.None
	if r.validated {
		validation = text.Percent(r.validation.Mean)
	}
	return elem.TableRow(vecty.Markup(vecty.ClassMap{"sel": selected}),
		elem.TableHeader(attribute("scope", "row"),
			elem.Button(class("nm"), this, vecty.Markup(
				prop.Type(prop.TypeButton), vecty.Data("do", doSelect),
				vecty.Attribute("aria-pressed", yesNo(selected)),
				vecty.Attribute("title", text.DetailsLabel(r.name)),
			), swatch(r.style), bold(r.name)),
			span(r.differs, class("df")),
		),
		cell(text.ParametersColumn, vecty.Text(text.Count(r.parameters))),
		cell(text.TimeColumn, vecty.Text(text.Duration(r.seconds))),
		cell(text.LastColumn, vecty.Text(validation)),
		cell(text.TestColumn, c.outcome(r)),
		elem.TableData(class("mn"), button(text.Delete, doDelete, this, then(thenUndo), class("quiet"), attribute("aria-label", text.DeleteLabel(r.name)))),
	)
}

// cell is a figure; the label stands above it where the table has no head.
func cell(label string, content vecty.ComponentOrHTML) *vecty.HTML {
	return elem.TableData(vecty.Markup(vecty.Data("label", label)), content)
}

// outcome is the test accuracy, or how the run ended without one.
func (c *Runs) outcome(r row) *vecty.HTML {
	if r.phase == store.Finished {
		return elem.Span(bold(text.Percent(r.test.Mean)), vecty.Text(text.Deviation(r.test)))
	}
	return span(ending(r.phase, r.epoch), class("quietly"))
}

// ending says how a run ended that has no test accuracy.
func ending(p store.RunPhase, epoch int) string {
	switch p {
	case store.Stopped:
		return text.StoppedIn(epoch)
	case store.Diverged:
		return text.DivergedIn(epoch)
	}
	return text.FailedWord
}
