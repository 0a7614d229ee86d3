package text

// What the page says when there is a newer version of it.
const (
	UpdateHere    = "A new version is here."
	UpdateLater   = "It can be used once the trainings are over."
	UpdateNow     = "Using it loads this page anew; your runs are kept."
	UpdateHeld    = "Another tab still needs the old one: close it first."
	UpdateLoading = "It is being loaded."
	UseUpdate     = "Use it"
)
