package store

import (
	"slices"

	"atelier/core/experiment"
	"atelier/wasm/wire"
)

// dataOf returns which set the worker's data is; the zero value, which stands
// for one that is not known, if it says nothing.
func dataOf(d *wire.Data) experiment.Data {
	if d == nil {
		return experiment.Data{}
	}
	return experiment.Data{Source: d.Source, TrainingImages: d.TrainingImages, TestImages: d.TestImages, SHA256: d.SHA256}
}

// present returns the data set that runs are trained on now: the one that is
// here or, until it is, that of the run that was asked for last of those that
// have one.
func (s State) present() experiment.Data {
	if s.Data.Set != nil {
		return dataOf(s.Data.Set)
	}
	return newestData(s.Runs)
}

// newestData returns the data set of the run that was asked for last, of those
// whose is known.
func newestData(runs []*Run) experiment.Data {
	var newest *Run
	for _, r := range runs {
		if r.Data.Source != "" && (newest == nil || newest.number < r.number) {
			newest = r
		}
	}
	if newest == nil {
		return experiment.Data{}
	}
	return newest.Data
}

// SeveralData reports whether runs have begun on another data set than the
// present one, or on one that is not known, so that it must be said of each.
func (s State) SeveralData() bool {
	present := s.present()
	for _, r := range s.Runs {
		if r.Parameters > 0 && r.Data != present {
			return true
		}
	}
	return false
}

// Sets returns the data sets of those of the group's runs that have begun, each
// once.
func (g Group) Sets() []experiment.Data {
	var sets []experiment.Data
	for _, r := range g.Runs {
		if r.Parameters > 0 && !slices.Contains(sets, r.Data) {
			sets = append(sets, r.Data)
		}
	}
	return sets
}
