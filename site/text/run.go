package text

import (
	"fmt"
	"strings"

	"atelier/core/train"
)

// What is being trained.
const (
	TrainingNow    = "Training now"
	EpochWord      = "epoch"
	BatchWord      = "batch"
	TrainingLoss   = "training loss"
	Validation     = "validation, %"
	ImagesASecond  = "images a second"
	Left           = "left"
	NoRuns         = "No runs yet. Every run stays here, with its curve in the charts above, until it is deleted."
	NoFinishedRuns = "The first run appears here when it is over."
	None           = "–" // a figure that is not known
	TestUnit       = "per cent test accuracy, ± the deviation over batches"
	Ready          = "Ready to train"
	PausedWord     = "paused"
	StoppedWord    = "stopped"
	DivergedWord   = "diverged"
	FailedWord     = "failed"
	ValidatingWord = "validating"
	TestingWord    = "testing"
)

// AtOnce says how many runs are trained at a time.
func AtOnce(workers int) string {
	if workers == 1 {
		return "one run at a time"
	}
	return fmt.Sprintf("up to %d runs at a time", workers)
}

// By how many cores a run is trained.
const (
	CoresLabel = "Cores for a run"
	CoresHint  = "Several cores train one run sooner, and come to the same result to the last bit. One core a run is best where several are trained."
)

// Cores says how many cores.
func Cores(n int) string { return plural(n, "core", "cores") }

// OnCores says behind a program on how many cores it ran, if it was not one.
func OnCores(n int) string {
	if n <= 1 {
		return ""
	}
	return ", on " + Cores(n)
}

// Working says how many runs there are to wait for.
func Working(active, queued int) string {
	if queued == 0 {
		return fmt.Sprintf("%d training", active)
	}
	return fmt.Sprintf("%d training, %d queued", active, queued)
}

// PauseLabel, ResumeLabel, StopLabel and UnqueueLabel say which run a control
// is for.
func PauseLabel(run string) string   { return "Pause " + run }
func ResumeLabel(run string) string  { return "Resume " + run }
func StopLabel(run string) string    { return "Stop " + run }
func UnqueueLabel(run string) string { return "Remove " + run + " from the queue" }

// What waits to be trained.
const (
	QueueLabel = "Queue"
	Unqueue    = "Remove"
)

// Place says where in the queue a run stands; the first is 1.
func Place(n int) string {
	if n == 1 {
		return "next"
	}
	return fmt.Sprintf("number %d", n)
}

// DockResult is the test accuracy where there is little room.
func DockResult(test train.Accuracy) string { return Accuracy(test) + " % test accuracy" }

// Of says of how many: " of 50".
func Of(n int) string { return " of " + Count(n) }

// EpochOf says which epoch of how many: epoch 3 of 50.
func EpochOf(epoch, epochs int) string { return fmt.Sprintf("epoch %d of %d", epoch, epochs) }

// StoppedIn and DivergedIn say in which epoch a run ended.
func StoppedIn(epoch int) string  { return fmt.Sprintf("stopped in epoch %d", epoch) }
func DivergedIn(epoch int) string { return fmt.Sprintf("diverged in epoch %d", epoch) }

// Tape describes the progress of a run.
func Tape(epoch, epochs int) string { return sentence(EpochOf(epoch, epochs)) }

// The table of runs.
const (
	RunColumn        = "name, what differs"
	ParametersColumn = "parameters"
	TimeColumn       = "time"
	LastColumn       = "validation"
	TestColumn       = "test"
	RunsNote         = "Accuracies in per cent. Validation: after the last epoch. Test: after the run, ± the deviation over its batches."
)

// DeleteLabel and DetailsLabel say which run a control is for.
func DeleteLabel(run string) string  { return "Delete " + run }
func DetailsLabel(run string) string { return "Details of " + run }

// Deleted says that a run is gone.
func Deleted(run string) string { return run + " deleted." }

// Unqueued says that a run is gone before it began.
func Unqueued(run string) string { return run + " removed from the queue." }

// The details of a run.
const (
	TestPending    = "The test follows after the last epoch."
	TestNever      = "Not tested, since the run did not finish."
	TimeSpent      = "Training time"
	Split          = "Images"
	ParametersTerm = "Parameters"
	Recipe         = "Recipe"
	Checksum       = "Parameters’ SHA-256"
	ChecksumHint   = "Two runs with the same sum are the same to the last bit."
	Program        = "Program"
	ProgramSIMD    = "SIMD build"
	ProgramPlain   = "plain build, this browser has no SIMD"
)

// SplitSizes says how the training images are split.
func SplitSizes(training, validation int) string {
	return fmt.Sprintf("%s training, %s validation", Count(training), Count(validation))
}

// RecipeLine writes a recipe in one sentence: the main choices, and all others
// that are not those of the baseline. How many images there are stands beside
// it (see SplitSizes).
func RecipeLine(r train.Recipe) string {
	base := train.Default()
	network := append([]string{layers(r.Hidden)}, layerDifferences(r, base)...)
	course := []string{fmt.Sprintf("%s %g", Optimizer(r.Optimizer), r.Optimizer.LearningRate)}
	course = append(course, hyperparameters(r.Optimizer)...)
	course = append(course, courseDifferences(r, base)...)
	return sentence(fmt.Sprintf("%s; %s; %s scaling; batches of %d; %s; seed %d",
		strings.Join(network, ", "), strings.Join(course, ", "), r.InputScaling, r.BatchSize, plural(r.Epochs, "epoch", "epochs"), r.Seed))
}

// What went wrong with a run, and what to do.
const (
	CurveKept    = "Its curve up to here is kept."
	FailedHint   = "The same recipe can be tried again."
	DivergedHint = "A smaller learning rate usually helps."
	FaultHint    = "Something in the page itself is broken. Runs may still be going on; reload the page if it behaves oddly."
)

// RunFailed, RunDiverged and Fault head the notices.
func RunFailed(run string) string { return run + " failed" }
func RunDiverged(run string, epoch int) string {
	return fmt.Sprintf("%s diverged in epoch %d", run, epoch)
}

// Fault heads the notice that the page's own program is broken.
const Fault = "The page made a mistake"

// Reason introduces a message from the worker, which is left as it is: it may
// begin with the name of a file.
func Reason(message string) string {
	if message == "" {
		return ""
	}
	return "Reason: " + strings.TrimSuffix(message, ".") + "."
}
