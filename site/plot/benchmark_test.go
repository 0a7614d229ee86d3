package plot

import (
	"math"
	"testing"

	"github.com/hexops/vecty"
)

// BenchmarkFigure measures a chart of fourteen runs of fifty epochs: all of it,
// as when an epoch has ended, and only what follows the pointer.
func BenchmarkFigure(b *testing.B) {
	c := &Chart{Title: "Validation accuracy", Width: 616, Height: 380, X: Axis{Max: 50}}
	for style := range 14 {
		s := Series{Label: "A run", Style: style + 1}
		for epoch := 1.0; epoch <= 50; epoch++ {
			s.X = append(s.X, epoch)
			s.Y = append(s.Y, 88-float64(style)-20/epoch)
			s.Deviation = append(s.Deviation, 1+math.Sin(epoch)/4)
		}
		c.Series = append(c.Series, s)
	}
	render := func(parts ...vecty.Component) {
		for _, p := range parts {
			p.Render()
		}
	}
	over := func(s *Sheet, i int) []vecty.Component {
		at := float64(1 + i%50)
		return []vecty.Component{&moving{Sheet: s, Over: Over{Cursor: at}}, &readout{Sheet: s, Cursor: at}}
	}
	b.Run("all", func(b *testing.B) {
		for i := range b.N {
			s := c.Sheet()
			render(&still{Sheet: s})
			render(over(s, i)...)
		}
	})
	b.Run("pointing", func(b *testing.B) {
		s := c.Sheet()
		for i := range b.N {
			render(over(s, i)...)
		}
	})
}
