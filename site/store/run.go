package store

import (
	"slices"

	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// Run is one training of one recipe, under way or over.
type Run struct {
	ID      string
	Group   string // ID of the first of the runs that repeat its recipe under other seeds; see Group
	Repeats int    // how many these are
	Recipe  train.Recipe
	Style   int // 1 to Styles: its group's colour and dash, for life
	Phase   RunPhase
	Cores   int  // by how many workers together it is trained: 1, 2, 4 or 8
	Slot    int  // while active: its place among the active, 0 to State.Workers-1, from start to end
	SIMD    bool // trained by the program with SIMD

	// From the event that it started.
	Data             experiment.Data // the set; the zero value if that is not known
	Parameters       int
	TrainingImages   int // after the split
	ValidationImages int

	// How far it is.
	Epoch, Batch, Batches int         // epoch from 1; batches trained of it
	Doing                 train.Phase // training, validating or testing
	TrainingLoss          float64     // mean over the epoch so far
	LearningRate          float64     // of the last batch
	Seconds               float64     // of work, pauses left out
	Images                int         // training images seen, over all epochs

	Curve   *Curve    // never nil
	Retuned []Retuned // the changes of the learning rate by hand, in their order

	Observed []wire.Observation // of some epochs, in their order

	Kept       bool       // a snapshot of it is kept
	Imported   bool       // its parameters are from a file
	Partial    bool       // Imported: the file does not say that its run came to its end by its recipe alone
	Begin      *Begin     // whose weights it begins with; nil: initialised ones
	Checkpoint Checkpoint // where it stood then
	Deaths     int        // how many workers have died of it, or with it
	Anew       string     // why it began anew instead of going on from its snapshot; "" if it did not

	// When it is finished.
	TestAccuracy     train.Accuracy
	TestLoss         float64
	Confusion        [][]int // of the test images; see train.Event
	ParametersSHA256 string

	// When it is diverged or failed: why, and whether people should still be
	// told of it.
	Message string
	Trouble bool

	number int  // in the order of their starts, from 1
	place  int  // Queued, Interrupted: in the queue, or the former one; 0 if it was active
	revive bool // to be started once more, because its worker has died
}

// RunPhase says where a run stands.
type RunPhase int

// The phases of a run. Those from Waiting to Stopping are active, those behind
// are over.
const (
	Queued  RunPhase = iota // for a worker to be free
	Waiting                 // for the data, or for its worker to begin
	Training
	Paused
	Stopping // told to stop, not yet confirmed
	Finished
	Stopped
	Diverged
	Failed
	Interrupted // with the page that trained it, or before it began
)

// Active reports whether a run in this phase occupies its worker.
func (p RunPhase) Active() bool { return Waiting <= p && p <= Stopping }

// Over reports whether a run in this phase has ended, one way or another.
func (p RunPhase) Over() bool { return p > Stopping }

// Curve is what a run measured, epoch by epoch. It is never changed: a new
// epoch makes a new Curve, so that a chart can tell by the pointer whether it
// must be drawn anew.
type Curve struct{ Points []Point } // their epochs ascend

// Point is what was measured at the end of one epoch.
type Point struct {
	Epoch          int
	TrainingLoss   float64
	ValidationLoss float64
	Accuracy       train.Accuracy // validation
	LearningRate   float64        // of the epoch's last batch
}

// Retuned is a change of the learning rate by hand. Such a run is not its
// recipe's any more.
type Retuned struct {
	Epoch float64 // how many were trained by then, parts included
	Rate  float64 // from then on, before the schedule
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
	i, found := slices.BinarySearchFunc(c.Points, epoch, func(p Point, epoch int) int { return p.Epoch - epoch })
	if !found {
		return Point{}, false
	}
	return c.Points[i], true
}

// Styles is how many line styles there are to tell runs apart.
const Styles = 8

// Begun reports whether a worker has ever begun to train the run. One that has
// not can be paused all the same.
func (r *Run) Begun() bool { return r.TrainingImages > 0 }

// Tunable reports whether the run's learning rate can be changed now.
func (r *Run) Tunable() bool { return r.Begun() && (r.Phase == Training || r.Phase == Paused) }

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
func (r *Run) EpochsDone() float64 { return r.epochs(r.Images) }

// epochs returns how many epochs so many training images make.
func (r *Run) epochs(images int) float64 {
	if r.TrainingImages == 0 {
		return 0
	}
	return float64(images) / float64(r.TrainingImages)
}

// RateError says what is wrong with a learning rate for the run, "" if nothing
// is.
func (r *Run) RateError(rate float64) string {
	c := r.Recipe.Optimizer
	c.LearningRate = rate
	for _, p := range c.Validate() {
		if p.Field == "learning_rate" {
			return p.Message
		}
	}
	return ""
}
