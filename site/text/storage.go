package text

import (
	"fmt"
	"strings"
)

// What is kept beyond the page's life.
const (
	KeptLabel     = "Kept in this browser"
	KeptOpening   = "Looking for what is kept in this browser."
	ExportRuns    = "Export all runs"
	ImportRuns    = "Import runs"
	Persist       = "Ask the browser to keep runs"
	ClearRuns     = "Clear"
	ClearYes      = "Remove them"
	ClearNo       = "Keep them"
	GoOn          = "Go on"
	LeaveThem     = "Leave them"
	Promised      = "The browser has promised not to clear them by itself."
	NotPromised   = "The browser has not promised to keep them: it may clear them when the disk is nearly full. Export the runs that matter."
	InterruptWord = "interrupted"
)

// InterruptedTitle and InterruptedHint offer to go on with runs.
func InterruptedTitle(runs int) string {
	return plural(runs, "run was interrupted", "runs were interrupted")
}

// InterruptedHint says what going on means.
const InterruptedHint = "They had not finished when their page was closed, or when their file was written. They can go on where they were kept last, and end as if never interrupted."

// Kept says how many runs are kept, and how much of its room the site takes.
func Kept(runs int, used, quota float64) string {
	kept := plural(runs, "run is", "runs are") + " kept in this browser"
	if runs == 0 {
		kept = "Every run will be kept in this browser"
	}
	if quota > 0 {
		kept += fmt.Sprintf("; the page takes %s of the %s that it may", Bytes(used), Bytes(quota))
	}
	return kept + "."
}

// Bytes writes an amount of memory: 24 MB, 1.2 GB.
func Bytes(n float64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", n/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.0f MB", n/1e6)
	}
	return fmt.Sprintf("%.0f kB", n/1e3)
}

// ClearQuestion asks whether all runs that are over should go, the interrupted
// ones among them, and those that could not be read. Others stay.
func ClearQuestion(runs, interrupted, unread, others int) string {
	var parts []string
	switch {
	case runs > 0 && runs == interrupted:
		parts = append(parts, plural(runs, "interrupted run", "interrupted runs"))
	case runs > 0 && interrupted > 0:
		parts = append(parts, fmt.Sprintf("%s, %d of them interrupted,", plural(runs, "run", "runs"), interrupted))
	case runs > 0:
		parts = append(parts, plural(runs, "run", "runs"))
	}
	if unread > 0 {
		parts = append(parts, plural(unread, "run that could not be read", "runs that could not be read"))
	}
	question := fmt.Sprintf("Remove %s from this browser? There is no way back.", strings.Join(parts, " and "))
	if others > 0 {
		question += " " + plural(others, "run that is not over yet stays.", "runs that are not over yet stay.")
	}
	return question
}

// Elsewhere says that another page trains runs.
func Elsewhere(runs int) string {
	return plural(runs, "run is", "runs are") + " being trained in another tab. What is finished there shows here, and what is not once that tab is closed."
}

// Skipped says that records could not be read.
func Skipped(n int, why string) string {
	return plural(n, "kept run", "kept runs") + " could not be read and " + were(n) + " left alone. " + Reason(why)
}

func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// Exported says how many runs were exported, and into how many files if they are
// several.
func Exported(runs, files int) string {
	words := plural(runs, "run", "runs") + " exported"
	if files > 1 {
		words += fmt.Sprintf(", in %d files", files)
	}
	return words + "."
}

// Imported says how many runs were taken from a file, and how many were here
// already.
func Imported(runs, already int) string {
	switch {
	case runs == 0 && already == 1:
		return "The run is here already."
	case runs == 0 && already > 1:
		return fmt.Sprintf("All %d runs are here already.", already)
	}
	words := plural(runs, "run", "runs") + " imported."
	if already > 0 {
		words += fmt.Sprintf(" %s here already.", plural(already, "was", "were"))
	}
	return words
}

// ImportBroken says that a file was not taken to its end.
func ImportBroken(runs int, why string) string {
	return plural(runs, "run", "runs") + " imported, and no more. " + Reason(why)
}

// ImportRefused says that a file was not taken.
func ImportRefused(why string) string { return "Nothing was imported. " + Reason(why) }

// The notice that runs are not kept, by why.
const NotKeptTitle = "Runs are not kept"

// NotKept says why runs are not kept, and what to do.
func NotKept(standing string) string {
	switch standing {
	case "full":
		return "The browser has no more room for this page. What was kept so far is safe, and everything goes on in memory. Delete runs, or export them and clear."
	case "newer":
		return "A newer version of this page has kept runs here. Reload to get it. Until then everything goes on in memory."
	case "blocked":
		return "Another tab has an older version of this page open. Close it and reload this one. Until then everything goes on in memory."
	case "lost":
		return "The browser has closed the storage. Reload the page to keep runs again. Until then everything goes on in memory."
	}
	return "This browser does not let the page keep anything, as in a private window. Everything works, but is gone when the page is closed. Export the runs that matter."
}

// Died says that a run failed because so many workers, two or more, have died
// of it.
func Died(workers int) string {
	return fmt.Sprintf("%d workers have died while training it. ", workers)
}
