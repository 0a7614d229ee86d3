package store

import (
	"slices"

	"atelier/core/experiment"
)

// Figure is recipes that are compared with each other: an experiment of the
// report, or some recipes of another plan. It is never changed.
type Figure struct {
	Experiment experiment.Experiment // of another plan only its title and its lines
	Lines      []FigureLine
	Epochs     int // of the longest recipe
}

// FigureLine is a recipe in a figure.
type FigureLine struct {
	experiment.Line
	*experiment.Summary
	Style int
	Live  bool // what its curve is of is still being trained

	index int // of the recipe in the plan
}

// draw makes the figures. Those whose lines are as they were stay what they
// were.
func (f *Findings) draw(old *Findings) {
	f.Figures = nil
	for _, e := range f.experiments() {
		next := &Figure{Experiment: e}
		for _, l := range e.Lines {
			i := slices.IndexFunc(f.summaries, func(s *experiment.Summary) bool { return s.Recipe.Name == l.Recipe })
			if i >= 0 {
				next.Lines = append(next.Lines, FigureLine{l, f.summaries[i], f.style(l, i), f.live(i), i})
				next.Epochs = max(next.Epochs, f.summaries[i].Recipe.Epochs)
			}
		}
		if place := len(f.Figures); place < len(old.Figures) && slices.Equal(old.Figures[place].Lines, next.Lines) {
			next = old.Figures[place]
		}
		if len(next.Lines) > 0 {
			f.Figures = append(f.Figures, next)
		}
	}
}

// experiments returns the report's, or else all recipes in groups of as many as
// there are styles.
func (f *Findings) experiments() []experiment.Experiment {
	plan := f.Result.Plan
	if _, ok := experiment.OptionsOf(plan); ok {
		return experiment.Experiments()
	}
	var list []experiment.Experiment
	for group := range slices.Chunk(plan.Recipes, Styles) {
		e := experiment.Experiment{Number: len(list) + 1, Title: plan.Name}
		if plan.Title != "" {
			e.Title = plan.Title
		}
		for _, r := range group {
			e.Lines = append(e.Lines, experiment.Line{Recipe: r.Name, Label: r.Name})
		}
		list = append(list, e)
	}
	return list
}

func (f *Findings) style(l experiment.Line, index int) int {
	if _, ok := experiment.OptionsOf(f.Result.Plan); ok {
		if style := reportStyle(l.Recipe); style > 0 {
			return style
		}
	}
	return index%Styles + 1
}

// live reports whether no run of a recipe is over, and one is being trained.
func (f *Findings) live(recipe int) bool {
	live := false
	for task := recipe; task < len(f.tasks); task += len(f.Result.Plan.Recipes) {
		if f.chosen[task].phase.Over() {
			return false
		}
		live = live || f.chosen[task].phase.Active()
	}
	return live
}
