package plot

import "github.com/hexops/vecty"

// frame is where a chart's parts stand: the plot's edges in pixels, the
// scales within and their ticks.
type frame struct {
	left, right, top, bottom float64
	x, y                     scale
	xTicks, yTicks           []tick
}

// The plot's distances to the edges of the drawing, in pixels.
const (
	topMargin    = 8.0
	leftMargin   = 34.0
	bottomMargin = 34.0
	narrowMargin = 10.0 // at the right, without labels
)

// lineRoom is the least distance of two numbers above one another, in pixels.
const lineRoom = 36.0

// frame lays the chart out.
func (c *Chart) frame() frame {
	f := frame{top: topMargin}
	f.bottom = max(c.Height-bottomMargin, f.top+1)
	f.y = scale{a: f.bottom, b: f.top, logarithmic: c.Y.Logarithmic}
	f.y.lo, f.y.hi = c.Y.domain(c.yRange())
	f.yTicks = linearTicks(f.y, lineRoom)
	if c.Y.Logarithmic {
		f.yTicks = logarithmicTicks(f.y)
	}

	f.left = leftMargin
	for _, t := range f.yTicks {
		f.left = max(f.left, textWidth(t.label)+12+2)
	}
	f.x = scale{logarithmic: c.X.Logarithmic}
	f.x.lo, f.x.hi = c.xAxis().domain(c.xRange())
	if c.stretch() && !(c.X.Logarithmic && c.From <= 0) {
		f.x.lo, f.x.hi = c.From, c.To
	}
	f.right = max(c.Width-c.rightMargin(f), f.left+1)
	f.x.a, f.x.b = f.left, f.right
	if c.X.Logarithmic {
		f.xTicks = logarithmicTicks(f.x)
	} else {
		f.xTicks = wholeTicks(f.x, c.numberRoom(f.x.hi))
	}
	return f
}

// stretch reports whether only a stretch of the x axis is shown.
func (c *Chart) stretch() bool { return finite(c.From) && finite(c.To) && c.From < c.To }

// xAxis returns the x axis with its defaults.
func (c *Chart) xAxis() Axis {
	a := c.X
	if a.Label == "" {
		a.Label = "epoch"
	}
	if a.Min == 0 && a.Max == 0 && !a.Logarithmic {
		a.Max = 10
	}
	return a
}

// numberRoom returns the least distance of the numbers on the x axis: a
// narrow chart writes "epoch" before the last of them.
func (c *Chart) numberRoom(last float64) float64 {
	number := textWidth(writeTick(last, 0))
	if c.Narrow {
		return number + textWidth(c.xAxis().Label) + 8
	}
	return number + 28
}

// rightMargin returns the width of the margin for the widest label.
func (c *Chart) rightMargin(f frame) float64 {
	if c.Narrow {
		return narrowMargin
	}
	margin := max(leastMargin, labelIndent+textWidth(c.xAxis().Label))
	inMargin := 0
	for i := range c.Series {
		s := &c.Series[i]
		if last := s.last(f.x, f.y); last >= 0 {
			inMargin++
			l := label{name: s.Label, value: c.write(s.Y[last], f)}
			margin = max(margin, c.labelColumn(f, inMargin)+l.width()+2)
		}
	}
	return min(margin, mostMargin*c.Width)
}

// drawAxes draws the grid at the major values, the axes, their ticks and
// numbers.
func (c *Chart) drawAxes(f frame) *vecty.HTML {
	var grid, axis, short, long path
	var numbers vecty.List
	for _, t := range f.yTicks {
		y := f.y.at(t.value)
		if t.size != major {
			short.to('M', f.left, y)
			short.to('h', -4)
			continue
		}
		long.to('M', f.left, y)
		long.to('h', -8)
		if y < f.bottom-1 {
			grid.to('M', f.left, y)
			grid.to('H', f.right)
		}
		numbers = append(numbers, svgText("num", f.left-12, y+4, "end", t.label))
	}
	axis.to('M', f.left, f.top)
	axis.to('V', f.bottom)
	axis.to('H', f.right)
	for _, t := range f.xTicks {
		x := f.x.at(t.value)
		switch t.size {
		case major:
			long.to('M', x, f.bottom)
			long.to('v', 10)
		case middle:
			short.to('M', x, f.bottom)
			short.to('v', 7)
		default:
			short.to('M', x, f.bottom)
			short.to('v', 4)
		}
	}
	return svg("g", "", nil,
		svgPath("grid", string(grid)),
		svgPath("tick", string(short)),
		svgPath("tick major", string(long)),
		svgPath("axis", string(axis)),
		numbers,
		c.xNumbers(f),
	)
}

// xNumbers writes the numbers on the x axis and its label: right of them, or
// in a narrow chart before the last.
func (c *Chart) xNumbers(f frame) vecty.List {
	const below = 23
	y := f.bottom + below
	name := c.xAxis().Label
	last := len(f.xTicks) - 1
	for last >= 0 && f.xTicks[last].size != major {
		last--
	}
	room := f.right // where the last number begins
	if last >= 0 && c.Narrow {
		t := f.xTicks[last]
		room = f.x.at(t.value) + textWidth(t.label)/2 - textWidth(name+" "+t.label)
	}
	var list vecty.List
	for i, t := range f.xTicks[:last+1] {
		if t.size != major {
			continue
		}
		x, half := f.x.at(t.value), textWidth(t.label)/2
		if c.Narrow && i == last {
			list = append(list, svgText("num", x+half, y, "end", name+" "+t.label))
			continue
		}
		if c.Narrow && x+half > room-4 {
			continue
		}
		list = append(list, svgText("num", x, y, "middle", t.label))
	}
	if !c.Narrow {
		x := f.right + 10
		if last >= 0 {
			x = max(x, f.x.at(f.xTicks[last].value)+textWidth(f.xTicks[last].label)/2+4)
		}
		list = append(list, svgText("num", x, y, "start", name))
	}
	return list
}
