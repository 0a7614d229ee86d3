package plot

import (
	"math"
	"strings"
	"testing"

	"github.com/hexops/vecty"
	"github.com/stretchr/testify/require"

	"atelier/site/internal/headless"
)

func TestTheTableIsMadeWhenItIsOpened(t *testing.T) {
	c := &Chart{ID: "loss", Title: "Loss & more", Y: Axis{Unit: "nats"}, Series: []Series{
		{Label: "<Adam>", Style: 1, X: []float64{1, 2, 4}, Y: []float64{0.5, math.Inf(1), math.NaN()}, Deviation: []float64{0.1, 0, 0}},
		{Label: "SGD", Style: 2, X: []float64{2, 3}, Y: []float64{0.7, 0.6}},
	}}
	table := &dataTable{Of: c}
	require.Equal(t, `<details class="behind"><summary>Table</summary><table id="loss-table"></table></details>`, headless.HTML(table))

	table.open = true
	require.Contains(t, headless.HTML(table), `<table id="loss-table"><caption>Loss &amp; more, nats</caption>`+
		`<thead><tr><th scope="col">epoch</th><th scope="col">&lt;Adam&gt;</th><th scope="col">SGD</th></tr></thead>`+
		`<tbody><tr><th scope="row">1</th><td>0.500 ± 0.100</td><td></td></tr>`+
		`<tr><th scope="row">2</th><td>∞</td><td>0.700</td></tr>`+
		`<tr><th scope="row">3</th><td></td><td>0.600</td></tr>`+
		`<tr><th scope="row">4</th><td>–</td><td></td></tr></tbody>`)
}

// Of 25 rows, ten a frame.
func TestALongTableComesSectionBySection(t *testing.T) {
	s := Series{Label: "SGD", Style: 1}
	for x := range 25 {
		s.X, s.Y = append(s.X, float64(x+1)), append(s.Y, 0.5)
	}
	frames := 0
	table := &dataTable{Of: &Chart{Series: []Series{s}}, open: true, shown: 1, more: func() { frames++ }}
	rows := func() int { return strings.Count(headless.HTML(table), `<th scope="row">`) }
	require.Equal(t, 10, rows())
	require.Equal(t, 20, rows())
	require.Equal(t, 25, rows())
	require.Equal(t, 25, rows())
	require.Equal(t, 2, frames)
}

// Sections stay as they are while rows are added behind them, and are as many
// as ever.
func TestTheLastSectionHasAllThatIsLeft(t *testing.T) {
	var s Series
	for x := range 1005 {
		s.X, s.Y = append(s.X, float64(x+1)), append(s.Y, 0.5)
	}
	content := (&dataTable{Of: &Chart{Series: []Series{s}}, open: true}).content()
	require.Len(t, content, 2+sections)
	require.Len(t, content[1+sections].(*section).Rows, 15)
	require.True(t, (&section{Rows: [][]string{{"1", "a"}}}).SkipRender(&section{Rows: [][]string{{"1", "a"}}}))
	require.False(t, (&section{Rows: [][]string{{"1", "a"}}}).SkipRender(&section{Rows: [][]string{{"1", "b"}}}))
}

// Vecty keeps the copy of a component; a copy that keeps its own previous one
// would keep all there ever were.
func TestACopyOfTheTableKeepsNoCopies(t *testing.T) {
	table := &dataTable{Of: &Chart{}, open: true}
	copied := vecty.Copier(table).Copy().(*dataTable)
	require.NotSame(t, table, copied)
	require.Equal(t, &dataTable{Of: table.Of, open: true}, copied)
	require.Equal(t, vecty.Core{}, copied.Core)
}

func TestValuesAreWrittenAsTheirSizeAsks(t *testing.T) {
	cases := map[float64]string{0: "0", 0.484: "0.484", 1.83: "1.830", 83.14: "83.1", 101770: "101,770", 0.0123: "0.0123", 2.5e7: "2.50e7", 3e-5: "3.00e−5"}
	for v, want := range cases {
		require.Equal(t, want, valuePrecision(v).write(v))
	}
}
