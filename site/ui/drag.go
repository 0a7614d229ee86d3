package ui

import "math"

// What dragging changes, as in data-drag. Package main follows the pointer.
const (
	DragWidth = "width" // of the layer whose bar it is; up is wider
	DragPlace = "place" // of a layer, to that of the one under the pointer
)

// DraggedWidth returns the width of a layer whose bar was dragged up by some
// pixels, where the drawing is shown so many pixels wide. worth is the bar's
// data-worth. Where a pixel is worth more than a unit, widths are multiples of
// eight, which are easier to hit and to compare.
func DraggedWidth(units int, up, worth, shown float64) int {
	const step = 8
	width := float64(units) + up*worth*patternWidth/shown
	if width < step {
		return max(int(math.Round(width)), 1)
	}
	return int(math.Round(width/step)) * step
}
