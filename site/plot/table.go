package plot

import (
	"maps"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
)

// table is the data behind the drawing, a row for each x.
func (f *frame) table() *vecty.HTML {
	head := vecty.List{elem.TableHeader(vecty.Markup(vecty.Attribute("scope", "col")), vecty.Text(f.X.Label))}
	for _, s := range f.series {
		head = append(head, elem.TableHeader(vecty.Markup(vecty.Attribute("scope", "col")), vecty.Text(s.Label)))
	}
	var rows vecty.List
	for _, x := range f.allX() {
		row := vecty.List{elem.TableHeader(vecty.Markup(vecty.Attribute("scope", "row")), vecty.Text(number(x, 6)))}
		for _, s := range f.series {
			text := "–"
			if i, ok := pointAt(s, x); ok {
				text = f.value(s, i)
			}
			row = append(row, elem.TableData(vecty.Text(text)))
		}
		rows = append(rows, elem.TableRow(row))
	}
	return elem.Table(vecty.Markup(vecty.Class("data")), elem.TableHead(elem.TableRow(head)), elem.TableBody(rows))
}

// allX returns every x of the data once, in order.
func (f *frame) allX() []float64 {
	seen := map[float64]bool{}
	for _, s := range f.series {
		for _, x := range s.X {
			seen[x] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
