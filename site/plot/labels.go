package plot

import "slices"

// label is what stands at a line's end.
type label struct {
	text, value string
	style       int
	x, y        float64 // the line's end
	at          float64 // where the text stands; y moved out of the others' way
}

// labelGap is the least distance of two labels in pixels.
const labelGap = 17

// spread moves the labels apart, as little as it takes, within top to bottom
// if they fit there at all. They end in order from the top.
func spread(labels []label, top, bottom float64) {
	slices.SortStableFunc(labels, func(a, b label) int {
		switch {
		case a.y < b.y:
			return -1
		case a.y > b.y:
			return 1
		}
		return 0
	})
	// Down from the top, each below the one before; then back up from the
	// bottom for those that were pushed out.
	edge := top
	for i := range labels {
		labels[i].at = max(labels[i].y, edge)
		edge = labels[i].at + labelGap
	}
	edge = bottom
	for i := len(labels) - 1; i >= 0; i-- {
		if labels[i].at > edge {
			labels[i].at = edge
		}
		edge = labels[i].at - labelGap
	}
}
