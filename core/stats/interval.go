package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval returns the confidence interval of the mean at the given level,
// such as 0.95, for values from a normal distribution of unknown mean and
// deviation:
//
//	mean ± t·deviation/√n
//
// with t from Student's distribution of n-1 degrees of freedom. Fewer than two
// values tell nothing: the interval is then infinite. It panics if the level
// is not between 0 and 1.
//
// Reference: Student, "The Probable Error of a Mean", Biometrika 6 (1908).
func Interval(x []float64, level float64) (low, high float64) {
	if !(level > 0 && level < 1) {
		panic("stats: a confidence level is between 0 and 1")
	}
	if len(x) < 2 {
		return math.Inf(-1), math.Inf(1)
	}
	mean, deviation := MeanDeviation(x)
	half := student(len(x)-1).Quantile((1+level)/2) * deviation / math.Sqrt(float64(len(x)))
	return mean - half, mean + half
}

func student(freedom int) distuv.StudentsT {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}
}
