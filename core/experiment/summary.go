package experiment

import (
	"atelier/core/stats"
	"atelier/core/train"
)

// Summary is what the runs of a recipe come to over the seeds.
type Summary struct {
	Recipe   train.Recipe
	Finished []Run // in the order of the seeds
	Diverged int   // how many runs

	// The curves: of each epoch the mean over the finished runs or, as long as
	// there is none, what the run says that is furthest. The deviation of the
	// accuracy is that over batches, the mean of the runs'.
	TrainLoss          []float64
	ValidationLoss     []float64
	ValidationAccuracy []train.Accuracy

	// The test, as far as runs are finished: the mean over them, with the
	// deviation over batches, the mean of theirs.
	TestAccuracy train.Accuracy
	Seeds        Spread // of the runs' own test accuracies
}

// Spread is how far values lie apart.
type Spread struct {
	Low, High float64
	Deviation float64 // with n-1; 0 for fewer than two values
}

// Summaries sums up each recipe of the result's plan, in its order.
func Summaries(r Result) []Summary {
	var list []Summary
	for _, recipe := range r.Plan.Recipes {
		list = append(list, summarise(recipe, r.Of(recipe.Name)))
	}
	return list
}

func summarise(recipe train.Recipe, runs []Run) Summary {
	s := Summary{Recipe: recipe}
	var furthest []Run
	for _, run := range runs {
		switch run.Status {
		case Finished:
			s.Finished = append(s.Finished, run)
		case Diverged:
			s.Diverged++
		}
		if furthest == nil || run.Epochs() > furthest[0].Epochs() {
			furthest = []Run{run}
		}
	}
	if s.Finished == nil {
		s.curves(furthest)
		return s
	}
	s.curves(s.Finished)
	tests := valuesOf(s.Finished, func(run Run) float64 { return run.TestAccuracyMean })
	s.TestAccuracy.Mean, s.Seeds.Deviation = stats.MeanDeviation(tests)
	s.TestAccuracy.Deviation = meanOf(s.Finished, func(run Run) float64 { return run.TestAccuracyStd })
	s.Seeds.Low, s.Seeds.High = tests[0], tests[0]
	for _, v := range tests {
		s.Seeds.Low, s.Seeds.High = min(s.Seeds.Low, v), max(s.Seeds.High, v)
	}
	return s
}

// curves sets the curves to the means over the runs, up to the last epoch that
// all of them have: with patience, some stop early.
func (s *Summary) curves(runs []Run) {
	epochs := 0
	for i, run := range runs {
		if i == 0 || run.Epochs() < epochs {
			epochs = run.Epochs()
		}
	}
	for e := range epochs {
		s.TrainLoss = append(s.TrainLoss, meanOf(runs, func(r Run) float64 { return r.TrainLoss[e] }))
		s.ValidationLoss = append(s.ValidationLoss, meanOf(runs, func(r Run) float64 { return r.ValidationLoss[e] }))
		s.ValidationAccuracy = append(s.ValidationAccuracy, train.Accuracy{
			Mean:      meanOf(runs, func(r Run) float64 { return r.ValidationAccuracyMean[e] }),
			Deviation: meanOf(runs, func(r Run) float64 { return r.ValidationAccuracyStd[e] }),
		})
	}
}

func valuesOf(runs []Run, value func(Run) float64) []float64 {
	list := make([]float64, len(runs))
	for i, run := range runs {
		list[i] = value(run)
	}
	return list
}

func meanOf(runs []Run, value func(Run) float64) float64 {
	mean, _ := stats.MeanDeviation(valuesOf(runs, value))
	return mean
}
