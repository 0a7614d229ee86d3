package plot

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Where labels stand, in pixels.
const (
	labelGap     = 17.0  // from one baseline to the next
	labelIndent  = 22.0  // from the end of the axis to the labels
	labelBeside  = 9.0   // from a point within the plot to its label
	labelShift   = 12.0  // up or down, out of the way of lines
	valueIndent  = 5.0   // from the name to the value
	leastMargin  = 118.0 // at the right
	mostMargin   = 0.4   // of the width
	atTheEnd     = 10.0  // points as near to the axis's end have their labels in the margin
	deviationGap = 9.0   // from one deviation in the margin to the next
)

// label is a run's name with its last value.
type label struct {
	series      int // its index
	name, value string
	endX, endY  float64 // the end of the line
	x, y        float64 // the text: its start, the middle of its height
	inMargin    bool
}

// width returns the width of name and value.
func (l label) width() float64 { return textWidth(l.name) + valueIndent + textWidth(l.value) }

// labels returns the labels of all lines that have an end, placed.
func (c *Chart) labels(f frame) []label {
	var list []label
	inMargin := 0
	for i := range c.Series {
		s := &c.Series[i]
		last := s.last(f.x, f.y)
		if last < 0 {
			continue
		}
		l := label{series: i, value: c.write(s.Y[last], f), endX: f.x.at(s.X[last]), endY: f.y.clamped(s.drawn()[last])}
		l.inMargin = l.endX >= f.right-atTheEnd
		if l.inMargin {
			inMargin++
		}
		l.name = shorten(s.Label, c.Width-f.right-labelIndent-valueIndent-textWidth(l.value)-2)
		list = append(list, l)
	}
	column := f.right + c.labelColumn(f, inMargin)
	for i := range list {
		l := &list[i]
		if l.inMargin {
			l.x, l.y = column, l.endY
			continue
		}
		l.x = l.endX + labelBeside
		l.y = c.quietest(*l, f)
	}
	settle(list, f.top, f.bottom-labelGap/2)
	return list
}

// quietest returns the height beside the end of a line, or a little above or
// below it, at which a label within the plot covers the fewest points of
// other lines.
func (c *Chart) quietest(l label, f frame) float64 {
	best, least := l.endY, math.MaxInt
	for _, shift := range []float64{0, -labelShift, labelShift} {
		covered := 0
		for i := range c.Series {
			s := &c.Series[i]
			for j := range s.last(f.x, f.y) + 1 {
				if !f.x.shows(s.X[j]) || !f.y.shows(s.Y[j]) {
					continue
				}
				right, below := f.x.at(s.X[j])-l.x, f.y.clamped(s.drawn()[j])-(l.endY+shift)
				if 0 <= right && right <= l.width() && math.Abs(below) < labelGap/2 {
					covered++
				}
			}
		}
		if covered < least {
			best, least = l.endY+shift, covered
		}
	}
	return best
}

// labelColumn returns how far right of the axis the labels in the margin
// begin: behind the deviations, if those stand there.
func (c *Chart) labelColumn(f frame, n int) float64 {
	if n == 0 || !c.deviationsInMargin() {
		return labelIndent
	}
	return atTheEnd + deviationGap*float64(n-1) + 15
}

// deviationsInMargin reports whether each run's last deviation is drawn
// beside the axis: where bands show the others, and there is room.
func (c *Chart) deviationsInMargin() bool {
	return c.Spread == Bands && !c.Narrow && len(c.Series) <= 5
}

// settle moves labels up and down until none covers another, those that have
// nothing beside them not at all.
func settle(list []label, top, bottom float64) {
	slices.SortStableFunc(list, func(a, b label) int { return cmp.Compare(a.x, b.x) })
	for from := 0; from < len(list); {
		to, end := from+1, list[from].x+list[from].width()
		for to < len(list) && list[to].x <= end {
			end = max(end, list[to].x+list[to].width())
			to++
		}
		beside := list[from:to]
		slices.SortStableFunc(beside, func(a, b label) int { return cmp.Compare(a.y, b.y) })
		wishes := make([]float64, len(beside))
		for i, l := range beside {
			wishes[i] = l.y
		}
		for i, y := range spread(wishes, labelGap, top, bottom) {
			beside[i].y = y
		}
		from = to
	}
}

// spread returns positions for labels that want to stand at the given ones,
// which ascend: in the same order, at least gap apart, between lo and hi, and
// as near to their wishes as can be (the sum of the squared distances is the
// least). Where there is no room for all of them, they stand closer, evenly.
func spread(wishes []float64, gap, lo, hi float64) []float64 {
	n := len(wishes)
	if n > 1 && gap*float64(n-1) > hi-lo {
		gap = max(0, (hi-lo)/float64(n-1))
	}
	// Less i gaps, the positions must only not descend: the nearest such ones
	// are the means of neighbours pooled until no mean is below the one
	// before (isotonic regression).
	type pool struct {
		sum float64
		n   int
	}
	var pools []pool
	for i, w := range wishes {
		pools = append(pools, pool{w - gap*float64(i), 1})
		for k := len(pools) - 1; k > 0 && pools[k].sum/float64(pools[k].n) < pools[k-1].sum/float64(pools[k-1].n); k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	places := make([]float64, 0, n)
	most := hi - gap*float64(max(n-1, 0))
	for _, p := range pools {
		for range p.n {
			y := max(lo, min(most, p.sum/float64(p.n)))
			places = append(places, y+gap*float64(len(places)))
		}
	}
	return places
}

// shorten cuts a text that is wider than room, with an ellipsis.
func shorten(text string, room float64) string {
	if textWidth(text) <= room {
		return text
	}
	letters := []rune(text)
	for len(letters) > 1 && textWidth(string(letters)+"…") > room {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}

// textWidth estimates the width in pixels of a text in 12 px sans serif,
// rather too wide than too narrow.
func textWidth(text string) float64 {
	width := 0.0
	for _, r := range text {
		switch r {
		case 'i', 'j', 'l', 't', 'f', 'I', '.', ',', ':', ';', '\'', '|', '!', '(', ')', '[', ']', ' ':
			width += 4
			continue
		case 'm', 'w', 'M', 'W', '%', '@':
			width += 10.5
			continue
		}
		switch {
		case 'A' <= r && r <= 'Z', r == '…', r == '±':
			width += 8.3
		case r < 0x2e80: // digits, small letters, the other alphabets
			width += 6.7
		default: // ideographs
			width += 12.5
		}
	}
	return math.Ceil(width)
}
