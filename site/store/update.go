package store

// Update says how far the page is with a newer version of itself. It goes on as
// it is until somebody says otherwise: a version must not change under a run.
type Update string

// The steps to a newer version.
const (
	NoUpdate     Update = ""       // this is the newest that is known
	UpdateReady  Update = "ready"  // it is kept whole on this machine, and waits
	UpdateHeld   Update = "held"   // it was wanted, but another tab needs this version
	UpdateWanted Update = "wanted" // the page is about to load anew
)

// What happens to the page's version.
type (
	// UpdateFound says that a newer version is ready.
	UpdateFound struct{}
	// UpdateRefused says that another tab still needs this version.
	UpdateRefused struct{}
	// UseUpdate asks for the newer version. While anything trains or waits to,
	// it is ignored.
	UseUpdate struct{}
)

func (UpdateFound) action()   {}
func (UpdateRefused) action() {}
func (UseUpdate) action()     {}

func (UpdateFound) on(s State) State {
	if s.Update == NoUpdate {
		s.Update = UpdateReady
	}
	return s
}

func (UpdateRefused) on(s State) State {
	if s.Update == UpdateWanted {
		s.Update = UpdateHeld
	}
	return s
}

func (UseUpdate) on(s State) State {
	if (s.Update == UpdateReady || s.Update == UpdateHeld) && !s.Busy() {
		s.Update = UpdateWanted
	}
	return s
}

// Busy reports whether any run is not over.
func (s State) Busy() bool {
	return len(s.only(func(r *Run) bool { return !r.Phase.Over() })) > 0
}
