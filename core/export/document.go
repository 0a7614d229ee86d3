package export

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Booktabs is the comment that belongs above the tables in a file of LaTeX.
const Booktabs = "% Needs \\usepackage{booktabs}.\n"

// Markdown returns the table as GitHub's Markdown has it, beneath its caption,
// with its columns one under another.
func (t Table) Markdown() []byte {
	columns := t.shown()
	rows := t.cells(markdownText)
	var rules []string
	for _, c := range columns {
		if c.left() {
			rules = append(rules, "---")
		} else {
			rules = append(rules, "--:")
		}
	}
	rows = append([][]string{rows[0], rules}, rows[1:]...)
	widths := make([]int, len(columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var out strings.Builder
	if t.Caption != "" {
		out.WriteString(markdownText(t.Caption) + "\n\n")
	}
	for _, row := range rows {
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if columns[i].left() {
				row[i] = cell + space
			} else {
				row[i] = space + cell
			}
		}
		out.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	return []byte(out.String())
}

// LaTeX returns the table as a table environment, which needs the package
// booktabs. Text beyond ASCII stays as it is: LaTeX reads UTF-8.
func (t Table) LaTeX() []byte {
	var kinds strings.Builder
	for _, c := range t.shown() {
		if c.left() {
			kinds.WriteByte('l')
		} else {
			kinds.WriteByte('r')
		}
	}
	var out strings.Builder
	out.WriteString("\\begin{table}\n\\centering\n")
	if t.Caption != "" {
		fmt.Fprintf(&out, "\\caption{%s}\n", latexText(t.Caption))
	}
	fmt.Fprintf(&out, "\\begin{tabular}{%s}\n\\toprule\n", kinds.String())
	for i, row := range t.cells(latexText) {
		if i == 1 {
			out.WriteString("\\midrule\n")
		}
		// A bracket or a star after \\ would be taken for its argument.
		out.WriteString("{}" + strings.Join(row, " & ") + ` \\` + "\n")
	}
	if t.Rows() == 0 {
		out.WriteString("\\midrule\n")
	}
	out.WriteString("\\bottomrule\n\\end{tabular}\n\\end{table}\n")
	return []byte(out.String())
}

// cells returns what people see, the heads first and then the rows, with every
// text escaped.
func (t Table) cells(escape func(string) string) [][]string {
	columns := t.shown()
	rows := make([][]string, 1+t.Rows())
	for i := range rows {
		for _, c := range columns {
			text := c.Label
			if i > 0 {
				text = c.cell(i - 1)
			}
			rows[i] = append(rows[i], escape(text))
		}
	}
	return rows
}

// left reports whether the cells stand to the left, as words do.
func (c Column) left() bool { return c.Texts != nil && !c.Right }

// markdownText escapes what Markdown or HTML would take for a sign of its own.
// A bracket is one only before another, as in [words](address): the shape
// [64,64] stays as it is.
func markdownText(s string) string {
	var out strings.Builder
	s = oneLine(s)
	for i, r := range s {
		if strings.ContainsRune("\\`*_{}<>#|~&", r) || r == ']' && strings.IndexAny(s[i+1:], "[(:") == 0 {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// latexSigns are the characters that LaTeX reads as commands, and those that are
// commands in LaTeX.
var latexSigns = strings.NewReplacer(
	`\`, `\textbackslash{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `{`, `\{`, `}`, `\}`,
	`<`, `\textless{}`, `>`, `\textgreater{}`, `|`, `\textbar{}`,
	`±`, `$\pm$`, `−`, `$-$`,
)

func latexText(s string) string { return latexSigns.Replace(oneLine(s)) }

// oneLine replaces everything that would begin a new line, with other blanks
// beside it, by one blank.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
