package store

import (
	"slices"

	"atelier/core/experiment"
)

// Match says how a run's result compares with the one in a link.
type Match int

// The matches.
const (
	NoWord    Match = iota // no link tells of such a run, or it is not known what data it is of
	Promised               // one does, and the run is not finished
	Same                   // to the bit
	Differs                // though it should not
	OtherData              // the sender's was of another data set
	ByHand                 // the learning rate was changed
)

// Match compares a run with what links told of the same recipe and seed. Names
// do not count.
func (s State) Match(r *Run) Match {
	sum, data := s.promise(r)
	switch {
	case sum == "" || r.Imported || r.Begin != nil || r.Phase.Over() && r.Phase != Finished:
		return NoWord
	case r.Phase != Finished:
		return Promised
	case len(r.Retuned) > 0:
		return ByHand
	case r.ParametersSHA256 == sum:
		return Same
	case r.Data.Source == "":
		return NoWord
	case r.Data.Source != data:
		return OtherData
	}
	return Differs
}

// promise returns the result that the newest link tells of a run, "" if none
// does, and the data set that it is of.
func (s State) promise(r *Run) (sum, data string) {
	for _, l := range slices.Backward(s.Links.promised) {
		for _, e := range l.Entries {
			like := e.Recipe
			like.Seed = r.Recipe.Seed
			if e.Results == nil || !experiment.SameRun(like, r.Recipe) {
				continue
			}
			if i := slices.Index(e.Seeds, r.Recipe.Seed); i >= 0 && e.Results[i] != "" {
				return e.Results[i], l.Data
			}
		}
	}
	return "", ""
}
