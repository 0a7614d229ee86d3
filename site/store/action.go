package store

import "atelier/wasm/wire"

// Action is something that happened: somebody did something in the page, or
// a worker reported.
type Action interface{ action() }

// change is an Action that only changes what the page shows or holds: it needs
// no worker, and says itself what it does. Those of a part of the page stand
// with what they change.
type change interface {
	Action
	on(s State) State
}

// order is an Action that says itself what it does, and what the workers must
// be told.
type order interface {
	Action
	order(s State) (State, []wire.Command)
}

// What people do to the recipe.
type (
	// Typed says that a field of the draft has another text.
	Typed struct{ Field, Text string }
	// LayerAdded asks for one more hidden layer.
	LayerAdded struct{}
	// LayerRemoved asks for a hidden layer to go; the first is 0.
	LayerRemoved struct{ Layer int }
	// LayerStepped asks for a hidden layer to become wider or narrower.
	LayerStepped struct {
		Layer int
		Wider bool
	}
	// RecipeReset asks for the baseline recipe.
	RecipeReset struct{}
)

// What people do to runs. One that makes no sense at the moment is ignored.
type (
	// Train asks for the recipe in the panel to be trained, under as many seeds
	// as it says, as soon as workers are free.
	Train struct{}
	// TrainAgain asks for the recipe of an earlier run to be trained.
	TrainAgain struct{ Run string }
	// Pause asks an active run to pause.
	Pause struct{ Run string }
	// Resume asks a paused run to go on.
	Resume struct{ Run string }
	// StepOn asks a paused run to train one batch, or to the end of the epoch,
	// and to pause again.
	StepOn struct {
		Run   string
		Epoch bool
	}
	// Retune asks for another learning rate of an active run.
	Retune struct {
		Run  string
		Rate float64
	}
	// PauseAll asks all active runs to pause, ResumeAll all paused ones to go on.
	PauseAll  struct{}
	ResumeAll struct{}
	// Stop asks an active run to end. One that is queued is deleted.
	Stop struct{ Run string }
	// Requeue moves a queued run, with those of its group that stand beside it,
	// to a place among the queue's entries; the next to start is 0.
	Requeue struct {
		Run   string
		Place int
	}
	// CoresChosen sets by how many workers together new runs are trained.
	CoresChosen struct{ Cores int }
	// Select asks for the details of a group.
	Select struct{ Group string }
	// Delete asks for a group to be forgotten, but for runs that are active.
	Delete struct{ Group string }
	// Restore brings what was deleted last back.
	Restore struct{}
)

// What people do to the rest of the page.
type (
	// LoadData asks for the data, again if it failed before.
	LoadData struct{}
	// PointAt sets the epoch that the charts' readouts show; 0 is none. Near is
	// the ID of the group whose line the pointer is at; "" is none.
	PointAt struct {
		Epoch int
		Near  string
	}
	// PointBy moves that epoch; from none to the last one.
	PointBy struct{ Epochs int }
	// NextTheme asks for the theme after the present one.
	NextTheme struct{}
)

// What happens by itself.
type (
	// Reported carries what a worker said.
	Reported struct{ Report wire.Report }
	// Measured says how large things are on the screen.
	Measured struct{ Sizes Sizes }
)

func (Typed) action()        {}
func (LayerAdded) action()   {}
func (LayerRemoved) action() {}
func (LayerStepped) action() {}
func (RecipeReset) action()  {}
func (Train) action()        {}
func (TrainAgain) action()   {}
func (Pause) action()        {}
func (Resume) action()       {}
func (StepOn) action()       {}
func (Retune) action()       {}
func (PauseAll) action()     {}
func (ResumeAll) action()    {}
func (Stop) action()         {}
func (Requeue) action()      {}
func (CoresChosen) action()  {}
func (Select) action()       {}
func (Delete) action()       {}
func (Restore) action()      {}
func (LoadData) action()     {}
func (PointAt) action()      {}
func (PointBy) action()      {}
func (NextTheme) action()    {}
func (Reported) action()     {}
func (Measured) action()     {}
