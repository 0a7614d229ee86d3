package store

import (
	"slices"

	"atelier/core/nn"
	"atelier/core/train"
	"atelier/wasm/wire"
)

// State is all that the page knows. It is a value: Reduce makes a new one and
// never changes what an old one points to, so that two states can be compared
// part by part by their pointers.
type State struct {
	View     View
	Place    Place  // of the laboratory, as far as it is known
	Draft    *Draft // the recipe in the panel
	Replaced *Draft // what Draft took the place of as a whole, until it is changed; nil if there is nothing
	Design   Design // how the panel shows it
	Data     Data
	Workers  int    // how many can work at once, 1 to MaxWorkers
	Cores    int    // by how many workers together a new run is to be trained: one of CoreChoices
	Runs     []*Run // oldest first
	Deleted  []*Run // what Restore would bring back, of one group
	Selected string // ID of the group whose details are shown; "" if there is none
	Baseline string // ID of the group that others are compared with; "" is the default recipe
	Ended    string // ID of the run that was over last; "" if none was
	Cursor   int    // the epoch pointed at in the charts; 0 if none
	Theme    Theme
	Sizes    Sizes
	Charts   Charts
	SIMD     bool   // whether the worker's program is the one with SIMD
	Update   Update // a newer version of the page
	Fault    string // what went wrong in the page's own program; "" if nothing
	Table    Table
	Rates    map[string]string // the learning rates that people have typed, by runs' IDs

	// The view of the garments.
	Drawing  Drawing
	Trial    *Trial   // nil before an image is tried, and when none is there any more
	Garments *Browsed // nil before any is asked for

	Links   Links   // what links brought, and were made
	Exports Exports // files that were asked for
	Session string  // tells this page from all others that there are or were; "" in tests
	Storage Storage

	Looked    *Looked // nil before anything was
	Gradients bool    // the histograms there are of the gradients

	// The view of the report.
	Study    Study
	Findings *Findings // of the study, up to date while they are shown; nil before

	looking string   // ID of the run that was asked to be looked at last
	started int      // how many runs there ever were
	waiting []string // the IDs of the queued runs, the next first
}

// View is a part of the page that is shown at a time.
type View string

// The views.
const (
	Laboratory View = "" // recipe, curves and runs
	Inside     View = "inside"
	Garments   View = "garments" // the data set, and drawing
	Report     View = "report"   // its experiments run again, and its claims judged
)

// Views returns all views, in the order of the page's head.
func Views() []View { return []View{Laboratory, Inside, Garments, Report} }

// Show asks for another view.
type Show struct{ View View }

func (Show) action() {}

func (a Show) on(s State) State {
	if slices.Contains(Views(), a.View) {
		s.View = a.View
	}
	return s
}

// MaxWorkers bounds State.Workers: more runs at once than people can follow
// only cost memory.
const MaxWorkers = 8

// Workers returns how many runs are trained at once on so many cores; 0 cores
// are not known.
func Workers(cores int) int { return min(max(cores, 1), MaxWorkers) }

// Initial returns the state of a page just opened, with one worker.
func Initial() State {
	return State{Draft: NewDraft(train.Default()), Theme: Auto, Workers: 1, Cores: 1, Drawing: newDrawing(), Study: newStudy()}
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

// Active returns the runs that occupy a worker, oldest first.
func (s State) Active() []*Run {
	return s.only(func(r *Run) bool { return r.Phase.Active() })
}

// Queue returns the runs that wait for a worker, the next first.
func (s State) Queue() []*Run {
	queued := make(map[string]*Run, len(s.waiting))
	for _, r := range s.Runs {
		if r.Phase == Queued {
			queued[r.ID] = r
		}
	}
	list := make([]*Run, len(s.waiting))
	for i, id := range s.waiting {
		list[i] = queued[id]
	}
	return list
}

// Troubles returns the runs whose failure or divergence people should be told
// of, oldest first.
func (s State) Troubles() []*Run {
	return s.only(func(r *Run) bool { return r.Trouble })
}

func (s State) only(wanted func(*Run) bool) []*Run {
	var list []*Run
	for _, r := range s.Runs {
		if wanted(r) {
			list = append(list, r)
		}
	}
	return list
}

// Full reports whether too few workers are free for a new run, so that it must
// wait.
func (s State) Full() bool { return !s.room(s.cores()) }

// room reports whether so many workers are free.
func (s State) room(wanted int) bool {
	occupied := 0
	for _, r := range s.Active() {
		occupied += r.Cores
	}
	return occupied+wanted <= s.Workers
}

// CoreChoices returns by how many workers together a run can be trained.
func (s State) CoreChoices() []int {
	var choices []int
	for n := 1; n <= nn.TeamSize(s.Workers); n *= 2 {
		choices = append(choices, n)
	}
	return choices
}

// cores returns by how many workers a new run is trained.
func (s State) cores() int { return min(max(s.Cores, 1), nn.TeamSize(s.Workers)) }

// InSlot returns the active run of a slot, nil if it is free.
func (s State) InSlot(slot int) *Run {
	for _, r := range s.Runs {
		if r.Phase.Active() && r.Slot == slot {
			return r
		}
	}
	return nil
}

// Share returns how much of the runs that are active or queued is done, 0 to
// 1, each counted by its epochs and images.
func (s State) Share() float64 {
	done, all := 0.0, 0.0
	for _, r := range s.Runs {
		if r.Phase.Over() {
			continue
		}
		work := float64(r.Recipe.Epochs) * float64(r.Recipe.TrainingImages)
		all += work
		done += work * min(r.EpochsDone()/float64(r.Recipe.Epochs), 1)
	}
	if all == 0 {
		return 0
	}
	return done / all
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

// CanTrain reports whether Train would start a run, or queue it.
func (s State) CanTrain() bool { return s.Draft.Errors == nil }

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
	Page                                 int // width of the window
	Accuracy, Loss, ValidationLoss, Rate int // widths of the charts; 0 of those not shown
}

// Of returns the width of a measure's chart.
func (s Sizes) Of(m Measure) int {
	switch m {
	case TrainingLoss:
		return s.Loss
	case ValidationLoss:
		return s.ValidationLoss
	case Rate:
		return s.Rate
	}
	return s.Accuracy
}
