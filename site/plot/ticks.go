package plot

import (
	"math"
	"strconv"
	"strings"
)

// tick is a mark on an axis. Only major ones have a label.
type tick struct {
	value float64
	size  size
	label string
}

// size is a tick's length, as on a tape.
type size int

const (
	minor size = iota
	middle
	major
)

// wholeTicks rules an axis of whole numbers like a tape: numbers where they
// have room, at most seven of them, a longer tick half-way, a short one at
// every number, or every second, fifth, tenth where there are too many.
// room is the least distance of two numbers in pixels.
func wholeTicks(s scale, room float64) []tick {
	span := s.hi - s.lo
	step := max(1, niceStep(max(span/6, room*span/s.length())))
	fine, half := 1.0, math.Inf(1) // no half-way tick
	if step >= 10 {
		fine, half = step/10, step/2
		if mantissa(step) == 5 {
			fine, half = step/5, math.Inf(1)
		}
	}
	if fine*s.length() < 3*span {
		fine = min(half, step)
	}
	var ticks []tick
	for _, v := range multiples(fine, s) {
		switch {
		case isMultiple(v, step):
			ticks = append(ticks, tick{v, major, writeTick(v, 0)})
		case isMultiple(v, half):
			ticks = append(ticks, tick{v, middle, ""})
		default:
			ticks = append(ticks, tick{v, minor, ""})
		}
	}
	return ticks
}

// linearTicks puts a number at every multiple of 1, 2 or 5 times a power of
// ten, as close as room pixels, and short ticks between them, as close as 7 px.
func linearTicks(s scale, room float64) []tick {
	pixel := (s.hi - s.lo) / s.length()
	step := niceStep(room * pixel)
	if step > s.hi-s.lo { // a very low chart
		step = niceStep((s.hi - s.lo) / 2)
	}
	fine := step
	for _, parts := range divisions[mantissa(step)] {
		if step/parts >= 7*pixel {
			fine = step / parts
			break
		}
	}
	precision := newPrecision(s, step)
	var ticks []tick
	for _, v := range multiples(fine, s) {
		if isMultiple(v, step) {
			ticks = append(ticks, tick{v, major, precision.write(v)})
		} else {
			ticks = append(ticks, tick{v, minor, ""})
		}
	}
	return ticks
}

// divisions are the ways to divide a step of 1, 2 or 5 in round parts, finest
// first.
var divisions = map[int][]float64{1: {10, 2}, 2: {4, 2}, 5: {5}}

// logarithmicTicks puts numbers at 1, 2 and 5 in every decade; at 1 only, or
// at every second, fifth, tenth … decade, where there are many; and as on a
// linear axis where there is less than a decade.
func logarithmicTicks(s scale) []tick {
	decade := s.length() / (math.Log10(s.hi) - math.Log10(s.lo)) // in pixels
	every := 1                                                   // label every so many decades
	for every < 600 && float64(every)*decade < 24 {
		every = int(niceStep(float64(every) + 0.5))
	}
	first, last := int(math.Floor(math.Log10(s.lo)-1e-9)), int(math.Ceil(math.Log10(s.hi)+1e-9))
	wide := s.lo < 1e-4 || s.hi >= 1e6
	var ticks []tick
	majors := 0
	for n := first; n <= last; n++ {
		for _, m := range []float64{1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9} {
			v := decimal(m, n)
			if v < s.lo*(1-1e-9) || v > s.hi*(1+1e-9) {
				continue
			}
			numbered := m == 1 && n%every == 0 || (m == 2 || m == 5) && decade >= 80
			switch {
			case numbered:
				majors++
				ticks = append(ticks, tick{v, major, writePower(int(m), n, wide)})
			case m == 1, every == 1 && decade >= 80, every == 1 && decade >= 40 && (m == 2 || m == 5):
				ticks = append(ticks, tick{v, minor, ""})
			}
		}
	}
	if majors < 3 && every == 1 {
		return evenTicks(s)
	}
	return ticks
}

// evenTicks numbers a short logarithmic axis at even values, as close as
// 36 px at its crowded upper end.
func evenTicks(s scale) []tick {
	step := niceStep((s.hi - s.lo) / 10)
	for step < s.hi-s.lo && math.Abs(s.at(s.hi)-s.at(s.hi-step)) < 36 {
		step = niceStep(step * 1.5)
	}
	step = min(step, niceStep((s.hi-s.lo)/2))
	precision := newPrecision(s, step)
	var ticks []tick
	for _, v := range multiples(step, s) {
		ticks = append(ticks, tick{v, major, precision.write(v)})
	}
	return ticks
}

// niceStep returns the least of 1, 2 and 5 times a power of ten that is not
// smaller than least, which must be positive.
func niceStep(least float64) float64 {
	n := int(math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 5} {
		if step := decimal(m, n); step >= least*(1-1e-9) {
			return step
		}
	}
	return decimal(1, n+1)
}

// mantissa returns the leading digit of a nice step.
func mantissa(step float64) int {
	return int(math.Round(step / math.Pow10(int(math.Floor(math.Log10(step)+1e-9)))))
}

// decimal returns m·10ⁿ, as exactly as the number can be: negative powers of
// ten are not exact themselves.
func decimal(m float64, n int) float64 {
	if n < 0 {
		return m / math.Pow10(-n)
	}
	return m * math.Pow10(n)
}

// multiples returns the multiples of step on the scale, in order. There are
// at most a few thousand.
func multiples(step float64, s scale) []float64 {
	from, to := math.Ceil(s.lo/step-1e-6), math.Floor(s.hi/step+1e-6)
	var list []float64
	for i := range int(min(to-from, 5000)) + 1 {
		k := from + float64(i)
		if step < 1 { // k·0.1 is not as exact as k/10
			list = append(list, k/math.Round(1/step))
		} else {
			list = append(list, k*step)
		}
	}
	return list
}

// isMultiple reports whether v is a multiple of step but for rounding.
func isMultiple(v, step float64) bool {
	if math.IsInf(step, 1) {
		return false
	}
	k := v / step
	return math.Abs(k-math.Round(k)) < 1e-6*max(1, math.Abs(k))
}

// precision is how the numbers of one axis are written, all alike.
type precision struct {
	decimals   int
	scientific bool // for the very large and the very small
}

// newPrecision returns the precision of an axis with numbers at the multiples
// of step.
func newPrecision(s scale, step float64) precision {
	most := max(math.Abs(s.lo), math.Abs(s.hi))
	exponent := int(math.Floor(math.Log10(step) + 1e-9))
	if most >= 1e6 || exponent < -5 {
		return precision{max(0, int(math.Floor(math.Log10(most)))-exponent), true}
	}
	return precision{max(0, -exponent), false}
}

// write writes a number at a tick.
func (p precision) write(v float64) string {
	if !p.scientific {
		return writeTick(v, p.decimals)
	}
	if v == 0 {
		return "0"
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', p.decimals, 64), "e")
	n, _ := strconv.Atoi(exponent)
	return minus(digits + "e" + strconv.Itoa(n))
}

// writeTick writes a number with a fixed count of decimals and with a comma
// every three digits before them.
func writeTick(v float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole := len(text)
	if decimals > 0 {
		whole -= decimals + 1
	}
	for i := whole - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	if v < 0 && strings.Trim(text, "0.") != "" { // no −0
		text = "−" + text
	}
	return text
}

// writePower writes m·10ⁿ, on an axis with very large or small numbers all but
// the units with the exponent.
func writePower(m, n int, exponent bool) string {
	if exponent && n != 0 {
		return minus(strconv.Itoa(m) + "e" + strconv.Itoa(n))
	}
	return writeTick(decimal(float64(m), n), max(0, -n))
}

// minus replaces hyphens by minus signs.
func minus(text string) string { return strings.ReplaceAll(text, "-", "−") }
