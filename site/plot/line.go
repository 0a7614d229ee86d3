package plot

import "strconv"

// path builds the d attribute of an SVG path, coordinates with one decimal.
type path []byte

// to appends a command with its coordinates.
func (p *path) to(command byte, coordinates ...float64) {
	*p = append(*p, command)
	for i, v := range coordinates {
		if i > 0 {
			*p = append(*p, ' ')
		}
		*p = append(*p, coordinate(v)...)
	}
}

// coordinate writes a number of pixels with one decimal.
func coordinate(v float64) string {
	if v > -0.05 && v < 0 {
		v = 0 // not -0.0
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}

// linePath returns a line through the series' points at the heights ys, broken
// where a point cannot be shown. Points without a neighbour make no line: see
// lonePoints.
func linePath(s *Series, ys []float64, x, y scale) string {
	var p path
	for _, piece := range pieces(s, x, y) {
		if piece.to-piece.from == 1 {
			continue
		}
		command := byte('M')
		for i := piece.from; i < piece.to; i++ {
			p.to(command, x.at(s.X[i]), y.clamped(ys[i]))
			command = 'L'
		}
	}
	return string(p)
}

// lonePoints returns a disc for every point without a neighbour.
func lonePoints(s *Series, x, y scale) string {
	const r = 3
	var p path
	for _, piece := range pieces(s, x, y) {
		if piece.to-piece.from > 1 {
			continue
		}
		p.to('M', x.at(s.X[piece.from])-r, y.clamped(s.drawn()[piece.from]))
		p = append(p, "a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"...)
	}
	return string(p)
}

// bandPath returns the area of the deviations: along their upper ends, back
// along the lower ones.
func (c *Chart) bandPath(s *Series, x, y scale) string {
	var p path
	for _, piece := range pieces(s, x, y) {
		var lower [][2]float64
		flush := func() {
			for i := len(lower) - 1; i >= 0; i-- {
				p.to('L', lower[i][0], lower[i][1])
			}
			if len(lower) > 0 {
				p.to('Z')
			}
			lower = nil
		}
		for i := piece.from; i < piece.to; i++ {
			below, above, ok := c.interval(s, i)
			if !ok {
				flush()
				continue
			}
			command := byte('L')
			if len(lower) == 0 {
				command = 'M'
			}
			px := x.at(s.X[i])
			p.to(command, px, y.clamped(above))
			lower = append(lower, [2]float64{px, y.clamped(below)})
		}
		flush()
	}
	return string(p)
}

// piece is a range of points that can be shown, from ≤ i < to.
type piece struct{ from, to int }

// pieces returns the longest ranges of points that can be shown.
func pieces(s *Series, x, y scale) []piece {
	var list []piece
	whole := false
	for i := range min(len(s.X), len(s.Y)) {
		shown := x.shows(s.X[i]) && y.shows(s.Y[i])
		switch {
		case shown && whole:
			list[len(list)-1].to++
		case shown:
			list = append(list, piece{i, i + 1})
		}
		whole = shown
	}
	return list
}
