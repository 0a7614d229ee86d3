package plot

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// svg returns an SVG element; attributes come in pairs of name and value.
func svg(tag string, attributes []string, children ...vecty.MarkupOrChild) *vecty.HTML {
	markup := []vecty.Applyer{vecty.Namespace("http://www.w3.org/2000/svg")}
	for i := 0; i < len(attributes); i += 2 {
		markup = append(markup, vecty.Attribute(attributes[i], attributes[i+1]))
	}
	return vecty.Tag(tag, append([]vecty.MarkupOrChild{vecty.Markup(markup...)}, children...)...)
}

func pathOf(class, d string) *vecty.HTML { return svg("path", []string{"class", class, "d", d}) }

func textAt(class, anchor string, x, y float64, children ...vecty.MarkupOrChild) *vecty.HTML {
	return svg("text", []string{"class", class, "text-anchor", anchor, "x", coordinate(x), "y", coordinate(y)}, children...)
}

// drawing returns the SVG.
func (f *frame) drawing() *vecty.HTML {
	var parts vecty.List
	parts = append(parts, f.axes()...)
	for i, s := range f.series {
		parts = append(parts, f.drawSeries(s, i))
	}
	if len(f.series) == 0 && f.Empty != "" {
		parts = append(parts, textAt("empty", "middle", (f.x.from+f.x.to)/2, (f.y.from+f.y.to)/2, vecty.Text(f.Empty)))
	}
	if f.Cursor != 0 && len(f.series) > 0 && f.Cursor <= f.x.high {
		parts = append(parts, f.cursor())
	}
	if !f.Narrow {
		parts = append(parts, f.endLabels()...)
	}
	return svg("svg", []string{
		"class", "chart", "role", "img", "aria-label", f.summary(),
		"width", strconv.Itoa(f.Width), "height", strconv.Itoa(f.Height),
		"viewBox", fmt.Sprintf("0 0 %d %d", f.Width, f.Height),
	}, parts)
}

// axes are drawn like tapes: ticks outside, hairlines at the numbers of the
// y axis only.
func (f *frame) axes() vecty.List {
	var grid, ticks, majors path
	var texts vecty.List
	for _, t := range yTicks(f.y) {
		y := math.Round(f.y.at(t.value)) + 0.5
		grid.move(f.x.from, y)
		grid.line(f.x.to, y)
		majors.move(f.x.from-6, y)
		majors.line(f.x.from, y)
		texts = append(texts, textAt("num", "end", f.x.from-10, y+4, vecty.Text(t.label)))
	}
	bottom := math.Round(f.y.from) + 0.5
	for _, t := range xTicks(f.x) {
		x := math.Round(f.x.at(t.value)) + 0.5
		p := &ticks
		if t.size == 2 {
			p = &majors
			texts = append(texts, textAt("num", "middle", x, bottom+24, vecty.Text(t.label)))
		}
		p.move(x, bottom)
		p.line(x, bottom+float64(4+3*t.size))
	}
	var axis path
	axis.move(f.x.from+0.5, f.y.to)
	axis.line(f.x.from+0.5, bottom)
	axis.line(f.x.to, bottom)
	return append(vecty.List{
		pathOf("grid", grid.String()),
		pathOf("tick", ticks.String()),
		pathOf("tick major", majors.String()),
		pathOf("axis", axis.String()),
		f.xLabel(bottom + 24),
	}, texts...)
}

// xLabel stands behind the last number where there is a margin, and before it
// where there is none.
func (f *frame) xLabel(y float64) *vecty.HTML {
	if f.Narrow {
		return textAt("num", "end", f.x.to-16, y, vecty.Text(f.X.Label))
	}
	return textAt("num", "start", f.x.to+14, y, vecty.Text(f.X.Label))
}

func (f *frame) drawSeries(s Series, place int) *vecty.HTML {
	parts := vecty.List{}
	if s.Deviation != nil {
		parts = append(parts, pathOf("bar", f.bars(s, place)))
	}
	parts = append(parts, pathOf("line", f.curve(s)))
	if i := lastPoint(s); s.Live || len(s.Y) == 1 {
		parts = append(parts, f.dot(s, i))
	}
	return svg("g", []string{"class", class(s)}, parts)
}

func class(s Series) string { return fmt.Sprintf("r%d", min(max(s.Style, 1), 8)) }

// lastPoint returns the index of the last value that can be drawn.
func lastPoint(s Series) int {
	i := len(s.Y) - 1
	for i > 0 && math.IsNaN(s.Y[i]) {
		i--
	}
	return i
}

// pointAt returns the index of the value at x, and whether there is one.
func pointAt(s Series, x float64) (i int, ok bool) {
	for i, v := range s.X {
		if v == x && !math.IsNaN(s.Y[i]) {
			return i, true
		}
	}
	return 0, false
}

func (f *frame) dot(s Series, i int) *vecty.HTML {
	return svg("circle", []string{"class", "dot", "r", "4", "cx", coordinate(f.x.at(s.X[i])), "cy", coordinate(f.y.clamp(s.Y[i]))})
}

// cursor is a hairline at the x pointed at, with a dot on each line.
func (f *frame) cursor() *vecty.HTML {
	x := math.Round(f.x.at(f.Cursor)) + 0.5
	var p path
	p.move(x, f.y.to)
	p.line(x, f.y.from)
	parts := vecty.List{pathOf("cursor", p.String())}
	for _, s := range f.series {
		if i, ok := pointAt(s, f.Cursor); ok {
			parts = append(parts, svg("g", []string{"class", class(s)}, f.dot(s, i)))
		}
	}
	return svg("g", nil, parts)
}

func (f *frame) endLabels() vecty.List {
	labels := make([]label, len(f.series))
	for k, s := range f.series {
		i := lastPoint(s)
		labels[k] = label{s.Label, f.Y.format(s.Y[i]), k, f.x.at(s.X[i]), f.y.clamp(s.Y[i]), 0}
	}
	spread(labels, f.y.to+4, f.y.from-4)
	var parts vecty.List
	for _, l := range labels {
		name, room := l.text, float64(f.Width)-l.x-18
		if most := int(room/7) - len(l.value) - 1; len([]rune(name)) > most && most > 1 {
			name = string([]rune(name)[:most-1]) + "…"
		}
		x := l.x + 12
		var lead vecty.MarkupOrChild
		if math.Abs(l.at-l.y) > 4 {
			var p path
			p.move(l.x+4, l.y)
			p.line(x-2, l.at)
			lead = pathOf("lead", p.String())
		}
		parts = append(parts, svg("g", []string{"class", class(f.series[l.style])}, lead,
			textAt("lbl", "start", x, l.at+4, vecty.Text(name+" "),
				svg("tspan", []string{"class", "val"}, vecty.Text(l.value)))))
	}
	return parts
}

// summary says in words what the drawing shows.
func (f *frame) summary() string {
	var b strings.Builder
	b.WriteString(f.Title)
	if len(f.series) == 0 {
		return b.String() + ": no data yet"
	}
	for k, s := range f.series {
		sep := "; "
		if k == 0 {
			sep = ": "
		}
		i, j := 0, lastPoint(s)
		for math.IsNaN(s.Y[i]) {
			i++
		}
		fmt.Fprintf(&b, "%s%s from %s at %s %s to %s at %s", sep, s.Label, f.Y.format(s.Y[i]), f.X.Label, number(s.X[i], 6), f.Y.format(s.Y[j]), number(s.X[j], 6))
	}
	return b.String()
}

// readout is the line above the drawing with the values at the cursor, or at
// the last point of each line if there is none.
func (f *frame) readout() *vecty.HTML {
	var items vecty.List
	if f.Cursor != 0 && len(f.series) > 0 {
		items = append(items, elem.Span(vecty.Markup(vecty.Class("ep")), vecty.Text(f.X.Label+" "), elem.Bold(vecty.Text(number(f.Cursor, 6)))))
		for _, s := range f.series {
			if i, ok := pointAt(s, f.Cursor); ok {
				items = append(items, elem.Span(swatch(s), vecty.Text(s.Label+" "), elem.Bold(vecty.Text(f.value(s, i)))))
			}
		}
	}
	return elem.Paragraph(vecty.Markup(vecty.Class("readout")), items)
}

// value writes the value of a point with its deviation.
func (f *frame) value(s Series, i int) string {
	text := f.Y.format(s.Y[i])
	if d := s.deviation(i); d > 0 {
		text += " ± " + f.Y.format(d)
	}
	return text
}

// swatch is a piece of the series' line.
func swatch(s Series) *vecty.HTML {
	return svg("svg", []string{"class", "sw " + class(s), "width", "26", "height", "10", "aria-hidden", "true"}, pathOf("line", "M0 5H26"))
}
