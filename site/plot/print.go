package plot

import "github.com/hexops/vecty"

// What stands over a chart on paper, in pixels.
const (
	printMargin   = 12.0
	printTitle    = 20.0 // the height of the title
	printSubtitle = 18.0
	printRow      = 20.0 // of the legend
	printSwatch   = 26.0
	printGap      = 18.0 // between two entries of the legend
)

// Print is a chart for paper: title, unit and legend are in the drawing, which
// stands for itself once the attributes of OnPaper are written on its elements.
type Print struct {
	sheet         *Sheet
	Width, Height int
	legend        []place // of the series with something to draw
	top           float64 // where the chart begins
}

// place is where an entry of the legend stands.
type place struct {
	series int
	x, y   float64
}

// Print lays the chart out for paper, around it as it is.
func (s *Sheet) Print() *Print {
	p := &Print{sheet: s, Width: int(s.chart.Width + 2*printMargin)}
	x, y := printMargin, printMargin+printTitle+printSubtitle+printRow/2
	for i := range s.chart.Series {
		series := &s.chart.Series[i]
		if series.last(s.frame.x, s.frame.y) < 0 {
			continue
		}
		wide := printSwatch + 6 + textWidth(series.Label)
		if x > printMargin && x+wide > float64(p.Width)-printMargin {
			x, y = printMargin, y+printRow
		}
		p.legend = append(p.legend, place{i, x, y})
		x += wide + printGap
	}
	p.top = y + printRow
	p.Height = int(p.top + s.chart.Height + printMargin)
	return p
}

// Drawing returns the SVG element.
func (p *Print) Drawing() *vecty.HTML {
	width, height := pixels(float64(p.Width)), pixels(float64(p.Height))
	c := &p.sheet.chart
	var legend vecty.List
	for _, e := range p.legend {
		series := &c.Series[e.series]
		var line path
		line.to('M', e.x, e.y)
		line.to('h', printSwatch)
		legend = append(legend, svgPath("line "+series.class(), string(line)), svgText("lbl", e.x+printSwatch+6, e.y+4, "start", series.Label))
	}
	return svg("svg", "chart",
		[]string{"viewBox", "0 0 " + width + " " + height, "width", width, "height", height, "role", "img", "aria-label", p.sheet.description},
		svg("rect", "ground", []string{"width", width, "height", height}),
		svgText("title", printMargin, printMargin+14, "start", c.Title),
		svgText("sub", printMargin, printMargin+printTitle+12, "start", c.Subtitle),
		svg("g", "", nil, legend),
		svg("g", "", []string{"transform", "translate(" + coordinate(printMargin) + " " + coordinate(p.top) + ")"}, &still{Sheet: p.sheet}),
	)
}
