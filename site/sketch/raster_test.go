package sketch

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// area is how many pixels are covered in all.
func area(covered []float64) float64 {
	sum := 0.0
	for _, c := range covered {
		sum += c
	}
	return sum
}

func filledArea(outline ...Point) float64 {
	covered := make([]float64, side*side)
	fill(covered, outline)
	return area(covered)
}

// The areas by elementary geometry, in units of 4×4 a pixel. They come out
// exactly, also at slanted edges, because corners lie where lines of pixels are
// divided.
func TestTheFillHasTheAreaOfItsOutline(t *testing.T) {
	for name, c := range map[string]struct {
		outline []Point
		want    float64
	}{
		"a square":               {[]Point{{40, 40}, {80, 40}, {80, 80}, {40, 80}}, 40 * 40},
		"between the pixels":     {[]Point{{41, 42}, {53, 42}, {53, 49}, {41, 49}}, 12 * 7},
		"a triangle":             {[]Point{{100, 100}, {203, 137}, {51, 298}}, (103*198 + 49*37) / 2.0},
		"the same the other way": {[]Point{{51, 298}, {203, 137}, {100, 100}}, (103*198 + 49*37) / 2.0},
		"twice around":           {[]Point{{40, 40}, {80, 40}, {80, 80}, {40, 80}, {40, 40}, {80, 40}, {80, 80}, {40, 80}}, 40 * 40},
		"a bow tie":              {[]Point{{0, 0}, {100, 100}, {100, 0}, {0, 100}}, 100 * 100 / 2},
		"the whole page":         {[]Point{{0, 0}, {Side, 0}, {Side, Side}, {0, Side}}, Side * Side},
		"a line":                 {[]Point{{0, 0}, {100, 50}}, 0},
		"a point":                {[]Point{{50, 50}}, 0},
		"nothing":                {nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			require.InDelta(t, c.want/(unit*unit), filledArea(c.outline...), 1e-9)
		})
	}
}

// A square within a square, both drawn the same way, has no hole.
func TestWhatIsGoneAroundTwiceIsCoveredOnce(t *testing.T) {
	inner := []Point{{60, 60}, {80, 60}, {80, 80}, {60, 80}, {60, 60}}
	outer := []Point{{40, 40}, {100, 40}, {100, 100}, {40, 100}, {40, 40}}
	require.InDelta(t, 60*60/16.0, filledArea(append(outer, inner...)...), 1e-9)
}

// A line of 10 pixels' width from pixel 25 to 75, at the height of 25: rows 20
// to 29, and its round ends, as far as its radius.
func TestALineIsAsWideAsItSays(t *testing.T) {
	p := Draw([]Stroke{{Tool: Pen, Width: 40, Points: []Point{{100, 100}, {300, 100}}}}).Picture()
	at := func(x, y int) byte { return p.Pixels[4*(y*p.Width+x)] }
	for y := range p.Height {
		want := byte(255)
		if 20 <= y && y < 30 {
			want = 25
		}
		require.Equal(t, want, at(50, y), "row %d", y)
	}
	require.Equal(t, []byte{255, 25, 25, 255}, []byte{at(19, 25), at(21, 25), at(78, 25), at(80, 25)})
}

// A dot of 40 units is a disc of radius 5 pixels, π·25 of them; edges are
// softened by half a pixel to both sides, which adds next to nothing.
func TestASinglePointIsADot(t *testing.T) {
	covered := make([]float64, side*side)
	line(covered, Stroke{Width: 40, Points: []Point{{200, 200}}})
	require.InDelta(t, 78.54, area(covered), 0.6)
}

func TestLaterStrokesLieOverEarlierOnes(t *testing.T) {
	across := []Point{{0, 280}, {Side, 280}}
	middle := func(tools ...Tool) byte {
		var strokes []Stroke
		for _, tool := range tools {
			strokes = append(strokes, Stroke{Tool: tool, Width: 40, Points: across})
		}
		p := Draw(strokes).Picture()
		return p.Pixels[4*(p.Height/2*p.Width+p.Width/2)]
	}
	require.Equal(t, byte(255), middle())
	require.Equal(t, byte(80), middle(Cloth))
	require.Equal(t, byte(25), middle(Cloth, Pen))
	require.Equal(t, byte(80), middle(Pen, Cloth))
	require.Equal(t, byte(255), middle(Cloth, Pen, Rubber))
}

func TestAStrokeGrowsByPointsThatMoveAndStayOnThePaper(t *testing.T) {
	s := Stroke{}.Grown(Point{10, 10}, Point{12, 12}, Point{14, 10}, Point{-5, Side + 9})
	require.Equal(t, []Point{{10, 10}, {14, 10}, {0, Side}}, s.Points)

	one := s.Grown(Point{100, 100})
	other := s.Grown(Point{200, 200})
	require.Equal(t, Point{100, 100}, one.Points[3], "a stroke never changes what another has")
	require.Equal(t, Point{200, 200}, other.Points[3])

	for i := range 2 * MaxPoints {
		s = s.Grown(Point{i % 2 * 100, 50})
	}
	require.Len(t, s.Points, MaxPoints)
}

func TestEverySilhouetteLiesOnThePaperAndFillsTheImage(t *testing.T) {
	for class := range silhouettes {
		strokes := Silhouette(class)
		require.NotEmpty(t, strokes)
		for _, s := range strokes {
			require.LessOrEqual(t, s.Width, MaxWidth)
			for _, p := range s.Points {
				require.True(t, p.X >= 0 && p.X <= Side && p.Y >= 0 && p.Y <= Side, "class %d: %v", class, p)
			}
		}
		image, err := See(Draw(strokes).Picture())
		require.NoError(t, err)
		lit := 0
		for _, v := range image {
			if v > 100 {
				lit++
			}
		}
		require.Greater(t, lit, 784/10, "class %d", class)
	}
}
