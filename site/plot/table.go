package plot

import (
	"math"
	"slices"
	"strings"

	"github.com/hexops/vecty"
	"github.com/hexops/vecty/elem"
	"github.com/hexops/vecty/prop"
)

// dataTable is the table behind a chart. It is made when it is opened: with
// many epochs it is much larger than the chart itself.
type dataTable struct {
	vecty.Core
	Chart *Chart `vecty:"prop"`
	open  bool
}

// Copy keeps vecty from keeping all copies there ever were.
func (t *dataTable) Copy() vecty.Component { d := *t; d.Core = vecty.Core{}; return &d }

// Render implements vecty.Component.
func (t *dataTable) Render() vecty.ComponentOrHTML {
	rows := ""
	if t.open {
		rows = t.Chart.tableRows()
	}
	return elem.Details(
		vecty.Markup(vecty.Class("behind"), &vecty.EventListener{Name: "toggle", Listener: t.toggle}),
		elem.Summary(vecty.Text("Table")),
		// One string is a hundred times faster than an element for each
		// number. All text in it is escaped.
		elem.Table(vecty.Markup(vecty.MarkupIf(t.Chart.ID != "", prop.ID(t.Chart.ID+"-table")), vecty.UnsafeHTML(rows))),
	)
}

func (t *dataTable) toggle(e *vecty.Event) {
	t.open = e.Target.Get("open").Bool()
	vecty.Rerender(t)
}

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
