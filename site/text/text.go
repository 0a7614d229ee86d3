// Package text holds every word that the page shows, so that a translation is
// a change to this package alone.
//
// The voice: short, plain, precise. Say what happened, with the number and its
// ±, then what to do. No exclamation marks, no praise, no jargon that a
// textbook does not use.
package text

// The page's head and landmarks.
const (
	Atelier       = "Atelier"
	SkipToContent = "Skip to the content"
	RecipeLabel   = "Recipe"
	StartLabel    = "Start"
	CurvesLabel   = "Curves"
	RunsLabel     = "Runs"
	StatusLabel   = "Status"
	ViewsLabel    = "Views"
)

// View names a view of the page.
func View(view string) string {
	switch view {
	case "inside":
		return "Inside"
	case "garments":
		return "Garments"
	case "report":
		return ReportTitle
	}
	return "Laboratory"
}

// The first visit. The headline and the lede stand in index.html too.
const (
	Headline   = "Tailor a network, train it here, and see which choices tell."
	Lede       = "Atelier teaches small neural networks to tell ten kinds of garment apart, in this tab, on your own machine. It draws each one’s progress with error bars, so that you can see what made the difference and what was only chance."
	TrainFirst = "Train a first network"
)

// The buttons.
const (
	Train          = "Train"
	Pause          = "Pause"
	Resume         = "Resume"
	Stop           = "Stop"
	StartsLater    = "Starts when a worker is free."
	Starting       = "Starting"
	WaitingForData = "Waiting for the data"
	Stopping       = "Stopping"
	TryAgain       = "Try again"
	Reload         = "Reload the page"
	AddLayer       = "Add a layer"
	RemoveLayer    = "×"
	Reset          = "Back to baseline"
	Delete         = "Delete"
	Undo           = "Undo"
	UndoFillLabel  = "Undo: bring back the recipe that was here before"
)

// Theme names the present theme on the button that changes it.
func Theme(theme string) string { return "Theme: " + theme }

// ThemeHint is what the theme button's explanation says.
const ThemeHint = "Switches between the system’s colours, light and dark"
