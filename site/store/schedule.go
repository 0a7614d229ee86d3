package store

import "math"

// Outlook estimates what is to come, in seconds from now. What cannot be told,
// because nothing was measured yet or a paused run stands in the way, is
// infinite.
type Outlook struct {
	Starts map[string]float64 // of the queued runs, by their IDs
	End    float64            // of the last run
}

// Outlook plays the queue forward: every run takes as long as the work of its
// recipe took on average so far, and starts once enough workers are free.
func (s State) Outlook() Outlook {
	o := Outlook{Starts: map[string]float64{}}
	pace := s.pace()
	type end struct {
		at    float64
		cores int
	}
	var working []end
	free := s.Workers
	for _, r := range s.Active() {
		working = append(working, end{r.secondsLeft(pace), r.Cores})
		free -= r.Cores
	}
	now := 0.0
	for _, r := range s.Queue() {
		for free < r.Cores && len(working) > 0 {
			first := 0
			for i, w := range working {
				if w.at < working[first].at {
					first = i
				}
			}
			now = max(now, working[first].at)
			free += working[first].cores
			working = append(working[:first], working[first+1:]...)
			o.End = max(o.End, now)
		}
		o.Starts[r.ID] = now
		free -= r.Cores
		working = append(working, end{now + r.work()*pace/float64(r.Cores), r.Cores})
	}
	for _, w := range working {
		o.End = max(o.End, w.at)
	}
	return o
}

// work returns the operations of the run's training.
func (r *Run) work() float64 {
	return float64(r.Recipe.Cost().Operations) / float64(r.Recipe.BatchSize) *
		float64(r.Recipe.TrainingImages) * (1 - r.Recipe.ValidationShare) * float64(r.Recipe.Epochs)
}

// pace returns the seconds that one core takes for an operation, over all runs
// that have worked for a while; infinite if none has.
func (s State) pace() float64 {
	seconds, operations := 0.0, 0.0
	for _, r := range s.Runs {
		if r.Seconds < 1 || r.TrainingImages == 0 {
			continue
		}
		seconds += r.Seconds * float64(r.Cores)
		operations += r.work() * r.EpochsDone() / float64(r.Recipe.Epochs)
	}
	if operations == 0 {
		return math.Inf(1)
	}
	return seconds / operations
}

// secondsLeft estimates how long the active run still occupies its workers.
func (r *Run) secondsLeft(pace float64) float64 {
	switch r.Phase {
	case Paused:
		return math.Inf(1)
	case Stopping:
		return 0
	}
	if seconds, ok := r.SecondsLeft(); ok {
		return max(seconds, 0)
	}
	return r.work() * pace / float64(r.Cores)
}
