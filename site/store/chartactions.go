package store

import (
	"cmp"
	"slices"
)

// What people do to the charts.
type (
	// ShowMeasure asks for a measure's chart, or for it to go. The last one
	// stays.
	ShowMeasure struct{ Measure Measure }
	// DrawSpread chooses how deviations are drawn.
	DrawSpread struct{ Spread Spread }
	// SpreadOver chooses between deviations over seeds and over batches.
	SpreadOver struct{ Seeds bool }
	// SpreadOf chooses whether all groups show deviations or those compared.
	SpreadOf struct{ All bool }
	// Smooth chooses how much the lines are smoothed.
	Smooth struct{ Smoothing Smoothing }
	// TurnAxis makes the axis of a measure logarithmic, or linear again.
	TurnAxis struct{ Measure Measure }
	// TurnEpochs does so with the epochs.
	TurnEpochs struct{}
	// HideGroup takes a group's line away, or brings it back.
	HideGroup struct{ Group string }
	// LightUp has a group's line stand out; "" is none.
	LightUp struct{ Group string }
	// Grip begins to choose a stretch of epochs with the pointer, Pull goes on
	// with it, LetGo shows it, LeaveBe does not.
	Grip    struct{ Epoch int }
	Pull    struct{ Epoch int }
	LetGo   struct{}
	LeaveBe struct{}
	// ZoomIn shows half as many epochs, about the one pointed at or the middle;
	// ZoomOut twice as many; WholeRun all.
	ZoomIn   struct{}
	ZoomOut  struct{}
	WholeRun struct{}
)

// NextFrame has the page render again, for the charts that had no time in this
// frame.
type NextFrame struct{}

func (ShowMeasure) action() {}
func (DrawSpread) action()  {}
func (SpreadOver) action()  {}
func (SpreadOf) action()    {}
func (Smooth) action()      {}
func (TurnAxis) action()    {}
func (TurnEpochs) action()  {}
func (HideGroup) action()   {}
func (LightUp) action()     {}
func (Grip) action()        {}
func (Pull) action()        {}
func (LetGo) action()       {}
func (LeaveBe) action()     {}
func (ZoomIn) action()      {}
func (ZoomOut) action()     {}
func (WholeRun) action()    {}
func (NextFrame) action()   {}

func (a ShowMeasure) on(s State) State {
	list := toggled(s.Charts.Shown(), a.Measure)
	if len(list) > 0 && slices.Contains(Measures(), a.Measure) {
		slices.SortFunc(list, func(a, b Measure) int {
			return cmp.Compare(slices.Index(Measures(), a), slices.Index(Measures(), b))
		})
		s.Charts.Measures = list
	}
	return s
}

func (a DrawSpread) on(s State) State {
	if slices.Contains(Spreads(), a.Spread) {
		s.Charts.Spread = a.Spread
	}
	return s
}

func (a SpreadOver) on(s State) State { s.Charts.OverSeeds = a.Seeds; return s }
func (a SpreadOf) on(s State) State   { s.Charts.AllSpread = a.All; return s }

func (a Smooth) on(s State) State {
	if slices.Contains(Smoothings(), a.Smoothing) {
		s.Charts.Smoothing = a.Smoothing
	}
	return s
}

func (a TurnAxis) on(s State) State {
	if a.Measure.HasScales() {
		s.Charts.Turned = toggled(s.Charts.Turned, a.Measure)
	}
	return s
}

func (TurnEpochs) on(s State) State { s.Charts.LogEpochs = !s.Charts.LogEpochs; return s }

func (a HideGroup) on(s State) State {
	if len(s.Group(a.Group).Runs) > 0 {
		s.Charts.Hidden = toggled(s.Charts.Hidden, a.Group)
	}
	return s
}

func (a LightUp) on(s State) State { s.Charts.Lit = a.Group; return s }

func (a Grip) on(s State) State {
	s.Charts.Grip = max(a.Epoch, 1)
	s.Charts.Pulled = s.Charts.Grip
	return s
}

func (a Pull) on(s State) State {
	if s.Charts.Grip > 0 {
		s.Charts.Pulled = max(a.Epoch, 1)
	}
	return s
}

func (LetGo) on(s State) State {
	from, to := min(s.Charts.Grip, s.Charts.Pulled), max(s.Charts.Grip, s.Charts.Pulled)
	if from < to {
		s = zoom(s, from, to)
	}
	return LeaveBe{}.on(s)
}

func (LeaveBe) on(s State) State {
	s.Charts.Grip, s.Charts.Pulled = 0, 0
	return s
}

func (ZoomIn) on(s State) State {
	return rescale(s, func(distance int) int { return distance / 2 })
}

// One epoch more undoes what ZoomIn rounded away.
func (ZoomOut) on(s State) State {
	return rescale(s, func(distance int) int { return 2*distance + 1 })
}

func (NextFrame) on(s State) State { return s }

func (WholeRun) on(s State) State {
	s.Charts.From, s.Charts.To = 0, 0
	return s
}

// rescale moves the ends of the stretch to other distances from the epoch
// pointed at, or else from its middle.
func rescale(s State, distance func(int) int) State {
	from, to := 1, s.LongestRun()
	if s.Charts.Zoomed() {
		from, to = s.Charts.From, s.Charts.To
	}
	about := s.Cursor
	if about < from || about > to {
		about = (from + to) / 2
	}
	return zoom(s, about-distance(about-from), about+distance(to-about))
}

// zoom shows the epochs from one to another, all if these are the whole run. A
// stretch is of at least two epochs.
func zoom(s State, from, to int) State {
	last := s.LongestRun()
	from, to = max(from, 1), min(to, last)
	if to-from < 1 {
		to = min(from+1, last)
		from = to - 1
	}
	if from <= 1 && to >= last {
		return WholeRun{}.on(s)
	}
	s.Charts.From, s.Charts.To = from, to
	return s
}

// toggled returns a list without an element, or with it at its end. The list
// itself is left alone.
func toggled[T comparable](list []T, e T) []T {
	if i := slices.Index(list, e); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clip(list), e)
}
