package text

import "fmt"

// The table of runs.
const (
	CompareColumn    = "compare"
	RunColumn        = "name, what differs"
	ParametersColumn = "parameters"
	TimeColumn       = "time"
	BestColumn       = "best"
	LastColumn       = "last"
	TestColumn       = "test"
	Baseline         = "baseline"
	TableNote        = "Best and last: validation accuracy. Test: ± the deviation over batches, or over seeds where there are several; then all are means. In per cent. Time: of all seeds together."
	ShowAllRuns      = "Show all"
	ShowNewest       = "Show the newest only"
	NoRuns           = "No runs yet. Every run stays here, with its curve in the charts above, until it is deleted."
	RateTouched      = "rate changed by hand"
	WaitingWord      = "waiting"
)

// The menu of a row.
const (
	RenameItem = "Rename"
	CopyItem   = "Duplicate"
	PinItem    = "Pin as baseline"
	UnpinItem  = "Unpin as baseline"
	InsideItem = "Look inside"
	AgainItem  = "Train again"
	TakeName   = "Rename"
	LeaveName  = "Cancel"
)

// MenuLabel, CompareLabel, DetailsLabel and RenameLabel say which run a control
// is for.
func MenuLabel(run string) string    { return "More for " + run }
func CompareLabel(run string) string { return "Compare " + run }
func DetailsLabel(run string) string { return "Details of " + run }
func RenameLabel(run string) string  { return "New name of " + run }

// NameMessage says what is wrong with a name.
func NameMessage(message string) string {
	if message == "" {
		return ""
	}
	return "The name " + message + "."
}

// AcrossSeeds and AcrossBatches say to those who do not see the note what a
// deviation is over.
func AcrossSeeds(n int) string { return fmt.Sprintf("over %d seeds", n) }

// AcrossBatches is the same for a single seed.
const AcrossBatches = "over batches"

// SeedsDone says how many of a group's runs are over: 1 of 3 seeds done.
func SeedsDone(done, all int) string { return fmt.Sprintf("%d of %d seeds done", done, all) }

// SeedsFinished says of how many of a group's runs a result is.
func SeedsFinished(finished, all int) string { return fmt.Sprintf("%d of %d seeds", finished, all) }

// RunsShown says how many of the runs the table and the charts show.
func RunsShown(shown, all int) string {
	if shown == all {
		return fmt.Sprintf("All %s runs are shown.", Count(all))
	}
	return fmt.Sprintf("%s of %s runs are shown, here and in the charts: the newest, and those that are ticked.", Count(shown), Count(all))
}

// Deleted says that a run is gone.
func Deleted(run string) string { return run + " deleted." }

// Unqueued says that a run is gone before it began.
func Unqueued(run string) string { return run + " removed from the queue." }
