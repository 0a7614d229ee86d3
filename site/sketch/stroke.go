package sketch

// Side is the length of a drawing's square sides, in the units of its points.
const Side = 560

// Point is a place in a drawing: x to the right, y down, from the upper left
// corner, 0 to Side.
type Point struct{ X, Y int }

// Stroke is one stroke of a drawing. A single point makes a dot.
type Stroke struct {
	Tool   Tool
	Width  int // of the line, in units
	Points []Point
}

// Tool is what a stroke is drawn with.
type Tool int

// The tools.
const (
	Cloth  Tool = iota // fills what the stroke goes around, and its line
	Pen                // draws a line, darker than cloth
	Rubber             // takes away what lies under its line
)

// Tools returns all tools.
func Tools() []Tool { return []Tool{Cloth, Pen, Rubber} }

// ink is how light each tool leaves the paper, 0 to 255; paper is white. Cloth
// becomes about as bright as the data set's garments are.
var ink = [...]float64{Cloth: 80, Pen: 25, Rubber: white}

// The least and the greatest width of a line.
const (
	MinWidth = 4
	MaxWidth = 60
)

// MaxPoints bounds a stroke; a hand does not come near it.
const MaxPoints = 4096

// Grown returns the stroke with more points. Those that hardly move, and those
// beyond MaxPoints, are left out.
func (s Stroke) Grown(points ...Point) Stroke {
	s.Points = s.Points[:len(s.Points):len(s.Points)] // what others hold stays
	for _, p := range points {
		p = Point{min(max(p.X, 0), Side), min(max(p.Y, 0), Side)}
		if len(s.Points) > 0 {
			last := s.Points[len(s.Points)-1]
			if dx, dy := p.X-last.X, p.Y-last.Y; dx*dx+dy*dy < step*step {
				continue
			}
		}
		if len(s.Points) < MaxPoints {
			s.Points = append(s.Points, p)
		}
	}
	return s
}

// step is how far apart the points of a stroke are at least; a pixel of what
// the network sees is 20.
const step = 4
