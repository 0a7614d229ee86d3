package ui

import (
	"fmt"
	"strings"

	"github.com/hexops/vecty"
)

// The tape's measures, in the units of its view box. It is stretched to the
// width that it is given; lines keep their thickness.
const (
	tapeWidth  = 560.0
	tapeHeight = 26.0
	stitchLine = 9.0 // height at which the stitches run
)

// tape shows how far something is: ticks for each part, a stitched line up to
// the needle while it goes on, chalk dots ahead, a solid line when it is over.
func tape(share float64, parts int, over bool, label, value string) *vecty.HTML {
	share = min(max(share, 0), 1)
	x := 1 + share*(tapeWidth-2)
	line := "stitch"
	if over {
		line = "done"
	}
	return svg("svg", class("tape"),
		attributes(
			"viewBox", fmt.Sprintf("0 0 %g %g", tapeWidth, tapeHeight), "preserveAspectRatio", "none",
			"role", "progressbar", "aria-label", label,
			"aria-valuemin", "0", "aria-valuemax", "100", "aria-valuenow", fmt.Sprintf("%.0f", 100*share), "aria-valuetext", value,
		),
		path(tapeTicks(parts), "tick"),
		path(fmt.Sprintf("M1 %gH%g", stitchLine, tapeWidth-1), "chalk"),
		path(fmt.Sprintf("M1 %gH%.1f", stitchLine, x), line),
		path(fmt.Sprintf("M%.1f 2v14", x), "needle"),
	)
}

// tapeTicks draws a tick for every part, longer ones for every fifth and
// tenth; of more than a hundred parts only every tenth counts.
func tapeTicks(parts int) string {
	parts = max(parts, 1)
	step := 1
	if parts > 100 {
		step = 10
	}
	var d strings.Builder
	for i := 0; i <= parts; i += step {
		length := 3
		switch {
		case i%(10*step) == 0:
			length = 8
		case i%(5*step) == 0:
			length = 5
		}
		fmt.Fprintf(&d, "M%.1f %gv-%d", 1+float64(i)/float64(parts)*(tapeWidth-2), tapeHeight, length)
	}
	return d.String()
}
