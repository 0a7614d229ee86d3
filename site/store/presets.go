package store

import (
	"atelier/core/experiment"
	"atelier/core/train"
)

// Experiment is recipes that are meant to be compared.
type Experiment struct {
	Title   string
	Recipes []train.Recipe // the baseline first; no two of the same name
}

// Experiments returns the report's three experiments. The baseline is in each
// of them; AdaDelta at 1 is a control that the report does not have.
func Experiments() []Experiment {
	recipes := map[string]train.Recipe{}
	for _, r := range experiment.Report(experiment.Options{}).Recipes {
		recipes[r.Name] = r
	}
	var list []Experiment
	for _, e := range experiment.Experiments() {
		var compared []train.Recipe
		for _, l := range e.Lines {
			compared = append(compared, recipes[l.Recipe])
		}
		list = append(list, Experiment{e.Title, compared})
	}
	return list
}

// ownFields are the fields that a preset leaves as they are in the panel: how
// much is trained, on what, and how often.
func ownFields() []string {
	return []string{InputScaling, Epochs, TrainingImages, Seed, Repeats}
}

// Preset returns the draft of a recipe in which the fields that a preset leaves
// alone are as here.
func (d *Draft) Preset(r train.Recipe) *Draft {
	next := NewDraft(r)
	for _, field := range ownFields() {
		next.texts[field] = d.texts[field]
	}
	next.read()
	return next
}

// Presets returns what TrainAll would train of an experiment, and what is wrong
// with one of the fields that these take from the panel.
func (d *Draft) Presets(e Experiment) ([]train.Recipe, train.Errors) {
	var recipes []train.Recipe
	for _, r := range e.Recipes {
		preset := d.Preset(r)
		if preset.Errors != nil {
			return nil, preset.Errors
		}
		recipes = append(recipes, preset.Recipe)
	}
	return recipes, nil
}

type (
	// Fill asks for a preset in the panel, named as its recipe.
	Fill struct{ Name string }
	// TrainAll asks for all recipes of an experiment to be trained.
	TrainAll struct{ Title string }
)

func (Fill) action()     {}
func (TrainAll) action() {}

func (a Fill) on(s State) State {
	for _, e := range Experiments() {
		for _, r := range e.Recipes {
			if r.Name == a.Name {
				s.Design.Panel = Closed
				return s.fill(s.Draft.Preset(r))
			}
		}
	}
	return s
}

func (a TrainAll) on(s State) State {
	for _, e := range Experiments() {
		if e.Title != a.Title {
			continue
		}
		if recipes, errs := s.Draft.Presets(e); errs == nil {
			s = enqueueAll(s, recipes, nil, s.Draft.Repeats)
			s.Design.Panel = Closed
		}
	}
	return s
}

// enqueueAll adds runs of several recipes. People have been told of earlier
// troubles then, as with Train. The first is the one whose details are shown.
func enqueueAll(s State, recipes []train.Recipe, begin *Begin, repeats int) State {
	for _, r := range s.Troubles() {
		s = heeded(s, r.ID)
	}
	first := s.nextID()
	for _, r := range recipes {
		s = enqueue(s, r, begin, repeats)
	}
	s.Selected = first
	return s
}
