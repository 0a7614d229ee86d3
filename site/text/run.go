package text

import (
	"fmt"
	"strconv"
	"strings"

	"atelier/core/optim"
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
	None           = "–" // a figure that is not known
	TestUnit       = "per cent test accuracy, ± the deviation over batches"
	TestUnitSeeds  = "per cent test accuracy, ± the deviation over seeds"
	Ready          = "Ready to train"
	PausedWord     = "paused"
	StoppedWord    = "stopped"
	DivergedWord   = "diverged"
	FailedWord     = "failed"
	ValidatingWord = "validating"
	TestingWord    = "testing"
)

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

// DockResult is the test accuracy where there is little room.
func DockResult(test train.Accuracy) string { return Accuracy(test) + " % test accuracy" }

// Of says of how many: " of 50".
func Of(n int) string { return " of " + Count(n) }

// EpochOf says which epoch of how many: epoch 3 of 50.
func EpochOf(epoch, epochs int) string { return fmt.Sprintf("epoch %d of %d", epoch, epochs) }

// StoppedIn says in which epoch a run was stopped; 0 is before the first.
func StoppedIn(epoch int) string {
	if epoch == 0 {
		return "stopped before it began"
	}
	return fmt.Sprintf("stopped in epoch %d", epoch)
}

// DivergedIn says in which epoch a run diverged.
func DivergedIn(epoch int) string { return fmt.Sprintf("diverged in epoch %d", epoch) }

// Tape describes the progress of a run.
func Tape(epoch, epochs int) string { return sentence(EpochOf(epoch, epochs)) }

// The details of a run.
const (
	SeedsHeading   = "Seed by seed"
	SeedColumn     = "seed"
	TrainingWord   = "training"
	RateByHand     = "Learning rate by hand"
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

// SeedNumber writes a seed.
func SeedNumber(seed uint64) string { return strconv.FormatUint(seed, 10) }

// SplitSizes says how the training images are split.
func SplitSizes(training, validation int) string {
	return fmt.Sprintf("%s training, %s validation", Count(training), Count(validation))
}

// RecipeLine writes a recipe in one sentence: the main choices, and all others
// that are not those of the baseline. How many images there are stands beside
// it (see SplitSizes). Of several seeds only their number is told.
func RecipeLine(r train.Recipe, seeds int) string {
	base := train.Default()
	network := append([]string{layers(r.Hidden)}, differing(ofLayers, r, base)...)
	course := []string{fmt.Sprintf("%s %g", Optimizer(r.Optimizer), r.Optimizer.LearningRate)}
	course = append(course, hyperparameters(r.Optimizer, optim.Config{Method: r.Optimizer.Method})...)
	course = append(course, differing(ofCourse, r, base)...)
	seed := fmt.Sprintf("seed %d", r.Seed)
	if seeds > 1 {
		seed = Seeds(seeds)
	}
	return sentence(fmt.Sprintf("%s; %s; %s scaling; batches of %d; %s; %s",
		strings.Join(network, ", "), strings.Join(course, ", "), r.InputScaling, r.BatchSize, plural(r.Epochs, "epoch", "epochs"), seed))
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
