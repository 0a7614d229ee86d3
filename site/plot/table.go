package plot

import (
	"math"
	"slices"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"
)

// tabled is a drawing with a table behind it. It is a pointer to what is never
// changed: another drawing is another pointer.
type tabled interface {
	tableID() string   // "" for none
	tableRows() string // HTML: what is in the table
}

// dataTable is the table behind a drawing. It is made when it is opened: with
// many epochs it is much larger than the drawing itself.
type dataTable struct {
	vecty.Core
	Of   tabled `vecty:"prop"`
	open bool
}

// Copy keeps vecty from keeping all copies there ever were.
func (t *dataTable) Copy() vecty.Component { d := *t; d.Core = vecty.Core{}; return &d }

// SkipRender implements vecty.RenderSkipper.
func (t *dataTable) SkipRender(prev vecty.Component) bool {
	p, ok := prev.(*dataTable)
	return ok && p.Of == t.Of && p.open == t.open
}

// Render implements vecty.Component.
func (t *dataTable) Render() vecty.ComponentOrHTML {
	rows := ""
	if t.open {
		rows = t.Of.tableRows()
	}
	id := t.Of.tableID()
	return elem.Details(
		vecty.Markup(vecty.Class("behind"), &vecty.EventListener{Name: "toggle", Listener: t.toggle}),
		elem.Summary(vecty.Text("Table")),
		// One string is a hundred times faster than an element for each
		// number. All text in it is escaped.
		elem.Table(vecty.Markup(vecty.MarkupIf(id != "", prop.ID(id)), vecty.UnsafeHTML(rows))),
	)
}

func (t *dataTable) toggle(e *vecty.Event) {
	t.open = e.Target.Get("open").Bool()
	vecty.Rerender(t)
}

// tableName returns the ID of the table behind a drawing of that ID.
func tableName(id string) string {
	if id == "" {
		return ""
	}
	return id + "-table"
}

func (c *Chart) tableID() string { return tableName(c.ID) }

// tableRows returns the data: a row for each x, a column for each series.
func (c *Chart) tableRows() string {
	f := c.frame()
	var b strings.Builder
	caption := c.Title
	if c.Y.Unit != "" {
		caption += ", " + c.Y.Unit
	}
	b.WriteString("<caption>" + escape(caption) + "</caption><thead><tr>" + headCell("col", c.xAxis().Label))
	for _, s := range c.Series {
		b.WriteString(headCell("col", s.Label))
	}
	b.WriteString("</tr></thead><tbody>")
	for _, x := range c.allX() {
		b.WriteString("<tr>" + headCell("row", writeX(x)))
		for i := range c.Series {
			b.WriteString("<td>")
			if at := c.Series[i].index(x); at >= 0 {
				b.WriteString(escape(c.writeWithDeviation(&c.Series[i], at, f)))
			}
			b.WriteString("</td>")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody>")
	return b.String()
}

// headCell returns a heading of a column or a row.
func headCell(scope, text string) string {
	return `<th scope="` + scope + `">` + escape(text) + "</th>"
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

// escape makes a text safe within HTML.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(text)
}
