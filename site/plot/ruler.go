package plot

import (
	"math"

	"github.com/hexops/vecty"
)

// ruler draws a horizontal axis like a tape at the height y: a line, ticks
// below it, and at the long ones what label writes.
func ruler(x scale, y float64, label func(tick) string) vecty.List {
	var axis, short, long path
	axis.to('M', x.a, y)
	axis.to('H', x.b)
	var numbers vecty.List
	for _, t := range linearTicks(x, rulerRoom(x)) {
		at := x.at(t.value)
		if t.size != major {
			short.to('M', at, y)
			short.to('v', 4)
			continue
		}
		long.to('M', at, y)
		long.to('v', 8)
		numbers = append(numbers, svgText("num", at, y+21, "middle", label(t)))
	}
	return append(vecty.List{
		svgPath("tick", string(short)),
		svgPath("tick major", string(long)),
		svgPath("axis", string(axis)),
	}, numbers...)
}

// rulerRoom returns the least distance of two numbers on a horizontal axis:
// the wider of the ends, with a little sign and a gap.
func rulerRoom(x scale) float64 {
	precision := newPrecision(x, niceStep((x.hi-x.lo)/5))
	return 22 + max(textWidth(precision.write(x.lo)), textWidth(precision.write(x.hi)))
}

// writeValue writes a value with the digits that its size asks for.
func writeValue(v float64) string { return minus(valuePrecision(math.Abs(v)).write(v)) }
