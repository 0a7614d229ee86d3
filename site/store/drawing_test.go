package store_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/site/sketch"
	"atelier/site/store"
)

var (
	begin = store.StrokeBegun{At: sketch.Point{X: 100, Y: 100}}
	grow  = store.StrokeGrown{Through: []sketch.Point{{X: 300, Y: 100}, {X: 300, Y: 400}}}
	photo = store.PhotoTaken{Photo: &store.Photo{Address: "data:,"}, Image: make([]byte, dataset.Pixels)}
)

// strokes returns how many points each stroke has.
func strokes(s store.State) []int {
	list := []int{}
	for _, stroke := range s.Drawing.Sheet.Strokes {
		list = append(list, len(stroke.Points))
	}
	return list
}

func TestWhatIsDoneOnTheTableChangesTheSheet(t *testing.T) {
	for name, c := range map[string]struct {
		actions []store.Action
		strokes []int // by their points
		photo   bool
		undos   int
	}{
		"nothing":                             {nil, []int{}, false, 0},
		"a dot":                               {[]store.Action{begin}, []int{1}, false, 1},
		"a stroke":                            {[]store.Action{begin, grow}, []int{3}, false, 1},
		"two strokes":                         {[]store.Action{begin, grow, begin, grow, grow}, []int{3, 5}, false, 2},
		"a stroke cleared under the pen":      {[]store.Action{begin, store.DrawingCleared{}, grow}, []int{}, false, 2},
		"undo takes a whole stroke":           {[]store.Action{begin, grow, grow, begin, grow, store.DrawingUndone{}}, []int{5}, false, 1},
		"undo brings back what was cleared":   {[]store.Action{begin, grow, store.DrawingCleared{}, store.DrawingUndone{}}, []int{3}, false, 1},
		"undo with nothing to undo":           {[]store.Action{store.DrawingUndone{}}, []int{}, false, 0},
		"clearing nothing":                    {[]store.Action{store.DrawingCleared{}}, []int{}, false, 0},
		"a photo takes the drawing's place":   {[]store.Action{begin, photo}, []int{}, true, 2},
		"a stroke takes the photo's place":    {[]store.Action{photo, begin}, []int{1}, false, 2},
		"undo brings the photo back":          {[]store.Action{photo, begin, store.DrawingUndone{}}, []int{}, true, 1},
		"a photo cleared":                     {[]store.Action{photo, store.DrawingCleared{}}, []int{}, false, 2},
		"no photo changes nothing":            {[]store.Action{begin, store.PhotoRefused{Why: store.TooLarge}}, []int{1}, false, 1},
		"a silhouette of a class there isn’t": {[]store.Action{store.Placed{Class: 10}, store.Placed{Class: -1}}, []int{}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := after(c.actions...)
			require.Equal(t, c.strokes, strokes(s))
			require.Equal(t, c.photo, s.Drawing.Sheet.Photo != nil)
			require.Equal(t, c.undos, s.Drawing.Undos())
			require.Equal(t, c.photo || len(c.strokes) > 0, s.Drawing.Image() != nil)
		})
	}
}

// What the sheet shows, from the strokes anew.
func TestTheImageIsThatOfAllStrokes(t *testing.T) {
	s := after(begin, grow, store.ToolChosen{Tool: sketch.Pen}, begin, grow, store.WidthChosen{Width: 40}, store.StrokeBegun{At: sketch.Point{X: 500, Y: 500}}, grow)
	want, err := sketch.See(sketch.Draw(s.Drawing.Sheet.Strokes).Picture())
	require.NoError(t, err)
	require.Equal(t, want, s.Drawing.Image())

	s, _ = reduce(s, store.Placed{Class: 1})
	want, err = sketch.See(sketch.Draw(sketch.Silhouette(1)).Picture())
	require.NoError(t, err)
	require.Equal(t, want, s.Drawing.Image())
}

func TestStrokesAreDrawnWithWhatIsInHand(t *testing.T) {
	s := after(begin, store.ToolChosen{Tool: sketch.Rubber}, store.WidthChosen{Width: 44}, begin, store.ToolChosen{Tool: 9}, store.WidthChosen{Width: 1000}, begin)
	tools := []sketch.Tool{}
	widths := []int{}
	for _, stroke := range s.Drawing.Sheet.Strokes {
		tools, widths = append(tools, stroke.Tool), append(widths, stroke.Width)
	}
	require.Equal(t, []sketch.Tool{sketch.Cloth, sketch.Rubber, sketch.Rubber}, tools)
	require.Equal(t, []int{20, 44, sketch.MaxWidth}, widths)
}

func TestAGrowingStrokeLeavesEarlierStatesAlone(t *testing.T) {
	s := after(begin, grow)
	old := slices.Clone(s.Drawing.Sheet.Strokes[0].Points)
	one, _ := reduce(s, store.StrokeGrown{Through: []sketch.Point{{X: 10, Y: 10}}})
	other, _ := reduce(s, store.StrokeGrown{Through: []sketch.Point{{X: 500, Y: 500}}})
	require.Equal(t, old, s.Drawing.Sheet.Strokes[0].Points)
	require.Equal(t, sketch.Point{X: 10, Y: 10}, one.Drawing.Sheet.Strokes[0].Points[3])
	require.Equal(t, sketch.Point{X: 500, Y: 500}, other.Drawing.Sheet.Strokes[0].Points[3])
}

func TestOnlySoMuchIsKeptForUndo(t *testing.T) {
	s := after()
	for range 150 {
		s, _ = reduce(s, begin)
	}
	require.Equal(t, 100, s.Drawing.Undos())
	require.Len(t, s.Drawing.Sheet.Strokes, 150)
}

func TestARefusalIsForgottenWithTheNextStroke(t *testing.T) {
	refused := store.PhotoRefused{Why: store.NotAnImage}
	require.Equal(t, store.NotAnImage, after(refused).Drawing.Refused)
	for _, a := range []store.Action{begin, photo, store.Placed{Class: 3}} {
		require.Equal(t, store.NotRefused, after(refused, a).Drawing.Refused)
	}
	require.Equal(t, store.NotRefused, after(begin, refused, store.DrawingUndone{}).Drawing.Refused)
}
