package text

import (
	"fmt"
	"strings"

	"atelier/core/train"
)

// The comparison of runs.
const (
	Comparison       = "Comparison"
	CompareNone      = "Tick two or more runs in the table to compare their test accuracies."
	PointsUnit       = "points of test accuracy"
	PointsWord       = "points"
	Worse            = "worse"
	Better           = "better"
	RealOverSeeds    = "Real, over seeds."
	CannotTellSeeds  = "Cannot tell, over seeds."
	OneSeedEach      = "One seed each: cannot tell whether another seed would turn it."
	BarsOverlap      = "Over batches: cannot tell."
	BarsApart        = "Over batches: apart."
	SameNetwork      = "The same to the bit."
	SameNetworkWhy   = "Both have the same parameters in the end, so there is nothing to tell apart."
	TrainRepeats     = "Train 3 repeats"
	SeedsOnTheirWay  = "More seeds are on their way."
	TrainRepeatsHint = "Adds the seeds that are missing to each of the compared runs."
)

// CompareOne says what to do where one run is ticked.
func CompareOne(run string) string {
	return "Tick one more run in the table to compare it with " + run + "."
}

// Against heads a comparison.
func Against(other, base string) string { return other + " against " + base }

// AllAgainst heads several comparisons with the same run.
func AllAgainst(n int, base string) string { return fmt.Sprintf("%d runs against %s", n, base) }

// NotFinished says why two runs cannot be compared yet.
func NotFinished(other, base string) string {
	return fmt.Sprintf("%s and %s can be compared once each has a test accuracy.", other, base)
}

// NoTest says why a run that is over cannot be compared.
func NoTest(run string) string {
	return run + " ended without a test accuracy, so there is nothing to compare."
}

// TapeLabel describes the drawing of a difference.
func TapeLabel(other, base string) string {
	return "difference in test accuracy, " + Against(other, base)
}

// interval95 writes a 95 % interval in points.
func interval95(low, high float64) string {
	return fmt.Sprintf("the 95 %% interval, %s to %s,", Points(low), Points(high))
}

// Paired says what the seeds tell: who is ahead in how many of them, and
// whether the interval leaves out zero. Corrected p-values, of so many
// comparisons, are said to be so.
func Paired(leader string, ahead, pairs int, low, high, p float64, comparisons int) string {
	zero := "leaves out zero"
	if low <= 0 && high >= 0 {
		zero = "holds zero"
	}
	test := "paired t, p " + PValue(p)
	if comparisons > 1 {
		test += fmt.Sprintf(", corrected for %d comparisons by Holm’s method", comparisons)
	}
	return fmt.Sprintf("%s is ahead in %d of %d paired seeds; %s %s (%s).", leader, ahead, pairs, interval95(low, high), zero, test)
}

// AllEven says that both did the same under every seed.
func AllEven(pairs int) string {
	return fmt.Sprintf("Both have the same test accuracy under all of %d paired seeds.", pairs)
}

// OverTheBatches says what the test's batches tell of a difference between two
// single runs.
func OverTheBatches(low, high float64) string {
	zero := "leaves out zero"
	if low <= 0 && high >= 0 {
		zero = "holds zero"
	}
	return sentence(fmt.Sprintf("%s over the test’s batches, %s", strings.TrimSuffix(interval95(low, high), ","), zero))
}

// Bars says whether two error bars overlap, and what they are worth.
func Bars(other, base train.Accuracy, overlap bool) string {
	if overlap {
		return fmt.Sprintf("%s and %s overlap. A batch of %d is a small sample, so these bars are wide.", Accuracy(other), Accuracy(base), train.TestBatchSize)
	}
	return fmt.Sprintf("%s and %s do not overlap.", Accuracy(other), Accuracy(base))
}

// Uneven says in what the training of two recipes was unequal, besides what is
// to be compared; nothing if it was not.
func Uneven(other, base train.Recipe) string {
	var list []string
	if other.Epochs != base.Epochs {
		list = append(list, fmt.Sprintf("%d and %s", other.Epochs, plural(base.Epochs, "epoch", "epochs")))
	}
	if other.TrainingImages != base.TrainingImages {
		list = append(list, fmt.Sprintf("%s and %s", Count(other.TrainingImages), plural(base.TrainingImages, "image", "images")))
	}
	if list == nil {
		return ""
	}
	return "Trained unequally: " + strings.Join(list, "; ") + "."
}

// ByHand says that a run is not its recipe's any more.
func ByHand(run string) string {
	return "The learning rate of " + run + " was changed by hand on the way."
}
