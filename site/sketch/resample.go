package sketch

import "math"

// resample returns the picture in another size. Every new pixel is the mean of
// the area that falls on it, of pixels at its edges the part that does.
func resample(g grey, width, height int) grey {
	across := grey{width, g.height, make([]float64, width*g.height)}
	for x := range width {
		parts(x, g.width, width, func(from int, share float64) {
			for y := range g.height {
				across.values[y*width+x] += share * g.values[y*g.width+from]
			}
		})
	}
	result := grey{width, height, make([]float64, width*height)}
	for y := range height {
		parts(y, g.height, height, func(from int, share float64) {
			for x := range width {
				result.values[y*width+x] += share * across.values[from*width+x]
			}
		})
	}
	return result
}

// parts calls f with those of the old pixels that pixel i of the new ones
// covers, and with the share of it that each has.
func parts(i, old, fresh int, f func(from int, share float64)) {
	size := float64(old) / float64(fresh)
	start, end := float64(i)*size, float64(i+1)*size
	last := min(int(math.Ceil(end)), old)
	for from := int(start); from < last; from++ {
		covered := min(end, float64(from+1)) - max(start, float64(from))
		f(from, covered/size)
	}
}
