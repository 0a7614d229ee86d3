package plot

import (
	"math"
	"strings"

	"github.com/hexops/vecty"
)

// Tape is a difference on a small horizontal scale: a point with its interval,
// a dashed line at zero, and ticks for the single values it is the mean of.
//
// The style sheet knows svg.difference, and in it .interval, .single and .zero,
// besides the .dot, .num, .tick and .axis of a chart.
type Tape struct {
	Label     string    // what it shows: "difference in test accuracy, Adam against Baseline"
	Unit      string    // stands behind the values in the description: "points"
	Point     float64   // NaN: none
	Low, High float64   // of the interval; NaN: none
	Single    []float64 // such as one for each seed
	Style     int       // 1 to 8: the colour
	Below     string    // the word left of zero: "worse"
	Above     string    // the word right of zero: "better"
	Width     float64   // of the container, in pixels
}

// TapeHeight is the height of a Tape's drawing, in pixels.
const TapeHeight = 92.0

// Where the parts stand, in pixels from the top.
const (
	tapeWords    = 20.0
	tapeInterval = 42.0
	tapeSingles  = 52.0
	tapeAxis     = 62.0
	tapeEdge     = 16.0 // left and right, half a number
)

// Drawing returns the scale.
func (t *Tape) Drawing() *vecty.HTML {
	x := t.scale()
	color := (&Series{Style: t.Style}).class()
	var zero path
	zero.to('M', x.at(0), 12)
	zero.to('V', tapeAxis)
	list := append(ruler(x, tapeAxis, func(k tick) string { return signed(k.label, k.value) }),
		svgPath("zero", string(zero)),
		svgText("num", x.at(0)-6, tapeWords, "end", t.Below),
		svgText("num", x.at(0)+6, tapeWords, "start", t.Above),
		svgPath("interval "+color, t.interval(x)),
		svgPath("single "+color, t.singles(x)))
	if finite(t.Point) {
		list = append(list, svgDot(color, x.at(t.Point), tapeInterval, "5"))
	}
	width, height := pixels(t.Width), pixels(TapeHeight)
	return svg("svg", "chart difference",
		[]string{"viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img", "aria-label", t.description()},
		list)
}

// scale holds zero and all values, with a little room for the words beside
// zero.
func (t *Tape) scale() scale {
	lo, hi := 0.0, 0.0
	for _, v := range append([]float64{t.Point, t.Low, t.High}, t.Single...) {
		if finite(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo == hi {
		lo, hi = -1, 1
	}
	margin := (hi - lo) / 4
	x := scale{a: tapeEdge, b: max(t.Width-tapeEdge, tapeEdge+1)}
	x.lo, x.hi = roundLinear(lo-margin, hi+margin)
	return x
}

// interval returns the interval with its caps.
func (t *Tape) interval(x scale) string {
	if !finite(t.Low) || !finite(t.High) {
		return ""
	}
	var p path
	p.to('M', x.at(t.Low), tapeInterval)
	p.to('H', x.at(t.High))
	for _, end := range []float64{t.Low, t.High} {
		p.to('M', x.at(end), tapeInterval-6)
		p.to('v', 12)
	}
	return string(p)
}

// singles returns a tick for each single value.
func (t *Tape) singles(x scale) string {
	var p path
	for _, v := range t.Single {
		if finite(v) {
			p.to('M', x.at(v), tapeSingles)
			p.to('v', 7)
		}
	}
	return string(p)
}

// description says in words what the drawing shows.
func (t *Tape) description() string {
	unit := ""
	if t.Unit != "" {
		unit = " " + t.Unit
	}
	text := t.Label + ": "
	if !finite(t.Point) {
		return text + "cannot be told yet."
	}
	text += writeSigned(t.Point) + unit
	if finite(t.Low) && finite(t.High) {
		text += ", interval " + writeSigned(t.Low) + " to " + writeSigned(t.High)
	}
	if len(t.Single) > 0 {
		var values []string
		for _, v := range t.Single {
			values = append(values, writeSigned(v))
		}
		text += "; single values " + strings.Join(values, ", ")
	}
	return text + "."
}

// writeSigned writes a difference with two decimals and its sign.
func writeSigned(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return signed(writeTick(v, 2), v)
}

// signed puts a plus before the text of a number above zero.
func signed(text string, v float64) string {
	if v > 0 && strings.Trim(text, "0.") != "" {
		return "+" + text
	}
	return text
}
