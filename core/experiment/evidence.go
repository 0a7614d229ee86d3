package experiment

import (
	"fmt"
	"math"

	"atelier/core/stats"
)

// evidence hands the judges what was measured, on the seeds for which all runs
// that they need are there.
type evidence struct {
	result  Result
	epochs  int              // of every recipe
	runs    map[string][]Run // of the recipes needed, by seed
	missing string           // why the claim cannot be judged, or ""
}

// need is what a judge needs to know of a recipe: its first epochs, or all of a
// finished run.
type need struct {
	recipe string
	epochs int // 0: it must be finished
}

// gather finds the seeds for which all needs are met, or says why there are
// none.
func (e *evidence) gather(needs ...need) bool {
	e.runs = map[string][]Run{}
	var first string // what the first seed lacks
	for _, seed := range e.result.Plan.Seeds {
		found := map[string]Run{}
		lack := ""
		for _, n := range needs {
			run, why := e.find(n, seed)
			if why != "" && lack == "" {
				lack = why
			}
			found[n.recipe] = run
		}
		if lack != "" {
			if first == "" {
				first = lack
			}
			continue
		}
		for name, run := range found {
			e.runs[name] = append(e.runs[name], run)
		}
	}
	if len(e.runs) == 0 {
		e.missing = first
	}
	return e.missing == ""
}

// find returns a run, or says what is missing of it.
func (e *evidence) find(n need, seed uint64) (run Run, why string) {
	for _, run := range e.result.Of(n.recipe) {
		switch {
		case run.Seed != seed:
			continue
		case n.epochs > 0 && run.Epochs() >= n.epochs, run.Status == Finished:
			return run, ""
		case run.Status == Diverged:
			return run, fmt.Sprintf("%s diverged on seed %d: there is nothing to compare.", n.recipe, seed)
		}
		return run, fmt.Sprintf("%s is at epoch %d of %d.", n.recipe, run.Epochs(), e.epochs)
	}
	return Run{}, fmt.Sprintf("%s has not been trained.", n.recipe)
}

// seeds returns on how many seeds there is something to compare.
func (e *evidence) seeds() int {
	for _, runs := range e.runs {
		return len(runs)
	}
	return 0
}

// measured is an accuracy of a recipe: by seed, and with the deviation over
// batches, the mean of the runs'.
type measured struct {
	label  string
	values []float64
	bar    float64
}

func (e *evidence) measure(recipe, label string, of func(Run) (value, bar float64)) measured {
	m := measured{label: label}
	var bars []float64
	for _, run := range e.runs[recipe] {
		value, bar := of(run)
		m.values = append(m.values, value)
		bars = append(bars, bar)
	}
	m.bar, _ = stats.MeanDeviation(bars)
	return m
}

// test is the recipe's test accuracy.
func (e *evidence) test(recipe, label string) measured {
	return e.measure(recipe, label, func(r Run) (float64, float64) { return r.TestAccuracyMean, r.TestAccuracyStd })
}

// validation is its validation accuracy after an epoch, which counts from 1.
func (e *evidence) validation(recipe, label string, epoch int) measured {
	return e.measure(recipe, label, func(r Run) (float64, float64) {
		return r.ValidationAccuracyMean[epoch-1], r.ValidationAccuracyStd[epoch-1]
	})
}

// validationOver is its mean validation accuracy over the first epochs.
func (e *evidence) validationOver(recipe, label string, epochs int) measured {
	return e.measure(recipe, label, func(r Run) (float64, float64) {
		mean, _ := stats.MeanDeviation(r.ValidationAccuracyMean[:epochs])
		bar, _ := stats.MeanDeviation(r.ValidationAccuracyStd[:epochs])
		return mean, bar
	})
}

// lossOver is its mean training loss over the first epochs, which has no error
// bar.
func (e *evidence) lossOver(recipe, label string, epochs int) measured {
	return e.measure(recipe, label, func(r Run) (float64, float64) {
		mean, _ := stats.MeanDeviation(r.TrainLoss[:epochs])
		return mean, 0
	})
}

func (m measured) mean() float64 {
	mean, _ := stats.MeanDeviation(m.values)
	return mean
}

// String writes the accuracy in per cent: "Adam 87.3 ± 2.0".
func (m measured) String() string {
	return fmt.Sprintf("%s %.1f ± %.1f", m.label, 100*m.mean(), 100*m.bar)
}

// barless reports whether one of the values has no error bar, as it comes from
// a single batch.
func barless(values ...measured) bool {
	for _, m := range values {
		if m.bar == 0 {
			return true
		}
	}
	return false
}

// alike reports whether each of two values lies within the other's error bar.
func alike(a, b measured) bool { return math.Abs(a.mean()-b.mean()) <= min(a.bar, b.bar) }

// above reports whether a is higher than b, and they are not alike.
func above(a, b measured) bool { return a.mean() > b.mean() && !alike(a, b) }

// over compares b with a, seed by seed.
func over(a, b measured) stats.Comparison { return stats.Paired(a.values, b.values, confidence) }

// signed writes a difference of two accuracies in points with its interval:
// "+2.0 points (1.6 to 2.4)".
func signed(c stats.Comparison) string {
	return fmt.Sprintf("%s points (%s to %s)", stats.Number(100*c.Difference, 1, "+"), points(c.Low), points(c.High))
}

// points writes a difference of two accuracies: "−0.3".
func points(difference float64) string { return stats.Number(100*difference, 1, "") }
