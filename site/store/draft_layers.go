package store

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"atelier/core/train"
)

// Layers returns how many hidden layers there are.
func (d *Draft) Layers() int { return len(d.hidden) }

// Widths returns the hidden widths, 0 for those whose text is no width.
func (d *Draft) Widths() []int {
	widths := make([]int, len(d.hidden))
	for i := range d.hidden {
		if d.Errors.For(HiddenField(i)) == "" {
			widths[i] = d.Recipe.Hidden[i]
		}
	}
	return widths
}

// WithLayer returns the draft with one more hidden layer in front of the
// outputs, as wide as the one before it.
func (d *Draft) WithLayer() *Draft {
	if len(d.hidden) >= train.MaxHidden {
		return d
	}
	width := strconv.Itoa(train.Default().Hidden[0])
	if n := len(d.hidden); n > 0 {
		width = d.hidden[n-1]
	}
	next := d.clone()
	next.hidden = append(next.hidden, width)
	next.read()
	return next
}

// WithoutLayer returns the draft without one hidden layer; the first is 0.
func (d *Draft) WithoutLayer(layer int) *Draft {
	if layer < 0 || layer >= len(d.hidden) {
		return d
	}
	next := d.clone()
	next.hidden = slices.Delete(next.hidden, layer, layer+1)
	next.read()
	return next
}

// Stepped returns the draft with one hidden layer widened, or narrowed, to the
// next power of two. A text that is no width is left alone.
func (d *Draft) Stepped(layer int, wider bool) *Draft {
	if layer < 0 || layer >= len(d.hidden) || d.Errors.For(HiddenField(layer)) != "" {
		return d
	}
	width := d.Recipe.Hidden[layer]
	if wider {
		width = min(1<<bits.Len(uint(width)), train.MaxWidth)
	} else {
		width = max(1<<bits.Len(uint(width-1))>>1, 1)
	}
	return d.Typed(HiddenField(layer), strconv.Itoa(width))
}

// Resized returns the draft with another width of one hidden layer, as near to
// the wanted one as is allowed.
func (d *Draft) Resized(layer, width int) *Draft {
	if layer < 0 || layer >= len(d.hidden) {
		return d
	}
	return d.Typed(HiddenField(layer), strconv.Itoa(min(max(width, 1), train.MaxWidth)))
}

// Moved returns the draft with one hidden layer in the place of another, and
// those between them moved up.
func (d *Draft) Moved(from, to int) *Draft {
	if from < 0 || from >= len(d.hidden) || to < 0 || to >= len(d.hidden) || from == to {
		return d
	}
	next := d.clone()
	width := next.hidden[from]
	next.hidden = slices.Insert(slices.Delete(next.hidden, from, from+1), to, width)
	next.read()
	return next
}

// Shape returns all hidden widths as one text, "64, 64", or NoLayers.
func (d *Draft) Shape() string {
	if len(d.hidden) == 0 {
		return NoLayers
	}
	return strings.Join(d.hidden, ", ")
}

// NoLayers is the shape without hidden layers.
const NoLayers = "none"

// Shaped returns the draft with the hidden widths of a text as Shape writes it.
func (d *Draft) Shaped(shape string) *Draft {
	next := d.clone()
	next.hidden = nil
	if strings.TrimSpace(shape) != NoLayers {
		for width := range strings.SplitSeq(shape, ",") {
			next.hidden = append(next.hidden, strings.TrimSpace(width))
		}
	}
	next.read()
	return next
}

// layer returns which hidden layer's width the field is, if it is one that
// the draft has.
func (d *Draft) layer(field string) (layer int, ok bool) {
	for i := range d.hidden {
		if field == HiddenField(i) {
			return i, true
		}
	}
	return 0, false
}
