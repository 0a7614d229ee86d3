package plot

import (
	"math"
	"strconv"
	"strings"
)

// tick is a mark on an axis.
type tick struct {
	value float64
	label string // "" for marks without a number
	size  int    // 0 to 2, the longest
}

// xTicks are at whole numbers: numbered ones at least 44 pixels apart, and
// smaller ones in between where they stand at least 5 pixels apart.
func xTicks(s scale) []tick {
	perPixel := (s.high - s.low) / (s.to - s.from)
	major := niceStep(44*perPixel, true)
	if major == 2 || major == 20 { // of tens and fives the eye makes more
		major = major / 2 * 5
	}
	minor := niceStep(5*perPixel, true)
	for math.Mod(major, minor) != 0 {
		minor = niceStep(minor*1.5, true)
	}
	middle := major / 2
	if math.Mod(middle, minor) != 0 {
		middle = major
	}
	var ticks []tick
	for v := s.low; v <= s.high; v += minor {
		t := tick{value: v}
		switch {
		case math.Mod(v, major) == 0:
			t.size, t.label = 2, strconv.Itoa(int(v))
		case math.Mod(v, middle) == 0:
			t.size = 1
		}
		ticks = append(ticks, t)
	}
	return ticks
}

// yTicks are round numbers, four to eight of them, with the same number of
// decimals.
func yTicks(s scale) []tick {
	if s.logarithmic {
		return logTicks(s)
	}
	step := niceStep((s.high-s.low)/6, false)
	decimals := decimalsOf(step)
	var ticks []tick
	for i := 0; ; i++ {
		v := s.low + float64(i)*step
		if v > s.high+step*1e-6 {
			return ticks
		}
		ticks = append(ticks, tick{v, strconv.FormatFloat(v, 'f', decimals, 64), 2})
	}
}

// logTicks are 1, 2 and 5 of each decade; of more than three decades, 1 only.
func logTicks(s scale) []tick {
	steps := []float64{1, 2, 5}
	if s.high/s.low > 1000 {
		steps = steps[:1]
	}
	var ticks []tick
	for e := math.Floor(math.Log10(s.low)); e <= math.Log10(s.high); e++ {
		for _, m := range steps {
			v := m * math.Pow(10, e)
			if v >= s.low*(1-1e-9) && v <= s.high*(1+1e-9) {
				ticks = append(ticks, tick{v, number(v, 2), 2})
			}
		}
	}
	return ticks
}

// decimalsOf returns how many decimals a step of 1, 2 or 5 times a power of
// ten needs.
func decimalsOf(step float64) int {
	return max(0, -int(math.Floor(math.Log10(step)+1e-9)))
}

// number writes a value with at most the given number of digits, without
// zeros at the end.
func number(v float64, digits int) string {
	if v == 0 {
		return "0"
	}
	magnitude := int(math.Floor(math.Log10(math.Abs(v)))) + 1
	if magnitude > 6 || magnitude < -4 {
		return strconv.FormatFloat(v, 'g', digits, 64)
	}
	text := strconv.FormatFloat(v, 'f', max(0, digits-magnitude), 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}
