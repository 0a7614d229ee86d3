package export

import (
	"fmt"
	"strings"
)

// Markdown returns the table as GitHub's Markdown has it, beneath its caption.
func (t Table) Markdown() []byte {
	var out strings.Builder
	if t.Caption != "" {
		out.WriteString(markdownText(t.Caption) + "\n\n")
	}
	var heads, rules []string
	for _, c := range t.shown() {
		rule := "---:"
		if c.Texts != nil {
			rule = "---"
		}
		heads, rules = append(heads, markdownText(c.Label)), append(rules, rule)
	}
	row := func(cells []string) { out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	row(heads)
	row(rules)
	for r := range t.Rows() {
		var cells []string
		for _, c := range t.shown() {
			cells = append(cells, markdownText(c.cell(r, "±")))
		}
		row(cells)
	}
	return []byte(out.String())
}

// LaTeX returns the table as a table environment, which needs the package
// booktabs. Text beyond ASCII stays as it is: LaTeX reads UTF-8.
func (t Table) LaTeX() []byte {
	var out strings.Builder
	var kinds strings.Builder
	var heads []string
	for _, c := range t.shown() {
		if c.Texts != nil {
			kinds.WriteByte('l')
		} else {
			kinds.WriteByte('r')
		}
		heads = append(heads, latexText(c.Label))
	}
	row := func(cells []string) { out.WriteString(strings.Join(cells, " & ") + ` \\` + "\n") }
	out.WriteString("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n")
	if t.Caption != "" {
		fmt.Fprintf(&out, "\\caption{%s}\n", latexText(t.Caption))
	}
	fmt.Fprintf(&out, "\\begin{tabular}{%s}\n\\toprule\n", kinds.String())
	row(heads)
	out.WriteString("\\midrule\n")
	for r := range t.Rows() {
		var cells []string
		for _, c := range t.shown() {
			// The sign is put in after escaping, as it is a command.
			cells = append(cells, strings.ReplaceAll(latexText(c.cell(r, "±")), "±", `$\pm$`))
		}
		row(cells)
	}
	out.WriteString("\\bottomrule\n\\end{tabular}\n\\end{table}\n")
	return []byte(out.String())
}

// markdownText escapes what Markdown or HTML would take for a sign of its own.
func markdownText(s string) string {
	var out strings.Builder
	for _, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// latexSigns are the characters that LaTeX reads as commands.
var latexSigns = strings.NewReplacer(
	`\`, `\textbackslash{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `{`, `\{`, `}`, `\}`,
	`<`, `\textless{}`, `>`, `\textgreater{}`, `|`, `\textbar{}`,
)

func latexText(s string) string { return latexSigns.Replace(oneLine(s)) }

// oneLine replaces everything that would begin a new line, with other blanks
// beside it, by one blank.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
