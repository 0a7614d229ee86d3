package plot

import "github.com/hexops/vecty"

// Event is something that happened to a run while it was trained. It is drawn
// as an arrow onto the x axis, in the run's colour, with words beside it.
type Event struct {
	X    float64
	Text string // "rate 0.01 to 0.005"
}

// Where events stand, in pixels.
const (
	eventHeight = 40.0 // of the lowest stem
	eventWords  = 6.0  // from the stem to its words
	eventLevels = 5    // as many words one above another; further events have none
)

// drawEvents draws the events of all series.
func (c *Chart) drawEvents(f frame) *vecty.HTML {
	var list vecty.List
	var taken [eventLevels]float64 // where the words on each level end
	for i := range c.Series {
		s := &c.Series[i]
		var stems, notches path
		var words vecty.List
		for _, e := range s.Events {
			if !f.x.shows(e.X) || e.X < f.x.lo || e.X > f.x.hi {
				continue
			}
			x := f.x.at(e.X)
			start, anchor := x+eventWords, "start"
			if width := textWidth(e.Text); start+width > c.eventRoom(f) && x-eventWords-width > f.left {
				start, anchor = x-eventWords, "end"
			}
			left := start
			if anchor == "end" {
				left -= textWidth(e.Text)
			}
			level := 0
			for level < eventLevels-1 && left < taken[level] {
				level++
			}
			top := max(f.bottom-eventHeight-labelGap*float64(level), f.top)
			stems.to('M', x, f.bottom)
			stems.to('V', top)
			notches.to('M', x-4, f.bottom-8)
			notches.to('h', 8)
			notches.to('L', x, f.bottom)
			notches.to('Z')
			if left >= taken[level] {
				taken[level] = left + textWidth(e.Text) + eventWords
				words = append(words, svgText("lbl", start, top+8, anchor, e.Text))
			}
		}
		list = append(list, svgPath("event "+s.class(), string(stems)), svgPath("notch "+s.class(), string(notches)), words)
	}
	return svg("g", "", nil, list)
}

// eventRoom returns where words must end, so as to cover no label.
func (c *Chart) eventRoom(f frame) float64 {
	if c.Narrow {
		return c.Width
	}
	return f.right + atTheEnd
}

// endPath returns the mark at the end of a line.
func (s *Series) endPath(x, y float64) string {
	const arm = 4
	var p path
	switch s.End {
	case BrokenOff:
		p.to('M', x-arm, y-arm)
		p.to('L', x+arm, y+arm)
		p.to('M', x-arm, y+arm)
		p.to('L', x+arm, y-arm)
	case StoppedEarly:
		p.to('M', x, y-arm-2)
		p.to('V', y+arm+2)
	}
	return string(p)
}
