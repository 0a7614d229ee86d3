package store

import (
	"slices"
	"strconv"
)

// Difference is what a field is in another recipe, where it is not the same.
type Difference struct {
	Differs bool
	Was     string // its text there
	// Default says that Was is the field's default, because the other recipe's
	// optimizer has no such field.
	Default bool
}

// From returns in what a field differs from another draft: in its value, not
// in how that is written. Names and repeats are not compared.
func (d *Draft) From(base *Draft, field string) Difference {
	was, ok := base.lookup(field)
	switch {
	case field == Name || field == Repeats:
		return Difference{}
	case field == Hidden:
		return Difference{Differs: !slices.EqualFunc(d.hidden, base.hidden, sameValue), Was: base.Shape()}
	case !ok:
		standard := d.Typed(Method, d.texts[Method]) // brings the defaults
		was, ok = standard.lookup(field)
		return Difference{Differs: ok && !sameValue(d.Text(field), was), Was: was, Default: true}
	}
	return Difference{Differs: !sameValue(d.Text(field), was), Was: was}
}

// lookup returns a field's text, and false if the draft has no such field.
func (d *Draft) lookup(field string) (string, bool) {
	if layer, ok := d.layer(field); ok {
		return d.hidden[layer], true
	}
	text, ok := d.texts[field]
	return text, ok
}

// sameValue reports whether two texts are the same, or the same number.
func sameValue(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}
