package store

import "atelier/wasm/wire"

// Action is something that happened: somebody did something in the page, or
// a worker reported.
type Action interface{ action() }

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
	// Train asks for the recipe in the panel to be trained, as soon as a
	// worker is free.
	Train struct{}
	// TrainAgain asks for the recipe of an earlier run to be trained.
	TrainAgain struct{ Run string }
	// Pause asks an active run to pause.
	Pause struct{ Run string }
	// Resume asks a paused run to go on.
	Resume struct{ Run string }
	// Stop asks an active run to end. One that is queued is deleted.
	Stop struct{ Run string }
	// CoresChosen sets by how many workers together new runs are trained.
	CoresChosen struct{ Cores int }
	// Select asks for the details of a run.
	Select struct{ Run string }
	// Delete asks for a run that is over to be forgotten.
	Delete struct{ Run string }
	// Restore brings the run deleted last back.
	Restore struct{}
)

// What people do to the rest of the page.
type (
	// LoadData asks for the data, again if it failed before.
	LoadData struct{}
	// PointAt sets the epoch that the charts' readouts show; 0 is none.
	PointAt struct{ Epoch int }
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
func (Stop) action()         {}
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
