package text

import (
	"fmt"

	"atelier/core/train"
)

// What the live region says of runs as they go.

// Began says that a run has begun.
func Began(run string, epochs int) string {
	return fmt.Sprintf("%s: training for %s.", run, plural(epochs, "epoch", "epochs"))
}

// EpochDone says what an epoch has brought.
func EpochDone(run string, epoch, epochs int, validation train.Accuracy) string {
	return fmt.Sprintf("%s: epoch %d of %d, validation accuracy %s per cent.", run, epoch, epochs, Percent(validation.Mean))
}

// RunPaused says that a run is paused.
func RunPaused(run string, epoch int) string {
	return fmt.Sprintf("%s paused in epoch %d.", run, epoch)
}

// RunStopped says that a run was stopped.
func RunStopped(run string, epoch int) string {
	return fmt.Sprintf("%s stopped in epoch %d.", run, epoch)
}

// RunFinished says what the run has come to.
func RunFinished(run string, test train.Accuracy) string {
	return fmt.Sprintf("%s finished: test accuracy %s per cent, plus or minus %s.", run, Percent(test.Mean), Percent(test.Deviation))
}

// AllGoing says how far several runs are, in whole per cent of their epochs.
func AllGoing(active, queued, percent int) string {
	going := fmt.Sprintf("%s training", plural(active, "run", "runs"))
	if queued > 0 {
		going += fmt.Sprintf(", %d queued", queued)
	}
	return fmt.Sprintf("%s, %d per cent done.", going, percent)
}

// TitleOfAll is the tab's title while there are several runs to wait for: "34
// % of 3 runs".
func TitleOfAll(percent, runs int) string {
	return fmt.Sprintf("%d %% of %d runs", percent, runs)
}

// Title is the tab's title while a run is under way: "31/50 Adam".
func Title(run string, epoch, epochs int) string {
	return fmt.Sprintf("%d/%d %s", epoch, epochs, run)
}

// TitleWith is the tab's title with a word on a run, or with its
// test accuracy: "Adam: 87.3 %".
func TitleWith(run, word string) string { return run + ": " + word }
