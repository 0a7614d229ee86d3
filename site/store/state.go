package store

import (
	"slices"

	"atelier/core/train"
	"atelier/wasm/wire"
)

// State is all that the page knows. It is a value: Reduce makes a new one and
// never changes what an old one points to, so that two states can be compared
// part by part by their pointers.
type State struct {
	Draft    *Draft // the recipe in the panel
	Data     Data
	Runs     []*Run // oldest first; at most the last one is active
	Deleted  *Run   // what Restored would bring back; nil if nothing
	Selected string // ID of the run whose details are shown; "" if there is none
	Cursor   int    // the epoch pointed at in the charts; 0 if none
	Theme    Theme
	Sizes    Sizes
	SIMD     bool   // whether the worker's program is the one with SIMD
	Fault    string // what went wrong in the page's own program; "" if nothing

	started int // how many runs there ever were
}

// Initial returns the state of a page just opened.
func Initial() State {
	return State{Draft: NewDraft(train.Default()), Theme: Auto}
}

// Data is the data set as far as the page knows of it.
type Data struct {
	Phase   DataPhase
	Loading wire.Loading // Fetching, DataFailed
	Set     *wire.Data   // Loaded
	Message string       // DataFailed: what went wrong
}

// DataPhase says where the fetching of the data stands.
type DataPhase int

// The phases of the data.
const (
	Unknown DataPhase = iota // nobody has asked for it
	Fetching
	Loaded
	DataFailed
)

// Run is one training of one recipe, under way or over.
type Run struct {
	ID     string
	Recipe train.Recipe
	Style  int // 1 to Styles: its colour and dash, for life
	Phase  RunPhase
	SIMD   bool // trained by the program with SIMD

	// From the event that it started.
	Parameters       int
	TrainingImages   int // after the split
	ValidationImages int

	// How far it is.
	Epoch, Batch, Batches int         // epoch from 1; batches trained of it
	Doing                 train.Phase // training, validating or testing
	TrainingLoss          float64     // mean over the epoch so far
	Seconds               float64     // of work, pauses left out
	Images                int         // training images seen, over all epochs

	Curve *Curve // never nil

	// When it is finished.
	TestAccuracy     train.Accuracy
	TestLoss         float64
	ParametersSHA256 string

	// When it is diverged or failed: why.
	Message string

	number int // in the order of their starts, from 1
}

// RunPhase says where a run stands.
type RunPhase int

// The phases of a run. Those up to Stopping are active.
const (
	Waiting RunPhase = iota // for the data, or for the worker to begin
	Training
	Paused
	Stopping // told to stop, not yet confirmed
	Finished
	Stopped
	Diverged
	Failed
)

// Active reports whether a run in this phase occupies its worker.
func (p RunPhase) Active() bool { return p <= Stopping }

// Curve is what a run measured, epoch by epoch. It is never changed: a new
// epoch makes a new Curve, so that a chart can tell by the pointer whether it
// must be drawn anew.
type Curve struct{ Points []Point }

// Point is what was measured at the end of one epoch.
type Point struct {
	Epoch          int
	TrainingLoss   float64
	ValidationLoss float64
	Accuracy       train.Accuracy // validation
}

// With returns the curve with one more point.
func (c *Curve) With(p Point) *Curve {
	return &Curve{append(slices.Clip(c.Points), p)}
}

// Last returns the newest point, and false if there is none.
func (c *Curve) Last() (Point, bool) {
	if len(c.Points) == 0 {
		return Point{}, false
	}
	return c.Points[len(c.Points)-1], true
}

// At returns the point of an epoch, and false if there is none.
func (c *Curve) At(epoch int) (Point, bool) {
	i := slices.IndexFunc(c.Points, func(p Point) bool { return p.Epoch == epoch })
	if i < 0 {
		return Point{}, false
	}
	return c.Points[i], true
}

// Styles is how many line styles there are to tell runs apart.
const Styles = 8

// Speed returns the images a second over the whole run, evaluation counted
// in; 0 before it can be told.
func (r *Run) Speed() float64 {
	if r.Seconds <= 0 {
		return 0
	}
	return float64(r.Images) / r.Seconds
}

// SecondsLeft estimates the work that is left from the work done so far; ok
// is false in the first second, when the estimate would jump about.
func (r *Run) SecondsLeft() (seconds float64, ok bool) {
	speed := r.Speed()
	if speed == 0 || r.Seconds < 1 {
		return 0, false
	}
	all := r.TrainingImages * r.Recipe.Epochs
	return float64(all-r.Images) / speed, true
}

// EpochsDone returns how many epochs are trained, parts included.
func (r *Run) EpochsDone() float64 {
	if r.TrainingImages == 0 {
		return 0
	}
	return float64(r.Images) / float64(r.TrainingImages)
}

// Active returns the run that occupies the worker, nil if there is none.
func (s State) Active() *Run {
	if r := s.Newest(); r != nil && r.Phase.Active() {
		return r
	}
	return nil
}

// Newest returns the run started last, nil if there is none.
func (s State) Newest() *Run {
	if len(s.Runs) == 0 {
		return nil
	}
	return s.Runs[len(s.Runs)-1]
}

// Run returns the run of that ID, nil if there is none.
func (s State) Run(id string) *Run {
	i := slices.IndexFunc(s.Runs, func(r *Run) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return s.Runs[i]
}

// CanTrain reports whether Train would start a run.
func (s State) CanTrain() bool { return s.Active() == nil && s.Draft.Errors == nil }

// LastEpoch returns the greatest epoch that any run has measured.
func (s State) LastEpoch() int {
	last := 0
	for _, r := range s.Runs {
		if p, ok := r.Curve.Last(); ok {
			last = max(last, p.Epoch)
		}
	}
	return last
}

// Theme is how the page chooses between light and dark.
type Theme string

// The themes, in the order in which the button goes through them.
const (
	Auto  Theme = "auto" // as the system has it
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Next returns the theme that follows.
func (t Theme) Next() Theme {
	switch t {
	case Auto:
		return Light
	case Light:
		return Dark
	}
	return Auto
}

// Sizes is what the page measured of itself, in CSS pixels.
type Sizes struct {
	Page           int // width of the window
	Accuracy, Loss int // widths of the two charts
}
