package sketch

import (
	"cmp"
	"math"
	"slices"
)

// unit is how many units of a drawing a pixel of its picture has.
const unit = 4

// Draw returns the picture of a drawing, ink on white paper, with soft edges.
func Draw(strokes []Stroke) Picture {
	const side = Side / unit
	page := slices.Repeat([]float64{paper}, side*side)
	covered := make([]float64, side*side)
	for _, s := range strokes {
		clear(covered)
		if s.Tool == Cloth {
			fill(covered, side, s.Points)
		}
		line(covered, side, s)
		for i, share := range covered {
			page[i] += share * (ink[s.Tool] - page[i])
		}
	}
	p := Picture{Width: side, Height: side, Pixels: make([]byte, 0, 4*side*side)}
	for _, v := range page {
		b := byte(math.Round(v))
		p.Pixels = append(p.Pixels, b, b, b, 255)
	}
	return p
}

// line covers what is within half the stroke's width of it, so that pixels at
// the edge are covered in part.
func line(covered []float64, side int, s Stroke) {
	radius := float64(s.Width) / 2 / unit
	for i, p := range s.Points {
		q := s.Points[max(i-1, 0)]
		x0, y0, x1, y1 := scaled(q.X), scaled(q.Y), scaled(p.X), scaled(p.Y)
		reach := radius + 1
		left, right := pixels(min(x0, x1)-reach, max(x0, x1)+reach, side)
		top, bottom := pixels(min(y0, y1)-reach, max(y0, y1)+reach, side)
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
func pixels(from, to float64, side int) (first, behind int) {
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
func fill(covered []float64, side int, outline []Point) {
	var crossings []crossing
	for row := range side * fine {
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
	first, behind := pixels(from, to, len(row))
	for x := first; x < behind; x++ {
		row[x] += max(min(to, float64(x+1))-max(from, float64(x)), 0) / fine
	}
}
