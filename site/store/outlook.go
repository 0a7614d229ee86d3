package store

import (
	"math"
	"slices"

	"atelier/core/train"
)

// EpochSeconds estimates how long an epoch of a recipe will take, from the
// finished run on as many cores whose network costs most nearly as much; 0 if
// there is none, or the recipe is not valid. Runs of less than a second, which
// were over before they were up to speed, count only where there is no other.
func (s State) EpochSeconds(r train.Recipe) float64 {
	if r.Validate() != nil {
		return 0
	}
	cost := perImage(r)
	speed, nearest := 0.0, math.Inf(1)
	for _, run := range s.telling() {
		like := perImage(run.Recipe)
		if distance := math.Abs(math.Log(cost / like)); distance <= nearest {
			speed, nearest = run.Speed()*like, distance
		}
	}
	if speed == 0 {
		return 0
	}
	return float64(r.TrainingImages) * (1 - r.ValidationShare) * cost / speed
}

// telling returns the finished runs that tell how fast it is here.
func (s State) telling() []*Run {
	var all, long []*Run
	for _, run := range s.Runs {
		if run.Phase != Finished || run.Cores != s.cores() || run.Speed() == 0 {
			continue
		}
		all = append(all, run)
		if run.Seconds >= 1 {
			long = append(long, run)
		}
	}
	if long != nil {
		return long
	}
	return all
}

// perImage returns the operations that training costs for each image.
func perImage(r train.Recipe) float64 {
	return float64(r.Cost().Operations) / float64(r.BatchSize)
}

// RunSeconds estimates how long it will take to train the recipes, each under
// so many seeds, on all workers; 0 if it cannot be told. Other runs are not
// counted.
func (s State) RunSeconds(recipes []train.Recipe, repeats int) float64 {
	busy := make([]float64, max(s.Workers/s.cores(), 1)) // how long each place is occupied
	for _, r := range recipes {
		seconds := s.EpochSeconds(r) * float64(r.Epochs)
		if seconds == 0 {
			return 0
		}
		for range repeats {
			next := slices.Index(busy, slices.Min(busy))
			busy[next] += seconds
		}
	}
	return slices.Max(busy)
}
