package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hexops/vecty"

	"atelier/core/dataset"
	"atelier/site/text"
)

// The pattern's measures, in the units of its view box.
const (
	patternWidth  = 304.0
	patternHeight = 152.0
	middle        = 80.0 // the line around which layers lie
	tallest       = 63.0 // half the height of the widest layer
	shortest      = 1.2  // half the height of a layer of few units
	margin        = 4.0  // between a bar and the cloth beside it
	seamInset     = 5.0
)

// pattern draws the network: layers as bars to scale, the weights between
// them as cloth with their number on it. A width of 0 is unknown and drawn as
// a thin bar. The bars of hidden layers can be dragged.
func pattern(hidden []int) *vecty.HTML {
	widths := append(append([]int{dataset.Pixels}, hidden...), dataset.Classes)
	scale := tallest / float64(slices.Max(widths))
	column := patternWidth / float64(len(widths))
	bars := make([]bar, len(widths))
	for i, w := range widths {
		bars[i] = bar{
			x:     column * (float64(i) + 0.5),
			half:  max(scale*float64(w), shortest),
			units: w,
		}
	}
	children := []vecty.MarkupOrChild{
		class("pattern"),
		attributes("viewBox", fmt.Sprintf("0 0 %g %g", patternWidth, patternHeight), "role", "img", "aria-label", text.Pattern(hidden)),
		path(ruler(), "tick"),
	}
	for i := range bars[1:] {
		children = append(children, cloth(bars[i], bars[i+1])...)
	}
	for _, b := range bars {
		children = append(children, path(fmt.Sprintf("M%.1f %.1fV%.1f", b.x, middle-b.half, middle+b.half), "layer"))
	}
	for i, b := range bars[1 : len(bars)-1] {
		children = append(children, handle(b, i, min(column-2*margin, grasp), 1/scale))
	}
	return svg("svg", children...)
}

// grasp is how wide the handle of a bar is at the most.
const grasp = 28.0

// handle is what a bar is dragged by: it covers more than the thin bar, and
// nothing of it is seen. A move by one unit of the view box is worth so many of
// the layer's.
func handle(b bar, layer int, width, worth float64) *vecty.HTML {
	half := max(b.half, grasp/2)
	return svg("rect", class("handle"),
		attributes("x", fmt.Sprintf("%.1f", b.x-width/2), "width", fmt.Sprintf("%.1f", width),
			"y", fmt.Sprintf("%.1f", middle-half), "height", fmt.Sprintf("%.1f", 2*half)),
		vecty.Markup(
			vecty.Data("drag", DragWidth),
			vecty.Data("layer", fmt.Sprint(layer)),
			vecty.Data("units", fmt.Sprint(b.units)),
			vecty.Data("worth", fmt.Sprintf("%.2f", worth)),
		))
}

// bar is one layer in the drawing.
type bar struct {
	x, half float64
	units   int
}

// cloth is the piece between two bars, with seam, grain and the number of
// weights where there is room.
func cloth(a, b bar) []vecty.MarkupOrChild {
	left, right := a.x+margin, b.x-margin
	pieces := []vecty.MarkupOrChild{path(piece(left, right, a.half, b.half), "piece")}
	slope := (b.half - a.half) / (right - left)
	if inset := seamInset * 1.72; a.half > 3*inset && right-left > 4*seamInset {
		// The seam keeps its distance from the slanted edges.
		pieces = append(pieces, path(piece(left+seamInset, right-seamInset,
			max(a.half+slope*seamInset-seamInset, shortest), max(b.half-slope*seamInset-seamInset, shortest)), "seam"))
	}
	if a.half > 40 && right-left > 50 {
		tip := left + 0.65*(right-left)
		pieces = append(pieces, path(fmt.Sprintf("M%.1f %.1fH%.1fm-5 -3l5 3l-5 3", left+12, middle, tip), "grain"))
	}
	if a.units > 0 && b.units > 0 && right-left > 50 {
		pieces = append(pieces, weights(a, b))
	}
	return pieces
}

// weights writes the number of weights above the middle of a piece.
func weights(a, b bar) *vecty.HTML {
	x, anchor := (a.x+b.x)/2, "middle"
	top := middle - (a.half+b.half)/2
	switch {
	case a.half > b.half+15: // falls: keep clear of the slope
		x, anchor, top = x+10, "start", top-7
	case b.half > a.half+15: // rises
		x, anchor, top = x-10, "end", top-7
	default:
		top = min(top, middle-max(a.half, b.half)+4) - 10
	}
	return svg("text", class("num"),
		attributes("x", fmt.Sprintf("%.1f", x), "y", fmt.Sprintf("%.1f", top), "text-anchor", anchor),
		vecty.Text(text.Count(a.units*b.units)))
}

// piece is the outline of a piece of cloth around the middle line.
func piece(left, right, a, b float64) string {
	return fmt.Sprintf("M%.1f %.1fL%.1f %.1fV%.1fL%.1f %.1fZ", left, middle-a, right, middle-b, middle+b, left, middle+a)
}

// ruler is the tape at the left edge, with eight divisions.
func ruler() string {
	var d strings.Builder
	for i := range 9 {
		length := 5
		if i%4 == 0 {
			length = 8
		}
		fmt.Fprintf(&d, "M2 %.1fh%d", middle-tallest+float64(i)*tallest/4, length)
	}
	fmt.Fprintf(&d, "M2 %.1fV%.1f", middle-tallest, middle+tallest)
	return d.String()
}
