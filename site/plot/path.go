package plot

import (
	"math"
	"strconv"
	"strings"
)

// path builds the d attribute of an SVG path, with one decimal.
type path struct{ strings.Builder }

func (p *path) move(x, y float64) { p.command('M', x, y) }
func (p *path) line(x, y float64) { p.command('L', x, y) }

func (p *path) command(c byte, x, y float64) {
	p.WriteByte(c)
	p.WriteString(coordinate(x))
	p.WriteByte(' ')
	p.WriteString(coordinate(y))
}

func coordinate(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}

// curve returns the line of a series, broken where it has no value.
func (f *frame) curve(s Series) string {
	var p path
	broken := true
	for i, v := range s.Y {
		if math.IsNaN(v) {
			broken = true
			continue
		}
		x, y := f.x.at(s.X[i]), f.y.clamp(v)
		if broken {
			p.move(x, y)
		} else {
			p.line(x, y)
		}
		broken = false
	}
	return p.String()
}

// bars returns the error bars of the series with the given place among the
// others: every fifth x and the last, set side by side so that they do not
// hide each other.
func (f *frame) bars(s Series, place int) string {
	const cap = 2.5
	aside := 3 * (float64(place) - float64(len(f.series)-1)/2)
	var p path
	for i, v := range s.Y {
		d := s.deviation(i)
		if d == 0 || math.IsNaN(v) || math.Mod(s.X[i], f.barStep()) != 0 && i != len(s.Y)-1 {
			continue
		}
		x, top, bottom := f.x.at(s.X[i])+aside, f.y.clamp(v+d), f.y.clamp(v-d)
		if f.Y.Logarithmic && v-d <= 0 {
			bottom = f.y.from
		}
		p.move(x-cap, top)
		p.line(x+cap, top)
		p.move(x, top)
		p.line(x, bottom)
		p.move(x-cap, bottom)
		p.line(x+cap, bottom)
	}
	return p.String()
}

// barStep returns the x between error bars: each, while there are few.
func (f *frame) barStep() float64 {
	switch {
	case f.x.high <= 15:
		return 1
	case f.x.high <= 100:
		return barEvery
	}
	return niceStep(f.x.high/20, true)
}
