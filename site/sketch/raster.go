package sketch

import (
	"cmp"
	"math"
	"slices"
)

// unit is how many units of a drawing a pixel of its paper has.
const unit = 4

// side is the length of a paper's sides in pixels.
const side = Side / unit

// white is the paper's own lightness.
const white = 255

// Paper is a drawing as it looks: ink on white paper, with soft edges. It never
// changes, so that strokes that are done need not be drawn again for every
// move of the next one. nil is a blank one.
type Paper struct{ pixels []byte } // how light, row by row

// With returns the paper with one more stroke on it.
func (p *Paper) With(s Stroke) *Paper {
	covered := make([]float64, side*side)
	if s.Tool == Cloth {
		fill(covered, s.Points)
	}
	line(covered, s)
	result := make([]byte, side*side)
	for i, share := range covered {
		under := p.at(i)
		result[i] = byte(math.Round(under + share*(ink[s.Tool]-under)))
	}
	return &Paper{result}
}

func (p *Paper) at(i int) float64 {
	if p == nil {
		return white
	}
	return float64(p.pixels[i])
}

// Picture returns the paper's picture.
func (p *Paper) Picture() Picture {
	result := Picture{Width: side, Height: side, Pixels: make([]byte, 4*side*side)}
	for i := range side * side {
		v := byte(p.at(i))
		copy(result.Pixels[4*i:], []byte{v, v, v, 255})
	}
	return result
}

// Draw returns the paper with all of the strokes on it, the first one lowest.
func Draw(strokes []Stroke) *Paper {
	var p *Paper
	for _, s := range strokes {
		p = p.With(s)
	}
	return p
}

// line covers what is within half the stroke's width of it, so that pixels at
// the edge are covered in part.
func line(covered []float64, s Stroke) {
	radius := float64(s.Width) / 2 / unit
	for i, p := range s.Points {
		q := s.Points[max(i-1, 0)]
		x0, y0, x1, y1 := scaled(q.X), scaled(q.Y), scaled(p.X), scaled(p.Y)
		reach := radius + 1
		left, right := pixels(min(x0, x1)-reach, max(x0, x1)+reach)
		top, bottom := pixels(min(y0, y1)-reach, max(y0, y1)+reach)
		for y := top; y < bottom; y++ {
			for x := left; x < right; x++ {
				d := distance(float64(x)+0.5, float64(y)+0.5, x0, y0, x1, y1)
				c := &covered[y*side+x]
				*c = max(*c, min(max(radius+0.5-d, 0), 1))
			}
		}
	}
}

func scaled(v int) float64 { return float64(v) / unit }

// pixels returns which pixels lie between two places: from the first up to the
// one behind the last.
func pixels(from, to float64) (first, behind int) {
	return max(int(math.Floor(from)), 0), min(int(math.Ceil(to)), side)
}

// distance returns how far a point is from the nearest one between two others.
func distance(x, y, x0, y0, x1, y1 float64) float64 {
	dx, dy := x1-x0, y1-y0
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(max(((x-x0)*dx+(y-y0)*dy)/length, 0), 1)
	}
	return math.Hypot(x-x0-along*dx, y-y0-along*dy)
}

// fine is how many lines a pixel has from which the fill is measured.
const fine = 4

// crossing is where the outline passes a line: upwards 1, downwards -1.
type crossing struct {
	x     float64
	turns int
}

// fill covers what the closed outline goes around, whichever way and how often:
// the rule called nonzero.
func fill(covered []float64, outline []Point) {
	top, bottom := Side, 0
	for _, p := range outline {
		top, bottom = min(top, p.Y), max(bottom, p.Y)
	}
	var crossings []crossing
	for row := top * fine / unit; row < bottom*fine/unit; row++ {
		y := (float64(row) + 0.5) / fine
		crossings = crossings[:0]
		for i, p := range outline {
			q := outline[(i+1)%len(outline)]
			x0, y0, x1, y1 := scaled(p.X), scaled(p.Y), scaled(q.X), scaled(q.Y)
			if (y0 <= y) == (y1 <= y) {
				continue
			}
			turns := 1
			if y0 <= y {
				turns = -1
			}
			crossings = append(crossings, crossing{x0 + (y-y0)/(y1-y0)*(x1-x0), turns})
		}
		slices.SortFunc(crossings, func(a, b crossing) int { return cmp.Compare(a.x, b.x) })
		around := 0
		for i, c := range crossings {
			if around += c.turns; around != 0 {
				span(covered[row/fine*side:][:side], c.x, crossings[i+1].x)
			}
		}
	}
}

// span adds one of a pixel's lines, from one place to another.
func span(row []float64, from, to float64) {
	first, behind := pixels(from, to)
	for x := first; x < behind; x++ {
		row[x] += max(min(to, float64(x+1))-max(from, float64(x)), 0) / fine
	}
}
