package text

import (
	"fmt"

	"atelier/core/train"
)

// What the live region says of a run as it goes.

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

// Title is the tab's title while a run is under way: "31/50 Adam".
func Title(run string, epoch, epochs int) string {
	return fmt.Sprintf("%d/%d %s", epoch, epochs, run)
}

// TitleWith is the tab's title with a word on the newest run, or with its
// test accuracy: "Adam: 87.3 %".
func TitleWith(run, word string) string { return run + ": " + word }
