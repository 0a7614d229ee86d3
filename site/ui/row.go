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

// Row is a group of runs in the table.
type Row struct {
	vecty.Core
	Row row `vecty:"prop"`
	// Rows is how many there are. None skips its render when that changes,
	// because vecty would misplace what comes behind one that does.
	Rows int `vecty:"prop"`
}

// row is what the table shows of a group.
type row struct {
	id, name, differs string
	style             int
	over              bool
	standing          string // how far it is, or how it ended; "" if it is finished
	parameters, time  string
	best, last, test  store.Result
	runs              int // of the group, over all seeds

	selected, ticked, pinned, menu bool

	renaming         bool
	newName, problem string
}

// rows lists the groups that have begun, in the order of the table.
func rows(s store.State) []row {
	var list []row
	several := s.SeveralData()
	for _, g := range s.Rows() {
		r := row{
			id: g.ID, name: g.Name(), style: g.Style(), differs: differs(s, g),
			over: g.Over(), standing: groupStanding(g), parameters: text.Count(g.Parameters()), time: text.None,
			best: g.Best(), last: g.Last(), test: g.Test(), runs: len(g.Runs),
			ticked: slices.Contains(s.Table.Compared, g.ID), selected: g.ID == s.Selected, pinned: g.ID == s.Baseline, menu: g.ID == s.Table.Menu, renaming: g.ID == s.Table.Renaming,
		}
		if sets := g.Sets(); several && len(sets) > 0 {
			r.differs += ", " + text.OnData(sets)
		}
		if r.over {
			r.time = text.Duration(g.Seconds())
		}
		if r.renaming {
			r.newName, r.problem = s.Table.NewName, text.NameMessage(s.NameError())
		}
		list = append(list, r)
	}
	return list
}

// differs says in what a group differs from the baseline, and under how many
// seeds it was trained.
func differs(s store.State, g store.Group) string {
	words := text.Differences(unseeded(g.Runs[0]))
	if base := s.Group(s.Baseline); len(base.Runs) > 0 {
		words = text.DifferencesFrom(g.Runs[0].Recipe, base.Runs[0].Recipe)
		if base.ID == g.ID {
			words = text.Baseline
		}
	}
	if origin := g.Runs[0].Origin(); origin != "" {
		words += ", " + origin
	}
	if slices.ContainsFunc(g.Runs, func(r *store.Run) bool { return len(r.Retuned) > 0 }) {
		words += ", " + text.RateTouched
	}
	if n := len(g.Runs); n > 1 {
		words += ", " + text.Seeds(n)
	}
	return words
}

// groupStanding says how far a group is, or how it ended if none of its runs
// finished.
func groupStanding(g store.Group) string {
	over := 0
	for _, r := range g.Runs {
		if r.Phase.Over() {
			over++
		}
	}
	first := g.Runs[0]
	switch {
	case over < len(g.Runs) && len(g.Runs) > 1:
		return text.SeedsDone(over, len(g.Runs))
	case over == 0 && first.Phase == store.Waiting:
		return text.WaitingWord
	case over == 0:
		return text.EpochOf(first.Epoch, first.Recipe.Epochs)
	case len(g.Finished()) == 0:
		return ending(first.Phase, first.Epoch)
	}
	return ""
}

// ending says how a run ended that has no test accuracy.
func ending(p store.RunPhase, epoch int) string {
	switch p {
	case store.Stopped:
		return text.StoppedIn(epoch)
	case store.Diverged:
		return text.DivergedIn(epoch)
	case store.Interrupted:
		return text.InterruptWord
	}
	return text.FailedWord
}

// Copy implements vecty.Copier; see the package comment.
func (c *Row) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *Row) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*Row)
	return ok && p.Row == c.Row && p.Rows == c.Rows
}

// Render implements vecty.Component.
func (c *Row) Render() vecty.ComponentOrHTML {
	r := c.Row
	same := r.unmoved()
	return elem.TableRow(vecty.Markup(vecty.ClassMap{"sel": r.selected}),
		keep(same, tick),
		keep(same, nameCell),
		cell(text.ParametersColumn, vecty.Text(r.parameters)),
		cell(text.TimeColumn, vecty.Text(r.time)),
		cell(text.BestColumn, vecty.Text(percent(r.best))),
		cell(text.LastColumn, vecty.Text(percent(r.last))),
		cell(text.TestColumn, c.test()),
		keep(same, menuCell),
	)
}

// unmoved is the row without what changes while its runs are trained.
func (r row) unmoved() row {
	r.standing, r.time, r.best, r.last, r.test = "", "", store.Result{}, store.Result{}, store.Result{}
	return r
}

// tick has the group compared with others.
func tick(r row) *vecty.HTML {
	return elem.TableData(class("ck"), elem.Label(elem.Input(of(r.id), vecty.Markup(
		prop.Type(prop.TypeCheckbox),
		vecty.Attribute("name", compareName),
		vecty.Attribute("aria-label", text.CompareLabel(r.name)),
		prop.Checked(r.ticked),
	))))
}

func nameCell(r row) *vecty.HTML {
	return elem.TableHeader(attribute("scope", "row"),
		name(r),
		span(r.differs, vecty.Markup(vecty.Class("df"), vecty.ClassMap{"pin": r.pinned})),
	)
}

func menuCell(r row) *vecty.HTML { return elem.TableData(class("mn"), menu(r)) }

// percent writes a result that may not be there yet.
func percent(r store.Result) string {
	if r.Seeds == 0 {
		return text.None
	}
	return text.Percent(r.Mean)
}

// cell is a figure; the label stands above it where the table has no head.
func cell(label string, content vecty.ComponentOrHTML) *vecty.HTML {
	return elem.TableData(vecty.Markup(vecty.Data("label", label)), content)
}

// name is the button that shows the details, or the field for another name.
func name(r row) *vecty.HTML {
	if r.renaming {
		return renaming(r)
	}
	return elem.Button(class("nm"), of(r.id), vecty.Markup(
		prop.Type(prop.TypeButton), vecty.Data("do", doSelect),
		vecty.Attribute("aria-pressed", yesNo(r.selected)),
		vecty.Attribute("title", text.DetailsLabel(r.name)),
	), swatch(r.style), bold(r.name))
}

// test is the test accuracy with what its deviation is over, or how the group
// stands without one.
func (c *Row) test() *vecty.HTML {
	r := c.Row
	if r.standing != "" || r.test.Seeds == 0 {
		return span(r.standing, class("quietly"))
	}
	over := text.AcrossBatches
	if r.test.Seeds > 1 {
		over = text.AcrossSeeds(r.test.Seeds)
	}
	return elem.Span(result(r.test.Accuracy), span(" "+over, class("unseen")),
		vecty.If(r.test.Seeds < r.runs, span(text.SeedsFinished(r.test.Seeds, r.runs), class("quietly"))))
}

// result is an accuracy with its deviation.
func result(a train.Accuracy) vecty.List {
	return vecty.List{bold(text.Percent(a.Mean)), span(text.Deviation(a), class("dev"))}
}
