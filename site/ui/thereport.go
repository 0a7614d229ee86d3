package ui

import (
	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/site/store"
	"atelier/site/text"
)

// TheReport is the view where the report is run again, and judged.
type TheReport struct {
	vecty.Core
	State    store.State        `vecty:"prop"`
	Exhibits *Exhibits          `vecty:"prop"`
	Dispatch func(store.Action) `vecty:"prop"`
}

// reportID is the ID of the view's content.
const reportID = "report-view"

// Copy implements vecty.Copier; see the package comment.
func (c *TheReport) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper. In the view itself every part
// decides for itself.
func (c *TheReport) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*TheReport)
	return ok && p.absent() && c.absent()
}

func (c *TheReport) absent() bool { return c.State.View != store.Report }

// Render implements vecty.Component.
func (c *TheReport) Render() vecty.ComponentOrHTML {
	if c.absent() {
		*c.Exhibits = Exhibits{} // so that they come back one in a render
		return nil
	}
	s := c.State
	standings := s.Standings()
	title, lede := text.ReportHead, text.ReportLede
	if len(s.Findings.Verdicts) == 0 { // another plan
		title, lede = titleOf(s.Findings.Result.Plan), text.PlanLede
	}
	return elem.Main(class("report"), vecty.Markup(prop.ID(reportID), vecty.Attribute("tabindex", "-1")),
		elem.Div(class("opening"),
			elem.Div(
				elem.Paragraph(class("over"), vecty.Text(text.ReportTitle)),
				elem.Heading1(vecty.Text(title)),
				elem.Paragraph(class("lede"), vecty.Text(lede)),
			),
			elem.Div(
				&Study{Study: s.Study},
				studyProgress(s, standings[0]),
			),
		),
		&Notices{Data: s.Data, Troubles: s.Troubles(), Fault: s.Fault},
		c.exhibits(standings[1:]),
		&Claims{Verdicts: s.Findings.Verdicts, Runs: len(s.Findings.Result.Runs)},
	)
}

// exhibits has a place for each figure, because of how vecty finds its place
// among components (see the package comment); of those left over nothing is
// seen.
func (c *TheReport) exhibits(standings []store.Standing) vecty.List {
	s := c.State
	width := chartWidth(s.Sizes.Page)
	c.Exhibits.begin()
	var list vecty.List
	for i := range store.MaxFigures {
		if i >= len(s.Findings.Figures) {
			c.Exhibits.forget(i)
			list = append(list, elem.Div(&Caption{}, &Plates{}, &Outcomes{}))
			continue
		}
		f, t := s.Findings.Figures[i], standings[i]
		list = append(list, elem.Div(class("exhibit"),
			&Caption{Experiment: f.Experiment, Runs: t.Runs, Over: t.Over, Missing: t.Missing(), Going: t.Active+t.Queued > 0},
			&Plates{
				Figure: f, Width: width, Cursor: s.Cursor, Dispatch: c.Dispatch,
				Loss:     c.Exhibits.lay(i, f, store.TrainingLoss, width),
				Accuracy: c.Exhibits.lay(i, f, store.Accuracy, width),
			},
			&Outcomes{Rows: outcomes(s, f)},
		))
	}
	if c.Exhibits.late() {
		c.Dispatch(store.NextFrame{})
	}
	return list
}
