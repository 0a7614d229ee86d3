package ui

import (
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"

	"atelier/core/train"
	"atelier/site/store"
	"atelier/site/text"
)

// Outcomes is the table of a figure's test accuracies.
type Outcomes struct {
	vecty.Core
	Rows []outcomeRow `vecty:"prop"` // none: nothing is seen
}

// outcomeRow is a recipe in the table: what its runs came to or, before any is
// over, how far they are.
type outcomeRow struct {
	label, how  string
	style       int
	control     bool
	test        train.Accuracy
	tested      bool
	seeds, more string
}

// outcomes returns the rows of a figure.
func outcomes(s store.State, f *store.Figure) []outcomeRow {
	var list []outcomeRow
	seeds := len(s.Findings.Result.Plan.Seeds)
	for _, l := range f.Lines {
		row := outcomeRow{label: l.Label, style: l.Style, control: l.Control, test: l.TestAccuracy, tested: len(l.Finished) > 0}
		switch {
		case row.tested:
			row.seeds = text.SeedsRange(l.Seeds.Low, l.Seeds.High, len(l.Finished), seeds)
			if l.Diverged > 0 {
				row.more = text.SomeDiverged(l.Diverged)
			}
		case l.Diverged > 0:
			row.how = text.DivergedWord
		default:
			row.how = standingOf(s.RunOf(l))
		}
		list = append(list, row)
	}
	return list
}

// standingOf says how far a run is that is not over; there may be none.
func standingOf(r *store.Run) string {
	switch {
	case r == nil:
		return text.NotTrained
	case r.Phase == store.Queued:
		return text.QueuedWord
	case r.Epoch == 0:
		return text.BeginsWord
	}
	return text.StandingAt(r.Epoch, r.Recipe.Epochs, r.Recipe.Seed)
}

// Copy implements vecty.Copier; see the package comment.
func (c *Outcomes) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Outcomes) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Outcomes)
	return ok && slices.Equal(p.Rows, c.Rows)
}

// Render implements vecty.Component.
func (c *Outcomes) Render() vecty.ComponentOrHTML {
	if len(c.Rows) == 0 {
		return nil
	}
	head := func(label string) *vecty.HTML {
		return elem.TableHeader(attribute("scope", "col"), vecty.Text(label))
	}
	var body vecty.List
	for _, r := range c.Rows {
		body = append(body, r.row())
	}
	return elem.Div(class("outcomes"),
		elem.Table(attribute("aria-label", text.FigureTable),
			elem.TableHead(elem.TableRow(head(text.RecipeColumn), head(text.TestAccuracy), head(text.SeedsColumn))),
			elem.TableBody(body),
		),
		elem.Paragraph(class("msg"), vecty.Text(text.FigureNote)),
	)
}

func (r outcomeRow) row() *vecty.HTML {
	note := ""
	if r.control {
		note = text.ControlHint
	}
	// The cell itself is no flex box: it would be as high as its words, not as its row.
	name := elem.TableHeader(attribute("scope", "row"), elem.Span(class("lined"),
		vecty.If(!r.control, swatch(r.style)), elem.Span(vecty.Text(r.label), span(note, class("note")))))
	if !r.tested {
		return elem.TableRow(name, elem.TableData(class("how"), attribute("colspan", "2"), vecty.Text(r.how)))
	}
	return elem.TableRow(name,
		elem.TableData(bold(text.Percent(r.test.Mean)), vecty.Text(text.Deviation(r.test))),
		elem.TableData(vecty.Text(r.seeds), span(r.more, class("note"))),
	)
}
