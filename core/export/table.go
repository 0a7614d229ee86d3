package export

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Table is a table of texts and numbers, column by column, that prints as CSV
// for programs, and as Markdown and LaTeX for people.
type Table struct {
	Caption string
	Columns []Column // all of one length
}

// Column is a column of texts or of numbers.
type Column struct {
	Key   string // its head for programs: "validation_accuracy"
	Label string // its head for people: "Validation accuracy, %"

	Texts []string // nil if the column has Values

	Values []float64 // NaN is a cell without a number
	// Deviations stand behind the values: as "85.3 ± 1.2" for people, in a
	// column of their own for programs. Nil if there are none.
	Deviations []float64

	// How people see it.
	Right    bool // the texts stand to the right, as numbers do
	Percent  bool // the numbers are shares
	Decimals int  // 0 by default
	Full     bool // with all digits, whatever Decimals says
	Hidden   bool // not at all: the column is for programs
}

// Needed returns the column, which people do not see if all of its texts are
// empty.
func (c Column) Needed() Column {
	c.Hidden = c.Hidden || !slices.ContainsFunc(c.Texts, func(text string) bool { return text != "" })
	return c
}

// deviationKey is what the head of a column's deviations ends in.
const deviationKey = "_deviation"

// Rows returns how many rows the table has. It panics if its columns are not of
// one length.
func (t Table) Rows() int {
	rows := -1
	for _, c := range t.Columns {
		n := max(len(c.Texts), len(c.Values))
		if rows >= 0 && n != rows || c.Deviations != nil && len(c.Deviations) != n {
			panic(fmt.Sprintf("export: column %s has not as many rows as the one before it", c.Key))
		}
		rows = n
	}
	return max(rows, 0)
}

// CSV returns the table with all digits, as RFC 4180 has it but for the line
// ends, which are \n. Cells without a number are empty. A text that a spreadsheet
// would take for a formula, and run, has an apostrophe in front of it: the names of
// recipes come from links and files of others.
func (t Table) CSV() []byte {
	var out strings.Builder
	writeCSV(&out, t.keys())
	for r := range t.Rows() {
		var cells []string
		for _, c := range t.Columns {
			if c.Texts != nil {
				cells = append(cells, harmless(c.Texts[r]))
			} else {
				cells = append(cells, exact(c.Values[r]))
			}
			if c.Deviations != nil {
				cells = append(cells, exact(c.Deviations[r]))
			}
		}
		writeCSV(&out, cells)
	}
	return []byte(out.String())
}

// shown returns the columns for people.
func (t Table) shown() []Column {
	return slices.DeleteFunc(slices.Clone(t.Columns), func(c Column) bool { return c.Hidden })
}

// keys returns the heads for programs.
func (t Table) keys() []string {
	var keys []string
	for _, c := range t.Columns {
		keys = append(keys, c.Key)
		if c.Deviations != nil {
			keys = append(keys, c.Key+deviationKey)
		}
	}
	return keys
}

// harmless returns the text so that no spreadsheet takes it for a formula.
//
// Reference: https://owasp.org/www-community/attacks/CSV_Injection
func harmless(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\n") == 0 {
		return "'" + text
	}
	return text
}

func writeCSV(out *strings.Builder, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			out.WriteByte(',')
		}
		if strings.ContainsAny(cell, "\",\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		out.WriteString(cell)
	}
	out.WriteByte('\n')
}

// exact returns the shortest text that reads back as the same number.
func exact(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// cell returns row r of the column for people.
func (c Column) cell(r int) string {
	if c.Texts != nil {
		return c.Texts[r]
	}
	if math.IsNaN(c.Values[r]) {
		return "–"
	}
	text := c.rounded(c.Values[r])
	if c.Deviations != nil && c.Deviations[r] > 0 { // one batch alone has none
		text += " ± " + c.rounded(c.Deviations[r])
	}
	return text
}

func (c Column) rounded(v float64) string {
	if c.Percent {
		v *= 100
	}
	if c.Full {
		return exact(v)
	}
	return strconv.FormatFloat(v, 'f', c.Decimals, 64)
}
