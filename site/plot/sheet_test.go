package plot

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/hexops/vecty"
	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
)

// straight is a chart of 0 to 50 epochs in which an epoch is 10 px, from 34 px
// on, and that has no labels: Narrow leaves 10 px at the right. One unit of y
// is 2 px: it is 0 to 50 from 108 px up to 8.
func straight(series ...Series) *Chart {
	return &Chart{X: Axis{Max: 50}, Y: Axis{Max: 50}, Series: series, Width: 544, Height: 142, Narrow: true}
}

// rising goes through (1, 1), (2, 2) … (50, 50).
func rising() Series {
	s := Series{ID: "a", Label: "Rising", Style: 1}
	for x := 1.0; x <= 50; x++ {
		s.X, s.Y, s.Deviation = append(s.X, x), append(s.Y, x), append(s.Deviation, 1)
	}
	return s
}

func rendered(s *Sheet, o Over) *headless.Node { return headless.Render(s.Figure(o))[0] }

func one(t *testing.T, n *headless.Node, tag string, classes ...string) *headless.Node {
	t.Helper()
	var found []*headless.Node
	for _, node := range n.All(headless.Is(tag, classes...)) {
		if node.Attributes["d"] != markPath {
			found = append(found, node)
		}
	}
	require.Len(t, found, 1)
	return found[0]
}

// The stretch from 10 to 12 fills the 500 px: an epoch is 250. The values in
// it, with bars of 1 about them, are 9 to 13: the y axis reaches from there to
// there, and 100 px are 4 units.
func TestAStretchFillsTheChartAndTheHeightFollows(t *testing.T) {
	c := straight(rising())
	c.Y, c.From, c.To = Axis{}, 10, 12
	n := rendered(c.Sheet(), Over{})
	require.Equal(t, "M34.0 83.0L284.0 58.0L534.0 33.0", one(t, n, "path", "line").Attributes["d"])
	require.Contains(t, one(t, n, "svg", "chart").Attributes["aria-label"], "Shown from 10 to 12.")
	x, ok := c.Sheet().XAt(-100)
	require.True(t, ok)
	require.Equal(t, 10.0, x)
	rows := c.table().rows
	require.Equal(t, "50", rows[len(rows)-1][0], "the table has everything")
}

func TestTheCursorOutsideTheStretchIsReadButNotDrawn(t *testing.T) {
	c := straight(rising())
	c.From, c.To = 10, 12
	n := rendered(c.Sheet(), Over{Cursor: 30})
	require.Empty(t, n.All(headless.Is("path", "cursor")))
	require.Contains(t, one(t, n, "p", "readout").Content(), "30.0 ± 1.0")
}

func TestAnEndBeyondTheStretchHasNoMarkInIt(t *testing.T) {
	s := rising()
	s.Live, s.End = true, BrokenOff
	c := straight(s)
	require.Len(t, rendered(c.Sheet(), Over{}).All(headless.Is("path", "end")), 1)
	c.From, c.To = 10, 12
	n := rendered(c.Sheet(), Over{})
	require.Empty(t, n.All(headless.Is("path", "end")))
	require.Empty(t, n.All(headless.Is("circle")))
}

// With the weight 1/2, the values 1, 2 and 4 become 1, 5/3 and 3 (see
// TestASmoothedCurve…): at 2 px a unit up from 108.
func TestASmoothedLineHasWhatWasMeasuredBehindItAndInTheWords(t *testing.T) {
	c := straight(Series{Label: "A", Style: 1, X: []float64{1, 2, 3}, Y: []float64{1, 2, 4}})
	c.Smoothing = 0.5
	n := rendered(c.Sheet(), Over{Cursor: 3})
	require.Equal(t, "M44.0 106.0L54.0 104.7L64.0 102.0", one(t, n, "path", "line").Attributes["d"])
	require.Equal(t, "M44.0 106.0L54.0 104.0L64.0 100.0", one(t, n, "path", "raw").Attributes["d"])
	require.Contains(t, one(t, n, "p", "readout").Content(), "4.0")
	require.Contains(t, c.table().rows[2], "4.0")
	require.Equal(t, "100.0", one(t, n, "circle", "dot").Attributes["cy"], "the cursor's point is where it was measured")
}

// At epoch 20, 34 + 200 px: a stem of 40 px, a head of 8, and the words 6 px
// beside it. At epoch 22 the words would run into those, so they stand 17 px
// higher; at epoch 50 there is no room at the right.
func TestAnEventIsAnArrowWithWordsThatCoverNoOthers(t *testing.T) {
	s := rising()
	s.Events = []Event{{20, "rate 0.01 to 0.005"}, {22, "rate 0.005 to 0.02"}, {50, "rate 0.02 to 0.01"}, {99, "never"}}
	n := rendered(straight(s).Sheet(), Over{})
	require.Equal(t, "M234.0 108.0V68.0M254.0 108.0V51.0M534.0 108.0V68.0", one(t, n, "path", "event").Attributes["d"])
	require.Contains(t, one(t, n, "path", "notch").Attributes["d"], "M230.0 100.0h8.0L234.0 108.0Z")
	words := n.All(headless.Is("text", "lbl"))
	require.Len(t, words, 3)
	for i, want := range [][4]string{{"240.0", "76.0", "start", "rate 0.01 to 0.005"}, {"260.0", "59.0", "start", "rate 0.005 to 0.02"}, {"528.0", "76.0", "end", "rate 0.02 to 0.01"}} {
		w := words[i]
		require.Equal(t, want, [4]string{w.Attributes["x"], w.Attributes["y"], w.Attributes["text-anchor"], w.Content()})
	}
	require.Contains(t, one(t, n, "svg", "chart").Attributes["aria-label"], "; rate 0.01 to 0.005 after 20; rate 0.005 to 0.02 after 22")
}

// The line ends at (534, 8).
func TestALineEndsInAMark(t *testing.T) {
	for end, want := range map[End]string{
		BrokenOff:    "M530.0 4.0L538.0 12.0M530.0 12.0L538.0 4.0",
		StoppedEarly: "M534.0 2.0V14.0",
	} {
		s := rising()
		s.Deviation, s.End = nil, end
		require.Equal(t, want, one(t, rendered(straight(s).Sheet(), Over{}), "path", "end").Attributes["d"])
	}
	s := rising()
	s.End = BrokenOff
	require.Contains(t, one(t, rendered(straight(s).Sheet(), Over{}), "svg", "chart").Attributes["aria-label"], "at epoch 50, diverged.")
	require.Empty(t, rendered(straight(rising()).Sheet(), Over{}).All(headless.Is("path", "end")))
}

func TestHiddenLinesAreNamedInTheDescription(t *testing.T) {
	c := straight(rising())
	c.Hidden = []string{"Adam", "SGD"}
	require.Contains(t, one(t, rendered(c.Sheet(), Over{}), "svg", "chart").Attributes["aria-label"], " Hidden: Adam, SGD.")
	c.Series = nil
	require.Contains(t, one(t, rendered(c.Sheet(), Over{}), "svg", "chart").Attributes["aria-label"], "Nothing to show yet. Hidden: Adam, SGD.")
}

// Epochs 10 to 20 are 134 to 234 px.
func TestWhatIsBeingChosenIsShaded(t *testing.T) {
	for _, o := range []Over{{From: 10, To: 20}, {From: 20, To: 10}} {
		r := one(t, rendered(straight(rising()).Sheet(), o), "rect", "stretch").Attributes
		require.Equal(t, [4]string{"134.0", "8.0", "100.0", "100.0"}, [4]string{r["x"], r["y"], r["width"], r["height"]})
	}
	require.Empty(t, rendered(straight(rising()).Sheet(), Over{From: 10, To: 10}).All(headless.Is("rect")))
}

func TestOneLineStandsOutOverAVeil(t *testing.T) {
	other := rising()
	other.ID, other.Style = "b", 2
	s := straight(rising(), other).Sheet()
	n := rendered(s, Over{Lit: "b"})
	one(t, n, "rect", "veil")
	require.Len(t, n.All(headless.Is("path", "line", "r1")), 1)
	require.Len(t, n.All(headless.Is("path", "line", "r2")), 2, "once more over the veil")
	require.Len(t, n.All(headless.Is("path", "bar", "r2")), 2)
	require.Empty(t, rendered(s, Over{Lit: "c"}).All(headless.Is("rect", "veil")))
}

// At epoch 20, which is at 234 px, the lines are at 108 - 2·20 = 68 px and at
// 108 - 2·10 = 88 px.
func TestTheLineThatIsPointedAtIsNamed(t *testing.T) {
	whole, half := rising(), rising()
	half.ID, half.Label, half.Style = "b", "Half", 2
	whole.Deviation, half.Deviation = nil, nil // which would need room on the axis
	for i := range half.Y {
		half.Y[i] /= 2
	}
	s := straight(whole, half).Sheet()
	for py, want := range map[float64]string{68: "a", 77: "a", 79: "b", 88: "b", 45: "a", 43: "", 111: "b", 113: "", math.NaN(): ""} {
		require.Equal(t, want, s.Near(20, py), "%v", py)
	}
	require.Empty(t, s.Near(51, 8), "no line goes as far")

	name := func(o Over) (at string) {
		for _, n := range rendered(s, o).All(headless.Is("text", "lbl")) {
			at += fmt.Sprint(n.Content(), " ", n.Attributes["x"], " ", n.Attributes["y"], " ", n.Attributes["text-anchor"])
		}
		return at
	}
	require.Equal(t, "Half 242.0 79.0 start", name(Over{Cursor: 20, Near: "b"}))
	require.Equal(t, "Rising 506.0 17.0 end", name(Over{Cursor: 48, Near: "a"}), "no higher than the plot; to the left, where there is room")
	require.Empty(t, name(Over{Cursor: 20}))
	require.Empty(t, name(Over{Near: "b"}), "without a cursor there is no place")
	big := rendered(s, Over{Cursor: 20, Near: "b"}).All(func(n *headless.Node) bool { return n.Attributes["r"] == "5.5" })
	require.Len(t, big, 1)
	require.Equal(t, "dot r2", big[0].Attributes["class"])

	s = straight(rising()).Sheet()
	require.Empty(t, name(Over{Cursor: 20, Near: "a"}), "there is but one")
}

// On the logarithmic axis from 1 to 100, 250 px are a decade: 24 px and no less
// lie between the bars, so that there is none at 49 after 40: 250·log(49/40) is 22.
func TestErrorBarsOnALogarithmicAxisKeepTheirDistance(t *testing.T) {
	x := scale{lo: 1, hi: 100, a: 0, b: 500, logarithmic: true}
	require.Equal(t, 24.0, barStep(x, 1))
	require.Equal(t, 25.6, barStep(x, 4))
	s := &Series{X: []float64{1, 2, 40, 49, 100}, Y: []float64{5, 5, 5, 5, 5}, Deviation: []float64{1, 1, 1, 1, 1}}
	c := &Chart{}
	bars := c.barPath(s, x, scale{lo: 0, hi: 10, a: 100}, barStep(x, 1), 0)
	for at, is := range map[string]bool{"M0.0 ": true, "M75.3 ": true, "M400.5 ": true, "M422.5 ": false, "M500.0 ": true} {
		require.Equal(t, is, strings.Contains(bars, at), at)
	}
}

func TestOnlyTheLineThatGrewIsDrawnAnew(t *testing.T) {
	grown := rising()
	grown.ID, grown.Style = "b", 2
	short := grown
	short.X, short.Y, short.Deviation = grown.X[:20], grown.Y[:20], grown.Deviation[:20]
	before, after := straight(rising(), short).Sheet(), straight(rising(), grown).Sheet()
	skips := func(k kind, i int) bool {
		return (&part{Sheet: after, Index: i, Kind: k}).SkipRender(&part{Sheet: before, Index: i, Kind: k})
	}
	for _, k := range []kind{line, bar} {
		require.True(t, skips(k, 0))
		require.False(t, skips(k, 1))
	}
	require.True(t, (&axes{Sheet: after}).SkipRender(&axes{Sheet: before}))
	require.False(t, (&still{Sheet: after}).SkipRender(&still{Sheet: before}))

	for name, change := range map[string]func(*Series){
		"a value": func(s *Series) { s.Y = append([]float64{2}, s.Y[1:]...) }, "a deviation": func(s *Series) { s.Deviation = nil },
		"the style": func(s *Series) { s.Style = 3 }, "the end": func(s *Series) { s.End = BrokenOff }, "alive": func(s *Series) { s.Live = true },
		"the spread": func(s *Series) { s.Plain = true },
	} {
		other := rising()
		change(&other)
		after = straight(other, grown).Sheet()
		require.False(t, skips(line, 0), name)
	}

	// On other axes, everything moves.
	wider := straight(rising(), short)
	wider.X.Max = 100
	after = wider.Sheet()
	require.False(t, skips(line, 0))
	require.False(t, (&axes{Sheet: after}).SkipRender(&axes{Sheet: before}))

	// And a line that is gone leaves its place to another.
	after = straight(short).Sheet()
	require.False(t, skips(line, 0))
	require.False(t, skips(bar, 0))
}

func TestOnlyWhatFollowsThePointerIsDrawnAnewWhileItMoves(t *testing.T) {
	s := straight(rising()).Sheet()
	require.True(t, (&still{Sheet: s}).SkipRender(&still{Sheet: s}))
	require.False(t, (&moving{Sheet: s, Over: Over{Cursor: 2}}).SkipRender(&moving{Sheet: s, Over: Over{Cursor: 1}}))
	require.False(t, (&readout{Sheet: s, Cursor: 2}).SkipRender(&readout{Sheet: s, Cursor: 1}))
	require.True(t, (&readout{Sheet: s, Cursor: math.NaN()}).SkipRender(&readout{Sheet: s}), "neither is a cursor")
	require.True(t, (&dataTable{Of: &s.whole}).SkipRender(&dataTable{Of: &s.whole}))
	for _, c := range []vecty.Component{&still{Sheet: s}, &moving{Sheet: s}, &readout{Sheet: s}, &axes{Sheet: s}, &part{Sheet: s}} {
		copied := vecty.Copier(c.(vecty.Copier)).Copy()
		require.NotSame(t, c, copied)
		require.Equal(t, vecty.Core{}, *copied.Context())
	}
}
