package store

import (
	"maps"
	"strings"

	"atelier/wasm/wire"
)

// RateTyped says that the field with a run's learning rate has another text.
type RateTyped struct{ Run, Text string }

// RateDone asks for the learning rate that is typed to become the run's.
type RateDone struct{ Run string }

func (RateTyped) action() {}
func (RateDone) action()  {}

func (a RateTyped) on(s State) State {
	s.Rates = maps.Clone(s.Rates)
	if s.Rates == nil {
		s.Rates = map[string]string{}
	}
	s.Rates[a.Run] = a.Text
	return s
}

// rateDone returns the command that changes the rate of an active run to the
// one typed, if it is another.
func rateDone(s State, a RateDone) []wire.Command {
	r := s.Run(a.Run)
	if r == nil {
		return nil
	}
	field := s.Rate(r)
	if !field.Another() {
		return nil
	}
	return retune(s, Retune{Run: a.Run, Rate: field.rate})
}

// RateField is the field with an active run's learning rate.
type RateField struct {
	Text  string // as typed
	Error string // what is wrong with it; "" if nothing is

	rate, present float64
}

// Rate returns the field with the run's learning rate.
func (s State) Rate(r *Run) RateField {
	f := RateField{present: r.BaseRate()}
	text, typed := s.Rates[r.ID]
	if !typed {
		text = written(f.present)
	}
	f.Text = text
	if f.rate, f.Error = number64(strings.TrimSpace(text)); f.Error == "" {
		f.Error = r.RateError(f.rate)
	}
	return f
}

// Another reports whether the field holds a rate that the run does not have
// yet.
func (f RateField) Another() bool { return f.Error == "" && f.rate != f.present }

// BaseRate returns the learning rate that the run's schedule starts from: its
// recipe's, or what it was changed to by hand.
func (r *Run) BaseRate() float64 {
	if n := len(r.Retuned); n > 0 {
		return r.Retuned[n-1].Rate
	}
	return r.Recipe.Optimizer.LearningRate
}
