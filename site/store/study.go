package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"atelier/core/dataset"
	"atelier/core/experiment"
)

// Study is which version of the report is to be run again, or which plan in its
// place.
type Study struct {
	Scaling dataset.Scaling
	Seeds   string           // on how many, as typed
	Quick   bool             // the quick version
	Plan    *experiment.Plan // people's own; nil is the report
	Refused string           // why the last file is no plan for the page; "" if it is

	seeds int // the last number in Seeds that can be
}

// newStudy returns the report as it is by default.
func newStudy() Study {
	o, _ := experiment.OptionsOf(experiment.Report(experiment.Options{}))
	return Study{Scaling: o.Scaling, Seeds: strconv.Itoa(len(o.Seeds)), seeds: len(o.Seeds)}
}

// SeedsError says what is wrong with the number of seeds, "" if nothing is.
func (t Study) SeedsError() string {
	if n, err := strconv.Atoi(strings.TrimSpace(t.Seeds)); err != nil || n < 1 || n > MaxRepeats {
		return fmt.Sprintf("must be a whole number from 1 to %d", MaxRepeats)
	}
	return ""
}

// Wanted returns the plan of it. While the number of seeds is wrong, it is that
// of the last right one.
func (t Study) Wanted() experiment.Plan {
	if t.Plan != nil {
		return *t.Plan
	}
	var o experiment.Options
	if t.Quick {
		o = experiment.Quick()
	}
	o.Scaling = t.Scaling
	for seed := range t.seeds {
		o.Seeds = append(o.Seeds, uint64(seed))
	}
	return experiment.Report(o)
}

// same reports whether both want the same plan.
func (t Study) same(other Study) bool {
	if t.Plan != nil || other.Plan != nil {
		return t.Plan == other.Plan
	}
	return t.Scaling == other.Scaling && t.Quick == other.Quick && t.seeds == other.seeds
}

// What the page can show of a plan: figures of as many lines as there are
// styles, and no more runs than people would wait for in a tab.
const (
	MaxFigures  = 3
	MaxPlanRuns = 100
)

// What people do to the study.
type (
	// ScaleStudy chooses how the inputs are scaled.
	ScaleStudy struct{ Scaling dataset.Scaling }
	// SeedsTyped says that the number of seeds has another text.
	SeedsTyped struct{ Text string }
	// QuickStudy chooses between the quick version and the whole.
	QuickStudy struct{ On bool }
	// PlanOffered brings the content of a file that should be a plan.
	PlanOffered struct{ Text []byte }
	// PlanUnread says that the file could not be read, and why.
	PlanUnread struct{ Message string }
	// ReportWanted goes back from a plan to the report.
	ReportWanted struct{}
)

func (ScaleStudy) action()   {}
func (SeedsTyped) action()   {}
func (QuickStudy) action()   {}
func (PlanOffered) action()  {}
func (PlanUnread) action()   {}
func (ReportWanted) action() {}

func (a ScaleStudy) on(s State) State {
	if a.Scaling.Valid() {
		s.Study.Scaling = a.Scaling
	}
	return s
}

func (a SeedsTyped) on(s State) State {
	s.Study.Seeds = a.Text
	if s.Study.SeedsError() == "" {
		s.Study.seeds, _ = strconv.Atoi(strings.TrimSpace(a.Text))
	}
	return s
}

func (a QuickStudy) on(s State) State { s.Study.Quick = a.On; return s }

func (a PlanOffered) on(s State) State {
	plan, err := experiment.ParsePlan(a.Text)
	if err == nil {
		err = fits(plan)
	}
	if err != nil {
		s.Study.Refused = err.Error()
		return s
	}
	s.Study.Plan, s.Study.Refused = &plan, ""
	return s
}

func (a PlanUnread) on(s State) State { s.Study.Refused = a.Message; return s }

func (ReportWanted) on(s State) State {
	s.Study.Plan, s.Study.Refused = nil, ""
	return s
}

// fits refuses a plan that is too much for the page.
func fits(p experiment.Plan) error {
	runs, most := len(p.Recipes)*len(p.Seeds), MaxFigures*Styles
	switch _, report := experiment.OptionsOf(p); {
	case len(p.Recipes) > most && !report:
		return fmt.Errorf("plan: %d recipes, more than the %d that the page has room for", len(p.Recipes), most)
	case runs > MaxPlanRuns:
		return fmt.Errorf("plan: %d runs, more than the %d that the page takes on", runs, MaxPlanRuns)
	}
	return nil
}

// reportStyle returns the line of a recipe of the report, the same in all
// figures; 0 if it has none of its own.
func reportStyle(recipe string) int {
	return 1 + slices.Index([]string{
		experiment.Baseline, experiment.Adam, experiment.AdaDelta, experiment.BatchNorm,
		experiment.TwoLayers, experiment.ThreeLayers, experiment.Dropout, experiment.XavierNormal,
	}, recipe)
}
