package sketch

import "math"

// kernel sharpens: negative weights of a Gaussian with deviation 1 around a
// pixel, within a radius of 1, and twice the Gaussian's sum on the pixel itself,
// all divided by their sum. It is what ImageMagick's -sharpen 1x1 does.
var kernel = func() (k [3][3]float64) {
	gaussian := 0.0
	for y := range 3 {
		for x := range 3 {
			k[y][x] = -math.Exp(-float64((x-1)*(x-1)+(y-1)*(y-1)) / 2)
			gaussian -= k[y][x]
		}
	}
	sum := 2*gaussian - (gaussian - 1) // 1 was the middle's own
	k[1][1] = 2 * gaussian
	for y := range 3 {
		for x := range 3 {
			k[y][x] /= sum
		}
	}
	return k
}()

// sharpen returns the picture with sharper outlines: every pixel moves to its
// sharpened value by the share of black to white that its neighbourhood spans,
// so that even cloth stays as it is. Beyond the edges the picture goes on as it
// ends. Values may leave 0 to 255.
func sharpen(g grey) grey {
	result := grey{g.width, g.height, make([]float64, len(g.values))}
	for y := range g.height {
		for x := range g.width {
			sharp, least, most := 0.0, math.Inf(1), math.Inf(-1)
			for dy := range 3 {
				for dx := range 3 {
					row := min(max(y+dy-1, 0), g.height-1)
					column := min(max(x+dx-1, 0), g.width-1)
					v := g.values[row*g.width+column]
					sharp += kernel[dy][dx] * v
					least, most = min(least, v), max(most, v)
				}
			}
			v := g.values[y*g.width+x]
			result.values[y*g.width+x] = v + (sharp-v)*(most-least)/255
		}
	}
	return result
}
