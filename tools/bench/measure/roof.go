// Package measure holds what is measured in the same way natively and in a
// browser's worker: the roof, which is the most that the processor can multiply
// and add, and where the time of a run's epochs goes. It knows no clock: now
// returns the seconds since some fixed moment.
package measure

import "math"

// The chains x = x·factor + summand, which all tend to 2. Each needs the value
// before it, so that no compiler can take a step out of the loop, and each
// begins with a number of its own, so that no two are the same; there are as
// many side by side as it takes to hide that each step waits for a product and
// then for a sum.
const (
	chains  = 12
	unroll  = 4 // steps of every chain in a turn
	factor  = 0.5
	summand = 1
)

const (
	warmUp   = 0.3   // seconds, for the browser to optimise the program and the clock to rise
	stretch  = 0.025 // seconds at the least that are timed at once
	sections = 8
)

// Roof returns the GFLOP/s that one core reaches with values that stay in
// registers, by multiplying and then adding, never both at once: what no
// product of matrices that keeps to that rule can exceed. It takes half a
// second and returns the best of several stretches, because whatever disturbs
// one makes it slower.
func Roof(now func() float64) float64 {
	const turns = 1 << 10
	for begin := now(); now()-begin < warmUp; {
		spin(turns)
	}
	best := 0.0
	for range sections {
		operations := 0
		begin := now()
		spent := 0.0
		for spent < stretch {
			operations += turns * unroll * chains * lanes() * 2
			spin(turns)
			spent = now() - begin
		}
		best = math.Max(best, float64(operations)/spent/1e9)
	}
	return best
}
