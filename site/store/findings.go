package store

import (
	"slices"

	"atelier/core/experiment"
	"atelier/core/train"
)

// Findings is what the runs say about the plan that is wanted: whoever started
// them, a run counts if it is one of the plan's, and of the present data set. It is never changed; new ones
// are made when a run has another curve or phase, and share with the old what
// has stayed the same.
type Findings struct {
	Result   experiment.Result
	Figures  []*Figure
	Verdicts []experiment.Verdict // of experiment.Claims, in their order; nil if it is not the report

	tasks     []experiment.Task
	chosen    []trace        // by task; no ID: there is no run
	places    map[string]int // by the IDs of runs, of their tasks; -1 if it has none
	summaries []*experiment.Summary
	study     Study
	looked    []trace         // all runs, when these were made
	data      experiment.Data // of those that count
}

// trace is what the findings depend on in a run.
type trace struct {
	id      string
	curve   *Curve
	phase   RunPhase
	retuned bool
	data    experiment.Data
}

func traceOf(r *Run) trace { return trace{r.ID, r.Curve, r.Phase, len(r.Retuned) > 0, r.Data} }

// sumUp brings the findings up to date while they are shown.
func sumUp(s State) State {
	if s.View == Report {
		s.Findings = s.found()
	}
	return s
}

// found returns the findings of a state: those that it has, if they are up to
// date.
func (s State) found() *Findings {
	old, data := s.Findings, s.present()
	if old != nil && old.data == data && old.study.same(s.Study) && slices.EqualFunc(old.looked, s.Runs, func(t trace, r *Run) bool { return t == traceOf(r) }) {
		return old
	}
	if old == nil || !old.study.same(s.Study) {
		old = newFindings(s.Study)
	}
	f := *old
	f.data = data
	f.looked, f.places = make([]trace, len(s.Runs)), make(map[string]int, len(s.Runs))
	for i, r := range s.Runs {
		f.looked[i] = traceOf(r)
		place, known := old.places[r.ID]
		if !known {
			place = f.place(r.Recipe)
		}
		f.places[r.ID] = place
	}
	f.choose(s)
	if slices.Equal(f.chosen, old.chosen) && old.Figures != nil {
		return &f
	}
	f.summarise(old)
	f.draw(old)
	f.judge()
	return &f
}

// newFindings returns those without any run.
func newFindings(t Study) *Findings {
	plan := t.Wanted()
	f := &Findings{Result: experiment.NewResult(plan, experiment.Data{}), tasks: plan.Tasks(), study: t}
	f.chosen = make([]trace, len(f.tasks))
	f.summaries = make([]*experiment.Summary, len(plan.Recipes))
	return f
}

// place returns the index of the task that a recipe is for, -1 if there is
// none.
func (f *Findings) place(r train.Recipe) int {
	return slices.IndexFunc(f.tasks, func(t experiment.Task) bool {
		return t.Recipe.Seed == r.Seed && t.Recipe.Epochs == r.Epochs && experiment.SameRun(t.Recipe, r)
	})
}

// choose finds for each task the run that is farthest, and takes down what
// became of it.
func (f *Findings) choose(s State) {
	runs := make([]*Run, len(f.tasks))
	for _, r := range s.Runs {
		if i := f.places[r.ID]; i >= 0 && r.counts() && (r.Data == f.data || r.Parameters == 0) && (runs[i] == nil || runs[i].behind(r)) {
			runs[i] = r
		}
	}
	f.chosen = make([]trace, len(f.tasks))
	f.Result.Runs = []experiment.Run{}
	for i, r := range runs {
		if r == nil {
			continue
		}
		f.chosen[i] = traceOf(r)
		if r.Phase.Over() || len(r.Curve.Points) > 0 {
			f.Result.Runs = append(f.Result.Runs, r.account(f.tasks[i].Recipe))
		}
	}
}

// Results returns what is known of the plan that is wanted.
func (s State) Results() experiment.Result {
	f := s.found()
	r := f.Result
	r.Data = f.data
	return r
}

// counts reports whether the run is its recipe's, from its first epoch on, and
// may come to its end.
func (r *Run) counts() bool {
	return len(r.Retuned) == 0 && !r.Imported && r.Begin == nil && r.Phase != Stopping && r.Phase != Stopped && r.Phase != Failed && r.Phase != Interrupted
}

// behind reports whether another run of the same recipe and seed, that counts,
// is farther.
func (r *Run) behind(other *Run) bool {
	if r.Phase.Over() || other.Phase.Over() {
		return !r.Phase.Over()
	}
	if r.Phase.Active() != other.Phase.Active() {
		return other.Phase.Active()
	}
	return len(r.Curve.Points) < len(other.Curve.Points)
}

// account returns the run as a result has it, under the plan's name for its
// recipe.
func (r *Run) account(recipe train.Recipe) experiment.Run {
	run := experiment.NewRun(recipe)
	for _, p := range r.Curve.Points {
		run.Add(train.Event{Kind: train.Epoch, Epoch: p.Epoch, TrainingLoss: p.TrainingLoss, ValidationLoss: p.ValidationLoss, ValidationAccuracy: p.Accuracy})
	}
	switch r.Phase {
	case Finished:
		run.Add(train.Event{Kind: train.Finished, TestLoss: r.TestLoss, TestAccuracy: r.TestAccuracy, ParametersSHA256: r.ParametersSHA256})
	case Diverged:
		run.Add(train.Event{Kind: train.Diverged, Reason: r.Message})
	}
	return run
}

// summarise sums up the recipes. Those whose runs are as they were keep their
// summaries.
func (f *Findings) summarise(old *Findings) {
	recipes := f.Result.Plan.Recipes
	all := experiment.Summaries(f.Result)
	f.summaries = make([]*experiment.Summary, len(recipes))
	for i := range recipes {
		f.summaries[i] = &all[i]
		same := old.summaries[i] != nil
		for task := i; task < len(f.tasks); task += len(recipes) {
			same = same && f.chosen[task] == old.chosen[task]
		}
		if same {
			f.summaries[i] = old.summaries[i]
		}
	}
}

// judge judges the claims, if it is the report.
func (f *Findings) judge() {
	f.Verdicts = nil
	if _, ok := experiment.OptionsOf(f.Result.Plan); !ok {
		return
	}
	for _, c := range experiment.Claims() {
		f.Verdicts = append(f.Verdicts, c.Judge(f.Result))
	}
}
