package stats

import "math"

// Histogram counts values in bins of equal width.
type Histogram struct {
	Low, High float64 // the least and the greatest finite value; 0 if there are none
	Counts    []int   // by bin; the last one includes High
	NotFinite int     // values that are NaN or infinite, in no bin
}

// NewHistogram counts x in the given number of bins, at least 1, from the
// least value to the greatest. If all are the same, they are in the first bin.
func NewHistogram(x []float32, bins int) Histogram {
	if bins < 1 {
		panic("stats: a histogram needs a bin")
	}
	h := Histogram{Low: math.Inf(1), High: math.Inf(-1), Counts: make([]int, bins)}
	for _, v := range x {
		if v := float64(v); finite(v) {
			h.Low, h.High = min(h.Low, v), max(h.High, v)
		} else {
			h.NotFinite++
		}
	}
	if h.Low > h.High {
		h.Low, h.High = 0, 0
		return h
	}
	scale := 0.0
	if h.High > h.Low {
		scale = float64(bins) / (h.High - h.Low)
	}
	for _, v := range x {
		if v := float64(v); finite(v) {
			h.Counts[min(int((v-h.Low)*scale), bins-1)]++
		}
	}
	return h
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
