package main

import (
	"fmt"
	"math"
)

// percent writes a share as per cent with one decimal.
func percent(share float64) string { return fmt.Sprintf("%.1f", 100*share) }

// plusMinus writes an accuracy in per cent with its deviation: "85.3 ± 2.2".
// That of a single batch has none.
func plusMinus(mean, deviation float64) string {
	if deviation == 0 {
		return percent(mean)
	}
	return percent(mean) + " ± " + percent(deviation)
}

// duration writes seconds as one says them.
func duration(seconds float64) string {
	s := int(math.Round(seconds))
	switch {
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	}
	return fmt.Sprintf("%d h %d min", s/3600, s/60%60)
}
