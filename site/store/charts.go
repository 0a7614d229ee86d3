package store

import "slices"

// Charts is how the curves are shown. The zero value is that of a page just
// opened. It is never changed; actions make new ones.
type Charts struct {
	Measures  []Measure // those shown, in the order of Measures; empty: accuracy and training loss
	Spread    Spread
	OverSeeds bool // deviations are over a group's seeds, not over batches
	AllSpread bool // all groups show them, not only those compared
	Smoothing Smoothing
	LogEpochs bool      // the epochs are on a logarithmic axis
	Turned    []Measure // those whose axis is not as it is by default; see Logarithmic

	From, To     int      // the stretch of epochs shown; both 0: all
	Grip, Pulled int      // while a stretch is chosen with the pointer: from where to where; else 0
	Hidden       []string // IDs of the groups without a line
	Lit          string   // ID of the group whose line stands out; "" if none does
	Near         string   // ID of the group whose line is pointed at; "" if none is
}

// Measure is what a chart shows of every epoch.
type Measure string

// The measures.
const (
	Accuracy       Measure = "accuracy" // of the validation images
	TrainingLoss   Measure = "loss"
	ValidationLoss Measure = "validation-loss"
	Rate           Measure = "learning-rate"
)

// Measures returns all measures, in the order of the charts.
func Measures() []Measure { return []Measure{Accuracy, TrainingLoss, ValidationLoss, Rate} }

// Spread is how deviations are drawn.
type Spread string

// The spreads.
const (
	Bars     Spread = ""
	Bands    Spread = "bands"
	NoSpread Spread = "none"
)

// Spreads returns all spreads.
func Spreads() []Spread { return []Spread{Bars, Bands, NoSpread} }

// Smoothing is how much the lines are smoothed.
type Smoothing string

// The smoothings.
const (
	NoSmoothing     Smoothing = ""
	LightSmoothing  Smoothing = "light"
	StrongSmoothing Smoothing = "strong"
)

// Smoothings returns all smoothings.
func Smoothings() []Smoothing { return []Smoothing{NoSmoothing, LightSmoothing, StrongSmoothing} }

// Weight returns the weight of the past, as plot.Smooth has it.
func (s Smoothing) Weight() float64 {
	switch s {
	case LightSmoothing:
		return 0.6
	case StrongSmoothing:
		return 0.9
	}
	return 0
}

// Shows reports whether a measure has a chart.
func (c Charts) Shows(m Measure) bool {
	if len(c.Measures) == 0 {
		return m == Accuracy || m == TrainingLoss
	}
	return slices.Contains(c.Measures, m)
}

// Shown returns the measures that have a chart.
func (c Charts) Shown() []Measure {
	return slices.DeleteFunc(Measures(), func(m Measure) bool { return !c.Shows(m) })
}

// Logarithmic reports whether a measure's axis is logarithmic. By default those
// of the losses are.
func (c Charts) Logarithmic(m Measure) bool {
	return (m == TrainingLoss || m == ValidationLoss) != slices.Contains(c.Turned, m)
}

// HasScales reports whether a measure can have a logarithmic axis. Per cents
// have none.
func (m Measure) HasScales() bool { return m != Accuracy }

// Hides reports whether a group has no line.
func (c Charts) Hides(group string) bool { return slices.Contains(c.Hidden, group) }

// Zoomed reports whether only a stretch of the epochs is shown.
func (c Charts) Zoomed() bool { return c.To > 0 }

// Equal reports whether everything is shown in the same way.
func (c Charts) Equal(other Charts) bool {
	return c.SameDrawing(other) && c.Grip == other.Grip && c.Pulled == other.Pulled && c.Lit == other.Lit && c.Near == other.Near
}

// SameDrawing is Equal but for what follows the pointer.
func (c Charts) SameDrawing(other Charts) bool {
	return slices.Equal(c.Measures, other.Measures) && slices.Equal(c.Turned, other.Turned) && slices.Equal(c.Hidden, other.Hidden) &&
		c.Spread == other.Spread && c.OverSeeds == other.OverSeeds && c.AllSpread == other.AllSpread &&
		c.Smoothing == other.Smoothing && c.LogEpochs == other.LogEpochs && c.From == other.From && c.To == other.To
}

// Stretch returns the stretch of epochs to show; both 0: all. What was chosen
// while there were longer runs is none any more.
func (s State) Stretch() (from, to int) {
	if s.Charts.From >= s.LongestRun() {
		return 0, 0
	}
	return s.Charts.From, s.Charts.To
}

// LongestRun returns the last epoch that any run in view is to reach: the end of
// the charts' axis. Without runs it is that of the recipe in the panel.
func (s State) LongestRun() int {
	longest := 0
	for _, g := range s.InView() {
		for _, r := range g.Runs {
			if r.Phase != Queued {
				longest = max(longest, r.Recipe.Epochs)
			}
		}
	}
	if longest == 0 {
		return s.Draft.Recipe.Epochs
	}
	return longest
}
