package ui

import (
	"math"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/site/store"
	"atelier/site/text"
)

// StudyProgress says how far the report is, and runs it.
type StudyProgress struct {
	vecty.Core
	Runs    int    `vecty:"prop"`
	Over    int    `vecty:"prop"`
	Missing int    `vecty:"prop"`
	Going   bool   `vecty:"prop"` // runs are being trained, or wait
	Paused  bool   `vecty:"prop"` // those that are active are all paused
	Left    string `vecty:"prop"` // how long it takes; "" if that cannot be told
	Share   int    `vecty:"prop"` // of a thousand, what is done
	Wrong   bool   `vecty:"prop"` // a field is
}

// studyProgress returns the progress of a state in which the whole stands so.
func studyProgress(s store.State, t store.Standing) *StudyProgress {
	left := ""
	switch {
	case math.IsInf(t.Seconds, 1):
	case t.Active+t.Queued > 0:
		left = text.TimeLeft(t.Seconds)
	case t.Missing() > 0:
		left = text.TimeNeeded(t.Seconds)
	}
	return &StudyProgress{
		Runs: t.Runs, Over: t.Over, Missing: t.Missing(), Going: t.Active+t.Queued > 0, Paused: t.Active > 0 && t.Paused == t.Active,
		Left: left, Share: int(1000 * t.Done / float64(t.Runs)), Wrong: s.Study.Plan == nil && s.Study.SeedsError() != "",
	}
}

// What a click in the view of the report can do.
const (
	doRunStudy    = "run-study"
	doStopStudy   = "stop-study"
	doPauseStudy  = "pause-study"
	doResumeStudy = "resume-study"
	doReportBack  = "report-back"
)

// studyDeed returns the action behind a click there, nil if there is none.
func studyDeed(do, about string) store.Action {
	switch do {
	case doRunStudy:
		return store.RunStudy{Experiment: number(about)}
	case doStopStudy:
		return store.StopStudy{Experiment: number(about)}
	case doPauseStudy:
		return store.PauseStudy{}
	case doResumeStudy:
		return store.ResumeStudy{}
	case doReportBack:
		return store.ReportWanted{}
	}
	return nil
}

// Copy implements vecty.Copier; see the package comment.
func (c *StudyProgress) Copy() vecty.Component { d := *c; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (c *StudyProgress) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*StudyProgress)
	return ok && p.Runs == c.Runs && p.Over == c.Over && p.Missing == c.Missing && p.Going == c.Going && p.Paused == c.Paused &&
		p.Left == c.Left && p.Share == c.Share && p.Wrong == c.Wrong
}

// Render implements vecty.Component.
func (c *StudyProgress) Render() vecty.ComponentOrHTML {
	words := text.RunsOver(c.Over, c.Runs)
	pause, doPause, thenPause := text.Pause, doPauseStudy, doResumeStudy
	if c.Paused {
		pause, doPause, thenPause = text.Resume, doResumeStudy, doPauseStudy
	}
	all := vecty.Markup(vecty.Data("about", "0"))
	return elem.Div(vecty.Markup(vecty.Class("sofar"), vecty.ClassMap{"still": !c.Going || c.Paused}),
		elem.Paragraph(class("facts"), bold(words), span(c.Left)),
		tape(float64(c.Share)/1000, c.Runs, c.Over == c.Runs, text.StudyProgress, words),
		elem.Div(class("acts"),
			button(text.RunMissing, doRunStudy, all, class("primary"), then(`.sofar [data-do="`+doPauseStudy+`"]`), vecty.Markup(
				prop.Disabled(c.Missing == 0 || c.Wrong), vecty.MarkupIf(c.Missing == 0, vecty.Attribute("aria-describedby", "nothing-missing")))),
			button(pause, doPause, then(`.sofar [data-do="`+thenPause+`"], .sofar [data-do="`+doPause+`"]`), class("quiet"), vecty.Markup(vecty.Property("hidden", !c.Going))),
			button(text.Stop, doStopStudy, all, then(`.sofar [data-do="`+doRunStudy+`"]`), class("quiet"), vecty.Markup(vecty.Property("hidden", !c.Going))),
			elem.Span(class("msg"), vecty.Markup(prop.ID("nothing-missing"), vecty.Property("hidden", c.Missing > 0 || c.Going)), vecty.Text(text.NothingMore)),
		),
	)
}

// studyTyped returns the action behind an input of the study, nil if it is
// another's.
func studyTyped(name, value string) store.Action {
	switch name {
	case scalingName:
		return store.ScaleStudy{Scaling: dataset.Scaling(value)}
	case seedsName:
		return store.SeedsTyped{Text: value}
	case quickName:
		on, _ := strconv.ParseBool(value)
		return store.QuickStudy{On: on}
	}
	return nil
}

// titleOf is what people call a plan.
func titleOf(p experiment.Plan) string {
	if p.Title != "" {
		return p.Title
	}
	return p.Name
}
