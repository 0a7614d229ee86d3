package text

import (
	"fmt"
	"strings"
)

// The runs that are being trained.
const (
	PauseAll   = "Pause all"
	ResumeAll  = "Resume all"
	OneBatch   = "One batch"
	OneEpoch   = "One epoch"
	RateField  = "Learning rate"
	SetRate    = "Set"
	QueuedWord = "queued"
)

// RunName names a run: with its seed, if its recipe is repeated under others.
func RunName(name string, seed uint64, repeats int) string {
	if repeats <= 1 {
		return name
	}
	return fmt.Sprintf("%s, seed %d", name, seed)
}

// AllDone introduces when all will be over.
func AllDone(about string) string { return "all done in" + circa(about) }

// circa says that a time is estimated, if it does not say so itself.
func circa(about string) string {
	if strings.HasPrefix(about, "a ") {
		return ""
	}
	return " about"
}

// OnOf says behind a number of runs on how many of the cores they are trained:
// " on 2 of 8 cores".
func OnOf(occupied, cores int) string {
	if occupied == cores {
		return " on " + Cores(cores)
	}
	return fmt.Sprintf(" on %d of %s", occupied, Cores(cores))
}

// PauseLabel and the like say which run a control is for.
func PauseLabel(run string) string    { return "Pause " + run }
func ResumeLabel(run string) string   { return "Resume " + run }
func StopLabel(run string) string     { return "Stop " + run }
func OneBatchLabel(run string) string { return "One batch of " + run }
func OneEpochLabel(run string) string { return "One epoch of " + run }
func RateLabel(run string) string     { return "Learning rate of " + run }
func SetRateLabel(run string) string  { return "Set the learning rate of " + run }

// RateChanged says of a run that its learning rate was changed by hand, how
// often, and to what in the end: "rate 0.005 from epoch 3.2 on".
func RateChanged(rate, epoch float64, times int) string {
	words := fmt.Sprintf("rate %g from epoch %.1f on", rate, epoch)
	if times > 1 {
		words += fmt.Sprintf(", changed %d times", times)
	}
	return words
}

// RateAnnounced says the same of a named run, as a sentence of its own.
func RateAnnounced(run string, rate, epoch float64) string {
	return fmt.Sprintf("%s: learning rate %g from epoch %.1f on.", run, rate, epoch)
}

// What waits to be trained.
const (
	QueueLabel = "Queue"
	QueueHint  = "Drag an entry by its grip, or use its buttons."
	Unqueue    = "Remove"
	TrainNext  = "Train next"
	Up         = "↑"
	Down       = "↓"
)

// TrainNextLabel and the like say which entry of the queue a control is for.
func TrainNextLabel(run string) string       { return "Train next: " + run }
func UpLabel(run string, place int) string   { return "Move " + run + " up, " + Place(place) }
func DownLabel(run string, place int) string { return "Move " + run + " down, " + Place(place) }
func UnqueueLabel(run string) string         { return "Remove " + run + " from the queue" }

// Seeds says under how many seeds.
func Seeds(n int) string { return plural(n, "seed", "seeds") }

// StartsIn says when a run will start.
func StartsIn(about string) string { return "starts in" + circa(about) + " " + about }

// Place says where in the queue a run stands; the first is 1.
func Place(n int) string {
	if n == 1 {
		return "next"
	}
	return fmt.Sprintf("number %d", n)
}
