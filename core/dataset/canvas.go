package dataset

import (
	"math"

	"atelier/core/rng"
)

// canvas is where a made-up garment is cut: a mask of fine points, each with
// how light its cloth is. The patterns speak of a square of 28×28 whose origin
// is the middle of the upper edge, x to the right and y down; the canvas
// moves, turns and sizes what they draw.
//
// All arithmetic is +, -, · and /, rounded one by one, so that the bytes are
// the same on every machine: products stand in float64(…) before they are added
// to, or some machines would fuse the two.
type canvas struct {
	mask [fineRows][fineColumns]float64 // 0 where there is no cloth, else its lightness

	// The placement: x' = xx·x + xy·y + dx, and so on.
	xx, xy, yx, yy, dx, dy float64
	crossings              []float64
}

// fine is how many points a pixel has each way.
const (
	fine        = 2
	fineRows    = fine * Rows
	fineColumns = fine * Columns
)

type point struct{ x, y float64 }

func (c *canvas) clear() { c.mask = [fineRows][fineColumns]float64{} }

// place draws where and how large the garment is.
func (c *canvas) place(s *rng.Stream) {
	turn := s.Uniform(-0.07, 0.07)
	width, height := s.Uniform(0.86, 1.08), s.Uniform(0.86, 1.04)
	// For so small an angle its sine is nearly itself, and its cosine 1.
	c.xx, c.xy = width, float64(turn*height)
	c.yx, c.yy = -float64(turn*width), height
	c.dx = Columns/2 + s.Uniform(-1.3, 1.3)
	c.dy = Rows/2 + s.Uniform(-1, 1)
}

// at returns where a point of the pattern lies among the fine points.
func (c *canvas) at(p point) point {
	y := p.y - Rows/2
	return point{
		fine * (float64(c.xx*p.x) + float64(c.xy*y) + c.dx),
		fine * (float64(c.yx*p.x) + float64(c.yy*y) + c.dy),
	}
}

// polygon lays cloth of a lightness on the polygon, over what lies there; a
// lightness of 0 cuts it out.
func (c *canvas) polygon(lightness float64, corners ...point) {
	for i, p := range corners {
		corners[i] = c.at(p)
	}
	for row := range fineRows {
		y := float64(row) + 0.5
		c.crossings = c.crossings[:0]
		for i, p := range corners {
			q := corners[(i+1)%len(corners)]
			if (p.y <= y) != (q.y <= y) {
				c.cross(p.x + float64((y-p.y)/(q.y-p.y)*(q.x-p.x)))
			}
		}
		for i := 0; i+1 < len(c.crossings); i += 2 {
			from := max(0, int(math.Ceil(c.crossings[i]-0.5)))
			for x := from; x < fineColumns && float64(x)+0.5 <= c.crossings[i+1]; x++ {
				c.mask[row][x] = lightness
			}
		}
	}
}

// cross adds a crossing of the row, keeping them in order.
func (c *canvas) cross(x float64) {
	c.crossings = append(c.crossings, x)
	for i := len(c.crossings) - 1; i > 0 && c.crossings[i-1] > c.crossings[i]; i-- {
		c.crossings[i-1], c.crossings[i] = c.crossings[i], c.crossings[i-1]
	}
}

// both lays a polygon and its mirror image.
func (c *canvas) both(lightness float64, corners ...point) {
	mirrored := make([]point, len(corners))
	for i, p := range corners {
		mirrored[i] = point{-p.x, p.y}
	}
	c.polygon(lightness, corners...)
	c.polygon(lightness, mirrored...)
}

// folded lays the polygon whose right half is given, from the top to the
// bottom; the left is its mirror image.
func (c *canvas) folded(lightness float64, right ...point) {
	corners := append([]point(nil), right...)
	for i := len(right) - 1; i >= 0; i-- {
		corners = append(corners, point{-right[i].x, right[i].y})
	}
	c.polygon(lightness, corners...)
}

// band lays a strip of a width from one point to another.
func (c *canvas) band(lightness, width float64, from, to point) {
	dx, dy := to.x-from.x, to.y-from.y
	length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	if length == 0 {
		return
	}
	nx, ny := float64(-dy/length*width/2), float64(dx/length*width/2)
	c.polygon(lightness,
		point{from.x + nx, from.y + ny}, point{to.x + nx, to.y + ny},
		point{to.x - nx, to.y - ny}, point{from.x - nx, from.y - ny})
}

// path lays bands along a line of points.
func (c *canvas) path(lightness, width float64, points ...point) {
	for i := 1; i < len(points); i++ {
		c.band(lightness, width, points[i-1], points[i])
	}
}

// dye turns the mask into an image: cloth with a brightness, a weave and
// noise, on a black ground.
func (c *canvas) dye(image []byte, s *rng.Stream) {
	brightness := s.Uniform(70, 235)
	weave := newWeave(s)
	grain := s.Uniform(8, 34)
	for row := range Rows {
		for column := range Columns {
			var cloth float64
			for i := range fine {
				for j := range fine {
					cloth += c.mask[fine*row+i][fine*column+j]
				}
			}
			if cloth == 0 {
				continue
			}
			cloth /= fine * fine
			// Two uniform numbers make noise with a peak in the middle.
			noise := float64(grain * (s.Float64() + s.Float64() - 1))
			v := float64(cloth*(float64(brightness*weave.at(row, column))+noise)) + 0.5
			image[row*Columns+column] = byte(min(max(v, 0), 255))
		}
	}
}

// weave is how the brightness of a cloth goes up and down.
type weave struct {
	kind           int
	period, offset int
	depth          float64
	top, bottom    float64 // the shade from above to below
}

// The kinds of weaves; the greater numbers are plain.
const (
	horizontalStripes = iota
	verticalStripes
	checks
	print
	kindsOfWeave = 9
)

func newWeave(s *rng.Stream) weave {
	return weave{
		kind:   s.IntN(kindsOfWeave),
		period: 2 + s.IntN(5),
		offset: s.IntN(8),
		depth:  s.Uniform(0.2, 0.7),
		top:    s.Uniform(0.8, 1.1),
		bottom: s.Uniform(0.8, 1.1),
	}
}

// at returns the factor of the brightness at a pixel.
func (w weave) at(row, column int) float64 {
	shade := w.top + float64((w.bottom-w.top)*float64(row))/Rows
	across := (row+w.offset)/w.period%2 == 0
	along := (column+w.offset)/w.period%2 == 0
	dark := false
	switch w.kind {
	case horizontalStripes:
		dark = across
	case verticalStripes:
		dark = along
	case checks:
		dark = across != along
	case print:
		dark = row > 8+w.offset/2 && row < 14+w.offset/2 && column > 9 && column < 18
	}
	if dark {
		shade *= 1 - w.depth
	}
	return shade
}
