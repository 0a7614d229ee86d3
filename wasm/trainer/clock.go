package trainer

import "atelier/core/train"

// The longest that a step is believed to take: a minute, and what a machine
// would need that does no more than so many operations a second.
const (
	longestSeconds = 60
	slowest        = 1e8
)

// awake returns the seconds that a step took, as they count for the run. Where
// the clock went on by more than any step takes, the machine slept, and what
// the step took of that cannot be told: nothing counts.
func awake(r train.Recipe, seconds float64) float64 {
	if seconds > longestSeconds+float64(r.Cost().Operations)/slowest {
		return 0
	}
	return seconds
}
