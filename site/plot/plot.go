// Package plot turns data into drawings. Chart is line charts over epochs as
// SVG, with error bars or bands, labels at the lines' ends, a cursor and a table
// behind; Ridges is histograms by epoch; Tape is a difference with its interval.
//
// A chart is drawn at the pixel size of its container and never scaled, so
// that its text is always 12 px. Everything visual but geometry is left to
// the page's style sheet, by class:
//
//	figure.plot       the whole; in it figcaption, p.readout, svg.chart, details.behind
//	.axis .tick .grid the axes; .major on the long ticks, .num on their numbers
//	.line .band .bar  a run's curve, its band, its error bars: one path each
//	.dot              a point: the end of a live line, a lone point, the cursor's
//	.lbl .val .lead   a run's name at its line's end, its last value, the line to it
//	.raw              a curve as measured, behind one that is smoothed
//	.event .notch     the stem and the arrowhead of what happened to a run
//	.end              the mark at a line's end: broken off, or stopped early
//	.cursor .empty    the hairline, the sentence in an empty chart
//	.stretch .veil    the epochs being chosen; what pales all but one run
//	.r1 … .r8         a run's colour and dash
//
// Series and axes know no epochs: any x will do, but x axes are ruled in
// whole numbers.
package plot

import "math"

// Chart is one chart: what it shows and how large. The zero value of every
// field but the size is useful.
type Chart struct {
	ID       string // begins the ids of the elements that need one
	Title    string
	Subtitle string // the unit, and what the error bars are
	X, Y     Axis
	Series   []Series
	Width    float64 // of the container, in pixels
	Height   float64 // of the drawing, in pixels
	Spread   Spread
	// From and To are the stretch of x that is shown, and y follows what is to
	// be seen in it. Both 0: all.
	From, To float64
	// Smoothing is the weight of the past in the lines, 0 (none) to below 1; see
	// Smooth. What was measured stays behind them, and in readout and table.
	Smoothing float64
	// Hidden are the names of further runs, which the description mentions.
	Hidden []string
	// Cursor is the x at which the values are read, in all charts of a page
	// the same. NaN and 0 are none: epochs count from 1.
	Cursor float64
	Empty  string // the sentence in a chart with nothing to draw
	// Narrow leaves no margin for labels at the right: the page puts a legend
	// above.
	Narrow bool
}

// Series is one curve.
type Series struct {
	ID    string // tells it from the others; see Over.Lit
	Label string // the run's name
	Style int    // 1 to 8: the run's colour and dash
	// X and Y have the same length, X ascending. The line is broken where
	// either is NaN or infinite, or where Y is not positive on a logarithmic
	// axis.
	X, Y []float64
	// Deviation, if there is one for every Y, is drawn as Chart.Spread says.
	// What is not above 0 is none: a single batch has no deviation.
	Deviation []float64
	Live      bool // still growing: ends in a dot
	// Plain leaves the deviation undrawn. It still stands in the readout and
	// the table.
	Plain  bool
	Events []Event // what happened to the run, X ascending
	End    End     // how it ended

	smooth []float64 // what the line goes through instead of Y
}

// End is how a line ends.
type End int

// The ends that have a mark: a cross, and a bar across the line.
const (
	Open End = iota
	BrokenOff
	StoppedEarly
)

// Axis is one of the two axes.
type Axis struct {
	Label       string // "epoch" for x if empty
	Unit        string // stands behind values in the description: "per cent"
	Logarithmic bool
	// The axis reaches from Min to Max, and farther if the data do, in round
	// steps: it never hides a value and does not follow every new one. With
	// both 0, it reaches as far as the data, or is 0 to 10 for x.
	Min, Max float64
	// Bounds are the least and the largest value there can be, such as 0 and
	// 100 per cent: error bars end there. Both 0: none.
	Bounds [2]float64
	// Format writes a value, and a deviation, in the readout, the labels and
	// the table. Nil writes as many decimals as suit the axis. The numbers at
	// the ticks have as many decimals as the ticks need.
	Format func(float64) string
}

// Spread is how deviations are drawn.
type Spread int

// Bars are drawn every five epochs, side by side; bands from end to end, with
// the last deviation in the right margin.
const (
	Bars Spread = iota
	Bands
	NoSpread
)

// styles is the number of runs that the style sheet tells apart.
const styles = 8

// class returns the class of the series' colour and dash.
func (s *Series) class() string {
	return "r" + string(rune('1'+((s.Style-1)%styles+styles)%styles))
}

// drawn returns what the line goes through.
func (s *Series) drawn() []float64 {
	if s.smooth != nil {
		return s.smooth
	}
	return s.Y
}

// deviation returns the deviation at point i; NaN if there is none.
func (s *Series) deviation(i int) float64 {
	if len(s.Deviation) != len(s.Y) || !(s.Deviation[i] > 0) || !finite(s.Deviation[i]) {
		return math.NaN()
	}
	return s.Deviation[i]
}

// last returns the index of the last point that the scales can show; -1 if
// there is none.
func (s *Series) last(x, y scale) int {
	for i := min(len(s.X), len(s.Y)) - 1; i >= 0; i-- {
		if x.shows(s.X[i]) && y.shows(s.Y[i]) {
			return i
		}
	}
	return -1
}

// index returns the index of the point at x; -1 if there is none.
func (s *Series) index(x float64) int {
	for i := min(len(s.X), len(s.Y)) - 1; i >= 0; i-- {
		if s.X[i] == x {
			return i
		}
	}
	return -1
}
