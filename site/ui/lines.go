package ui

import (
	"math"
	"slices"

	"atelier/site/plot"
	"atelier/site/store"
	"atelier/site/text"
)

// line is one group in the charts.
type line struct{ group store.Group }

// lines lists the groups in view: each has something to draw, or soon will.
func lines(s store.State) []line {
	var list []line
	for _, g := range s.InView() {
		list = append(list, line{g})
	}
	return list
}

// same reports whether the line is drawn alike: between two epochs, a run
// changes with every batch.
func (l line) same(other line) bool {
	return l.group.ID == other.group.ID && slices.EqualFunc(l.group.Runs, other.group.Runs, func(a, b *store.Run) bool {
		return a == b || a.Curve == b.Curve && a.Phase == b.Phase && a.Style == b.Style && a.Recipe.Name == b.Recipe.Name && len(a.Retuned) == len(b.Retuned)
	})
}

// repeated reports whether the group has several seeds.
func (l line) repeated() bool { return len(l.group.Runs) > 1 }

// started reports whether there is a point to draw.
func (l line) started() bool {
	return slices.ContainsFunc(l.group.Runs, func(r *store.Run) bool { return len(r.Curve.Points) > 0 })
}

// series returns the group's curve of a measure.
func (l line) series(m store.Measure, overSeeds bool) plot.Series {
	s := plot.Series{ID: l.group.ID, Label: l.group.Name(), Style: l.group.Style(), Live: l.group.Active(), Events: l.events(), End: l.end()}
	unit := 1.0
	if m == store.Accuracy {
		unit = 100 // per cent
	}
	curve := l.group.Curve(m)
	s.X, s.Y, s.Deviation = make([]float64, 0, len(curve)), make([]float64, 0, len(curve)), make([]float64, 0, len(curve))
	for _, p := range curve {
		d := p.OverBatches
		if overSeeds {
			d = p.OverSeeds
		}
		s.X = append(s.X, float64(p.Epoch))
		s.Y = append(s.Y, unit*p.Value)
		s.Deviation = append(s.Deviation, unit*d)
	}
	if !slices.ContainsFunc(s.Deviation, func(d float64) bool { return !math.IsNaN(d) }) {
		s.Deviation = nil
	}
	return s
}

// events lists the changes of the learning rate by hand.
func (l line) events() []plot.Event {
	var list []plot.Event
	for _, r := range l.group.Runs {
		rate := r.Recipe.Optimizer.LearningRate
		for _, change := range r.Retuned {
			list = append(list, plot.Event{X: change.Epoch, Text: text.RateChange(rate, change.Rate)})
			rate = change.Rate
		}
	}
	slices.SortStableFunc(list, func(a, b plot.Event) int {
		switch {
		case a.X < b.X:
			return -1
		case a.X > b.X:
			return 1
		}
		return 0
	})
	return list
}

// end returns how the line ends: that of several seeds is broken off only if
// each of them is.
func (l line) end() plot.End {
	diverged, early := 0, 0
	for _, r := range l.group.Runs {
		switch p, _ := r.Curve.Last(); {
		case r.Phase == store.Diverged:
			diverged++
		case r.Phase == store.Finished && p.Epoch < r.Recipe.Epochs:
			early++
		}
	}
	switch {
	case diverged == len(l.group.Runs):
		return plot.BrokenOff
	case early > 0 && l.group.Over():
		return plot.StoppedEarly
	}
	return plot.Open
}

// heldOut returns how many validation images the runs in view have; 0 if none
// knows, or they have not all as many.
func heldOut(s store.State) int {
	images := 0
	for _, g := range s.InView() {
		for _, r := range g.Runs {
			switch n := r.ValidationImages; {
			case n == 0:
			case images == 0:
				images = n
			case n != images:
				return 0
			}
		}
	}
	return images
}
