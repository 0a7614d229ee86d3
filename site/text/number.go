package text

import (
	"fmt"
	"strconv"
	"strings"

	"atelier/core/stats"
	"atelier/core/train"
)

// Count writes a whole number with a comma every three digits: 60,000.
func Count(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// Duration writes seconds as on a stopwatch: 0:41, 12:05, 1:02:03.
func Duration(seconds float64) string {
	s := int(seconds + 0.5)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// About writes seconds that are only estimated, so coarsely that they do not
// flicker: "a moment", "25 s", "1 min 50 s", "1 h 5 min".
func About(seconds float64) string {
	switch {
	case seconds < 5:
		return "a moment"
	case seconds < 57.5:
		return fmt.Sprintf("%d s", 5*int(seconds/5+0.5))
	case seconds < 595:
		s := 10 * int(seconds/10+0.5)
		if s%60 == 0 {
			return fmt.Sprintf("%d min", s/60)
		}
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	}
	m := int(seconds/60 + 0.5)
	if m < 60 {
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d h %d min", m/60, m%60)
}

// Points writes a difference of two shares in points of per cent, with its
// sign: +2.0.
func Points(difference float64) string { return stats.Number(100*difference, 1, "+") }

// PValue writes a p-value: 0.003, or that it is less than can be said.
func PValue(p float64) string {
	if p < 0.001 {
		return "< 0.001"
	}
	return fmt.Sprintf("= %.3f", p)
}

// Percent writes a share as per cent with one decimal, without the sign: 85.3.
func Percent(share float64) string { return PerCent(100 * share) }

// PerCent writes a number of per cent with one decimal, without the sign.
func PerCent(v float64) string { return fmt.Sprintf("%.1f", v) }

// Accuracy writes an accuracy in per cent with its deviation, 85.3 ± 2.2; of a
// single batch, which has none, the accuracy alone.
func Accuracy(a train.Accuracy) string { return Percent(a.Mean) + Deviation(a) }

// Deviation is the second half of Accuracy: " ± 2.2", or nothing.
func Deviation(a train.Accuracy) string {
	if a.Deviation == 0 {
		return ""
	}
	return " ± " + Percent(a.Deviation)
}

// Loss writes a loss with three decimals.
func Loss(loss float64) string { return fmt.Sprintf("%.3f", loss) }

// Megabytes writes how much of something has come: 13.4 of 30.9 MB.
func Megabytes(bytes, total int) string {
	return fmt.Sprintf("%.1f of %.1f MB", float64(bytes)/1e6, float64(total)/1e6)
}

// plural writes a number with its noun: 1 unit, 2 units.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}
