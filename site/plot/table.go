package plot

import (
	"math"
	"slices"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"
)

// tabled is a drawing with a table behind it. It is a pointer to what is never
// changed: another drawing is another pointer.
type tabled interface {
	tableID() string // "" for none
	table() data
}

// data is what stands in a table.
type data struct {
	caption string
	head    []string
	rows    [][]string // the first cell of each is its heading
}

// dataTable is the table behind a drawing. It is made when it is opened: with
// many epochs it is much larger than the drawing itself, and each of its cells
// takes longer than a line. So its sections come one a frame.
type dataTable struct {
	vecty.Core
	Of    tabled `vecty:"prop"`
	open  bool
	shown int    // sections
	more  func() // has the next ones shown in the next frame; nil: all are shown at once
}

// A table has a fixed number of sections, most of them empty: an epoch then only
// changes the last that is not (see package ui for why their number must not
// change).
const (
	sections      = 100
	rowsOfSection = 10 // the last one has all that is left
)

// Copy keeps vecty from keeping all copies there ever were.
func (t *dataTable) Copy() vecty.Component { d := *t; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (t *dataTable) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*dataTable)
	return ok && p.Of == t.Of && p.open == t.open && p.shown == t.shown
}

// Render implements vecty.Component.
func (t *dataTable) Render() vecty.ComponentOrHTML {
	id := t.Of.tableID()
	return elem.Details(
		vecty.Markup(vecty.Class("behind"), &vecty.EventListener{Name: "toggle", Listener: t.toggle}),
		elem.Summary(vecty.Text("Table")),
		elem.Table(vecty.Markup(vecty.MarkupIf(id != "", prop.ID(id))), t.content()),
	)
}

// content returns what is in the table; nothing while it is closed.
func (t *dataTable) content() vecty.List {
	if !t.open {
		return nil
	}
	d := t.Of.table()
	var head vecty.List
	for _, text := range d.head {
		head = append(head, headCell("col", text))
	}
	list := vecty.List{elem.Caption(vecty.Text(d.caption)), elem.TableHead(elem.TableRow(head))}
	needed := (len(d.rows) + rowsOfSection - 1) / rowsOfSection
	for i := range sections {
		s := &section{}
		if from := i * rowsOfSection; from < len(d.rows) && (t.more == nil || i < t.shown) {
			s.Rows = d.rows[from:min(from+rowsOfSection, len(d.rows))]
			if i == sections-1 {
				s.Rows = d.rows[from:]
			}
		}
		list = append(list, s)
	}
	if t.more != nil && t.shown < needed {
		t.shown++
		t.more()
	}
	return list
}

func (t *dataTable) toggle(e *vecty.Event) {
	t.open, t.shown = e.Target.Get("open").Bool(), 1
	t.more = func() { vecty.Rerender(t) }
	vecty.Rerender(t)
}

// section is some rows of a table.
type section struct {
	vecty.Core
	Rows [][]string `vecty:"prop"`
}

// Copy keeps vecty from keeping all copies there ever were.
func (s *section) Copy() vecty.Component { d := *s; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (s *section) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*section)
	return ok && slices.EqualFunc(p.Rows, s.Rows, slices.Equal[[]string])
}

// Render implements vecty.Component.
func (s *section) Render() vecty.ComponentOrHTML {
	var rows vecty.List
	for _, cells := range s.Rows {
		row := vecty.List{headCell("row", cells[0])}
		for _, text := range cells[1:] {
			row = append(row, elem.TableData(vecty.Text(text)))
		}
		rows = append(rows, elem.TableRow(row))
	}
	return elem.TableBody(rows)
}

// tableName returns the ID of the table behind a drawing of that ID.
func tableName(id string) string {
	if id == "" {
		return ""
	}
	return id + "-table"
}

func (c *Chart) tableID() string { return tableName(c.ID) }

// table returns the data: a row for each x, a column for each series.
func (c *Chart) table() data {
	f := c.frame()
	d := data{caption: c.Title, head: []string{c.xAxis().Label}}
	if c.Y.Unit != "" {
		d.caption += ", " + c.Y.Unit
	}
	for _, s := range c.Series {
		d.head = append(d.head, s.Label)
	}
	for _, x := range c.allX() {
		row := []string{writeX(x)}
		for i := range c.Series {
			value := ""
			if at := c.Series[i].index(x); at >= 0 {
				value = c.writeWithDeviation(&c.Series[i], at, f)
			}
			row = append(row, value)
		}
		d.rows = append(d.rows, row)
	}
	return d
}

// headCell returns a heading of a column or a row.
func headCell(scope, text string) *vecty.HTML {
	return elem.TableHeader(vecty.Markup(vecty.Attribute("scope", scope)), vecty.Text(text))
}

// allX returns the x of all series, ascending, each once.
func (c *Chart) allX() []float64 {
	var all []float64
	for _, s := range c.Series {
		for _, x := range s.X[:min(len(s.X), len(s.Y))] {
			if !math.IsNaN(x) {
				all = append(all, x)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
