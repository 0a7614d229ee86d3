package plot

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// ruled lists the numbers on an axis and how many ticks of the other sizes
// stand between them.
func ruled(ticks []tick) (labels []string, middles, minors int) {
	for _, t := range ticks {
		switch t.size {
		case major:
			labels = append(labels, t.label)
		case middle:
			middles++
		default:
			minors++
		}
	}
	return labels, middles, minors
}

// All expected lists were worked by hand from the rules in the functions'
// comments; the first two of each kind stand in the design's drawings.

func TestAnEpochAxisIsRuledLikeATape(t *testing.T) {
	cases := []struct {
		name            string
		epochs, px      float64
		room            float64
		labels          []string
		middles, minors int
	}{
		// Ticks at every epoch, longer at 5, longest with numbers at 10.
		{"50 epochs", 50, 440, 42, []string{"0", "10", "20", "30", "40", "50"}, 5, 40},
		{"50 epochs in a small chart", 50, 256, 42, []string{"0", "10", "20", "30", "40", "50"}, 5, 40},
		{"one epoch", 1, 440, 35, []string{"0", "1"}, 0, 0},
		{"3 epochs", 3, 440, 35, []string{"0", "1", "2", "3"}, 0, 0},
		{"10 epochs", 10, 440, 42, []string{"0", "2", "4", "6", "8", "10"}, 0, 5},
		{"20 epochs", 20, 440, 42, []string{"0", "5", "10", "15", "20"}, 0, 16},
		{"47 epochs", 47, 440, 42, []string{"0", "10", "20", "30", "40"}, 5, 38},
		{"100 epochs, a tick every second", 100, 440, 49, []string{"0", "20", "40", "60", "80", "100"}, 5, 40},
		{"300 epochs, a tick every tenth", 300, 440, 49, []string{"0", "50", "100", "150", "200", "250", "300"}, 0, 24},
		{"1000 epochs", 1000, 440, 60, []string{"0", "200", "400", "600", "800", "1,000"}, 5, 40},
		{"50 epochs with room for three numbers", 50, 100, 42, []string{"0", "50"}, 0, 4},
		{"1000 epochs in 60 px: no short ticks", 1000, 60, 60, []string{"0", "1,000"}, 1, 8},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			labels, middles, minors := ruled(wholeTicks(scale{hi: c.epochs, b: c.px}, c.room))
			require.Equal(t, c.labels, labels)
			require.Equal(t, c.middles, middles, "middle ticks")
			require.Equal(t, c.minors, minors, "minor ticks")
		})
	}
}

func TestALinearAxisHasRoundNumbersWithTheSameDecimals(t *testing.T) {
	cases := []struct {
		name   string
		lo, hi float64
		px     float64
		labels []string
		minors int
	}{
		{"per cent", 65, 90, 362, []string{"65", "70", "75", "80", "85", "90"}, 20},
		{"per cent in a low chart", 55, 90, 226, []string{"60", "70", "80", "90"}, 4},
		{"halves", 0, 2.5, 362, []string{"0.0", "0.5", "1.0", "1.5", "2.0", "2.5"}, 20},
		{"tenths are exact", 0, 0.6, 250, []string{"0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"}, 6},
		{"negative", -1, 1, 80, []string{"−1", "0", "1"}, 2},
		{"thousands", 0, 20000, 200, []string{"0", "5,000", "10,000", "15,000", "20,000"}, 16},
		{"huge", 0, 2e12, 100, []string{"0", "1e12", "2e12"}, 2},
		{"tiny", 0, 2e-7, 100, []string{"0", "1e−7", "2e−7"}, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			labels, _, minors := ruled(linearTicks(scale{lo: c.lo, hi: c.hi, a: c.px}, lineRoom))
			require.Equal(t, c.labels, labels)
			require.Equal(t, c.minors, minors, "minor ticks")
		})
	}
}

func TestALogarithmicAxisIsNumberedAtOneTwoFive(t *testing.T) {
	cases := []struct {
		name   string
		lo, hi float64
		px     float64
		labels []string
		minors int
	}{
		// 0.15; 0.3, 0.4; 0.6 to 0.9; 1.5
		{"a loss", 0.15, 2, 362, []string{"0.2", "0.5", "1", "2"}, 8},
		{"two decades", 0.1, 10, 200, []string{"0.1", "0.2", "0.5", "1", "2", "5", "10"}, 14},
		{"many decades", 1e-3, 1e3, 300, []string{"0.001", "0.01", "0.1", "1", "10", "100", "1,000"}, 12},
		{"sixty decades", 1e-30, 1e30, 300, []string{"1e−30", "1e−25", "1e−20", "1e−15", "1e−10", "1e−5", "1", "1e5", "1e10", "1e15", "1e20", "1e25", "1e30"}, 48},
		{"less than a decade", 0.3, 0.5, 200, []string{"0.30", "0.35", "0.40", "0.45", "0.50"}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			labels, _, minors := ruled(logarithmicTicks(scale{lo: c.lo, hi: c.hi, a: c.px, logarithmic: true}))
			require.Equal(t, c.labels, labels)
			require.Equal(t, c.minors, minors, "minor ticks")
		})
	}
}
