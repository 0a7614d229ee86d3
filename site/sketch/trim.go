package sketch

import "math"

// colour is red, green and blue, 0 to 255.
type colour [3]float64

func (p Picture) at(x, y int) colour {
	i := 4 * (y*p.Width + x)
	return colour{float64(p.Pixels[i]), float64(p.Pixels[i+1]), float64(p.Pixels[i+2])}
}

// intensity is the colour without its hue, weighted as the eye does (ITU-R
// BT.709).
func (c colour) intensity() float64 {
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

func (c colour) distance(d colour) float64 {
	r, g, b := c[0]-d[0], c[1]-d[1], c[2]-d[2]
	return math.Sqrt(r*r + g*g + b*b)
}

// ground returns the background's colour: of the four corners' the one that is
// nearest to the others, so that a garment may reach into one corner.
func (p Picture) ground() colour {
	right, bottom := p.Width-1, p.Height-1
	corners := []colour{p.at(0, 0), p.at(right, 0), p.at(0, bottom), p.at(right, bottom)}
	best, least := colour{}, math.Inf(1)
	for _, c := range corners {
		sum := 0.0
		for _, d := range corners {
			sum += c.distance(d)
		}
		if sum < least {
			best, least = c, sum
		}
	}
	return best
}

// near is the distance up to which a colour counts as the background's: 5 % of
// that from black to white.
var near = 0.05 * colour{}.distance(colour{255, 255, 255})

// box is a part of a picture; right and bottom are behind it.
type box struct{ left, top, right, bottom int }

// trim returns the smallest box around all that is not background, and false
// if there is nothing else.
func (p Picture) trim(ground colour) (b box, ok bool) {
	b = box{p.Width, p.Height, 0, 0}
	for y := range p.Height {
		for x := range p.Width {
			if p.at(x, y).distance(ground) > near {
				b = box{min(b.left, x), min(b.top, y), max(b.right, x+1), max(b.bottom, y+1)}
			}
		}
	}
	return b, b.right > 0
}
