package stats

import "slices"

// Holm corrects the p-values of several comparisons that are looked at
// together, so that the chance of calling even one of them real by mistake
// stays below the level at which each is judged. It returns them in the order
// given: the smallest times their number n, the next times n-1, and so on, each
// at least the one before it and at most 1.
//
// Reference: Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
// Scandinavian Journal of Statistics 6 (1979); R's p.adjust(p, "holm").
func Holm(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	corrected := make([]float64, len(p))
	least := 0.0
	for rank, i := range order {
		least = max(least, min(float64(len(p)-rank)*p[i], 1))
		corrected[i] = least
	}
	return corrected
}
