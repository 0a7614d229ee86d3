package plot

import "math"

// Smooth returns the exponential moving average of y: of every value before a
// point, the one k points back weighs weight^k. The weights are divided by
// their sum, so that the first values are not drawn towards 0 (the correction
// of the bias in Kingma and Ba, Adam, https://arxiv.org/abs/1412.6980, section
// 3, and in TensorBoard's scalar charts). What is not finite stays as it is and
// has no weight. A weight that is not between 0 and 1 smooths nothing.
func Smooth(y []float64, weight float64) []float64 {
	list := make([]float64, len(y))
	copy(list, y)
	if !(0 < weight && weight < 1) {
		return list
	}
	mean, sum := 0.0, 0.0
	for i, v := range y {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		mean = weight*mean + (1-weight)*v
		sum = weight*sum + (1 - weight)
		list[i] = mean / sum
	}
	return list
}
