package stats

import (
	"math"
	"strconv"
	"strings"
)

// Number writes a number, which must be finite, for people: with so many
// decimals and a true minus sign, U+2212. Before those above 0 stands plus, which
// may be empty; what rounds to 0 has no sign.
func Number(v float64, decimals int, plus string) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	switch {
	case strings.Trim(text, "0.") == "":
		return text
	case v < 0:
		return "−" + text
	}
	return plus + text
}
