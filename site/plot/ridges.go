package plot

import (
	"math"
	"strconv"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// Ridges are histograms one below the other, the first at the top, over a
// common axis: how the values of a parameter spread while it is trained.
//
// A ridge's height is the square root of its density, to one scale for all
// (a rootogram: Tukey, Exploratory Data Analysis, 1977, chapter 17). So few
// values far out are still seen beside the many near zero.
//
// The style sheet knows svg.ridges, and in it .ridge, a path each, besides the
// .num, .tick and .axis of a chart.
type Ridges struct {
	ID     string // begins the ids of the elements that need one
	Title  string // "hidden 1, 784 × 128"
	Of     string // what the rows are: "epoch" if empty
	Rows   []Histogram
	Width  float64 // of the container, in pixels
	Height float64 // of the drawing, in pixels
	Empty  string  // the sentence where there is no row
}

// Histogram is one row: counts in bins of equal width from Low to High, as
// stats.Histogram has them. One whose Low is its High has all values there.
type Histogram struct {
	Label     string // "10"
	Low, High float64
	Counts    []int
}

// Where the ridges stand, in pixels.
const (
	ridgeLift   = 1.6  // the highest ridge, in distances between rows
	ridgeBottom = 28.0 // below the last row: the axis and its numbers
	ridgeEdge   = 18.0 // at the right, half a number
)

// Figure returns title, drawing and table.
func (r *Ridges) Figure() *vecty.HTML {
	ridges := *r // what the table will be made of, if it is opened
	return elem.Figure(
		vecty.Markup(vecty.Class("plot")),
		elem.FigureCaption(vecty.Text(r.Title)),
		ridges.drawing(),
		&dataTable{Of: &ridges},
	)
}

func (r *Ridges) drawing() *vecty.HTML {
	x, left, bottom := r.layout()
	var list vecty.List
	distance := (bottom - topMargin) / (float64(len(r.Rows)) + ridgeLift - 1)
	highest := r.highest(x)
	for i, h := range r.Rows {
		base := bottom - distance*float64(len(r.Rows)-1-i)
		up := 0.0
		if highest > 0 {
			up = ridgeLift * distance / highest
		}
		list = append(list,
			svgPath("ridge", h.ridge(x, base, up)),
			svgText("num", left-8, base+4, "end", h.Label))
	}
	if len(r.Rows) == 0 {
		list = vecty.List{svgText("empty", r.Width/2, r.Height/2, "middle", r.Empty)}
	} else {
		list = append(list, ruler(x, bottom+6, func(t tick) string { return t.label }))
	}
	width, height := pixels(r.Width), pixels(r.Height)
	return svg("svg", "chart ridges",
		[]string{"viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img", "aria-label", r.description()},
		list)
}

// layout returns the common scale, the plot's left edge and its last row.
func (r *Ridges) layout() (x scale, left, bottom float64) {
	for _, h := range r.Rows {
		left = max(left, textWidth(h.Label))
	}
	left += 8 + 2
	bottom = max(r.Height-ridgeBottom-6, topMargin+1)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, h := range r.Rows {
		if h.total() > 0 && finite(h.Low) && finite(h.High) {
			lo, hi = min(lo, h.Low), max(hi, h.High)
		}
	}
	x = scale{a: left, b: max(r.Width-ridgeEdge, left+1)}
	x.lo, x.hi = Axis{}.domain(lo, hi)
	return x, left, bottom
}

// ridge returns a closed path along the base and, up pixels for each unit,
// through the middles of the bins.
func (h Histogram) ridge(x scale, base, up float64) string {
	var p path
	p.to('M', x.a, base)
	if roots, low, width := h.roots(x); len(roots) > 0 {
		p.to('L', x.clamped(low), base)
		for i, root := range roots {
			p.to('L', x.clamped(low+(float64(i)+0.5)*width), base-up*root)
		}
		p.to('L', x.clamped(low+float64(len(roots))*width), base)
	}
	p.to('L', x.b, base)
	p.to('Z')
	return string(p)
}

// roots returns the square root of the density in each bin, where the first
// begins and how wide they are; none for a histogram without values. Values
// that are all the same have one bin, as wide as can just be seen.
func (h Histogram) roots(x scale) (roots []float64, low, width float64) {
	const thinnest = 2 // px
	total := h.total()
	if total == 0 || !finite(h.Low) || !finite(h.High) {
		return nil, 0, 0
	}
	counts, low, width := h.Counts, h.Low, (h.High-h.Low)/float64(len(h.Counts))
	if pixel := (x.hi - x.lo) / x.length(); h.High-h.Low < thinnest*pixel {
		counts, low, width = []int{total}, (h.Low+h.High-thinnest*pixel)/2, thinnest*pixel
	}
	for _, n := range counts {
		roots = append(roots, math.Sqrt(float64(n)/(float64(total)*width)))
	}
	return roots, low, width
}

// highest returns the greatest root of any row.
func (r *Ridges) highest(x scale) float64 {
	most := 0.0
	for _, h := range r.Rows {
		roots, _, _ := h.roots(x)
		for _, root := range roots {
			most = max(most, root)
		}
	}
	return most
}

func (h Histogram) total() int {
	total := 0
	for _, n := range h.Counts {
		total += n
	}
	return total
}

// quantile returns the value below which a share q of the values lies, as if
// they lay evenly within each bin.
func (h Histogram) quantile(q float64) float64 {
	width := (h.High - h.Low) / float64(len(h.Counts))
	rest := q * float64(h.total())
	for i, n := range h.Counts {
		if n > 0 && rest <= float64(n) {
			return h.Low + width*(float64(i)+rest/float64(n))
		}
		rest -= float64(n)
	}
	return h.High
}

// of returns what the rows are.
func (r *Ridges) of() string {
	if r.Of == "" {
		return "epoch"
	}
	return r.Of
}

// description says in words what the drawing shows.
func (r *Ridges) description() string {
	text := r.Title + ": histograms by " + r.of()
	if len(r.Rows) == 0 {
		return text + ". Nothing to show yet."
	}
	rows := []Histogram{r.Rows[0]}
	if n := len(r.Rows); n > 1 {
		rows = append(rows, r.Rows[n-1])
	}
	text += ", " + strconv.Itoa(len(r.Rows)) + "."
	for _, h := range rows {
		text += " " + r.of() + " " + h.Label + ": "
		if h.total() == 0 {
			text += "no values."
			continue
		}
		text += writeValue(h.Low) + " to " + writeValue(h.High) + ", the middle half " + writeValue(h.quantile(0.25)) + " to " + writeValue(h.quantile(0.75)) + "."
	}
	return text
}

func (r *Ridges) tableID() string { return tableName(r.ID) }

// table returns a row for each histogram with its ends and quartiles; the
// quartiles are read off the bins.
func (r *Ridges) table() data {
	d := data{caption: r.Title, head: []string{r.of(), "values", "least", "lower quartile", "median", "upper quartile", "greatest"}}
	for _, h := range r.Rows {
		total := h.total()
		row := []string{h.Label, writeTick(float64(total), 0)}
		for _, q := range []float64{0, 0.25, 0.5, 0.75, 1} {
			value := "–"
			if total > 0 {
				value = writeValue(h.quantile(q))
			}
			row = append(row, value)
		}
		d.rows = append(d.rows, row)
	}
	return d
}
