package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"atelier/core/experiment"
)

// table is text for people. The first column stands to the left, the others,
// unless they are words, to the right.
type table struct {
	caption string
	words   bool
	head    []string
	rows    [][]string
}

// entry is a recipe in a table or a figure.
type entry struct {
	label   string
	control bool
	experiment.Summary
}

// group is the recipes that are compared with each other: an experiment of the
// report, or all recipes of another plan.
type group struct {
	name    string // of its figure's files, "figure-2"
	title   string
	text    string // what is seen; "" in other plans
	entries []entry
}

// groups returns what is compared in a result: the report's three experiments,
// or else all recipes in one.
func groups(r experiment.Result) []group {
	summaries := experiment.Summaries(r)
	if _, ok := experiment.OptionsOf(r.Plan); !ok {
		g := group{name: "curves", title: titleOfPlan(r.Plan)}
		for _, s := range summaries {
			g.entries = append(g.entries, entry{label: s.Recipe.Name, Summary: s})
		}
		return []group{g}
	}
	byName := map[string]experiment.Summary{}
	for _, s := range summaries {
		byName[s.Recipe.Name] = s
	}
	var list []group
	for _, e := range experiment.Experiments() {
		g := group{name: fmt.Sprintf("figure-%d", e.Figure), title: fmt.Sprintf("Figure %d: %s", e.Figure, e.Title), text: e.Text}
		for _, l := range e.Lines {
			if s, ok := byName[l.Recipe]; ok {
				g.entries = append(g.entries, entry{l.Label, l.Control, s})
			}
		}
		if len(g.entries) > 0 {
			list = append(list, g)
		}
	}
	return list
}

// summaryOf returns what became of all recipes of the plan, in its order.
func summaryOf(r experiment.Result) table {
	control := map[string]bool{}
	for _, e := range experiment.Experiments() {
		for _, l := range e.Lines {
			control[l.Recipe] = l.Control
		}
	}
	_, isReport := experiment.OptionsOf(r.Plan)
	g := group{title: titleOfPlan(r.Plan)}
	for _, s := range experiment.Summaries(r) {
		g.entries = append(g.entries, entry{s.Recipe.Name, isReport && control[s.Recipe.Name], s})
	}
	return g.table()
}

func titleOfPlan(p experiment.Plan) string {
	if p.Title != "" {
		return p.Title
	}
	return p.Name
}

// table returns what the group's runs came to at the end.
func (g group) table() table {
	t := table{caption: g.title, head: []string{"", "parameters", "training loss", "validation accuracy", "test accuracy", "over seeds"}}
	for _, e := range g.entries {
		label := e.label
		if e.control {
			label += " (control, not in the report)"
		}
		t.rows = append(t.rows, append([]string{label, fmt.Sprint(e.Recipe.Cost().Parameters)}, e.cells()...))
	}
	return t
}

func (e entry) cells() []string {
	loss, validation := "", ""
	if n := len(e.TrainLoss); n > 0 {
		a := e.ValidationAccuracy[n-1]
		loss, validation = fmt.Sprintf("%.3f", e.TrainLoss[n-1]), plusMinus(a.Mean, a.Deviation)
	}
	switch n := len(e.Finished); {
	case n == 0 && e.Diverged > 0:
		return []string{loss, validation, "diverged", ""}
	case n == 0:
		return []string{loss, validation, "", fmt.Sprintf("epoch %d of %d", len(e.TrainLoss), e.Recipe.Epochs)}
	}
	seeds := percent(e.Seeds.Low) + " to " + percent(e.Seeds.High)
	switch {
	case e.Diverged > 0:
		seeds += fmt.Sprintf(", %d diverged", e.Diverged)
	case len(e.Finished) == 1:
		seeds = ""
	}
	return []string{loss, validation, plusMinus(e.TestAccuracy.Mean, e.TestAccuracy.Deviation), seeds}
}

// tableNote says what the columns are.
const tableNote = "Accuracies in per cent after the last epoch, the means over all seeds, ± the deviation over the batches of a run. " +
	"Over seeds: the lowest and the highest test accuracy of a run."

// writeMarkdown writes the table with its columns one under another.
func (t table) writeMarkdown(w io.Writer) {
	rule := []string{"---"}
	for range t.head[1:] {
		if t.words {
			rule = append(rule, "---")
		} else {
			rule = append(rule, "--:")
		}
	}
	rows := append([][]string{t.head, rule}, t.rows...)
	widths := make([]int, len(t.head))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if cells[i] = space + cell; i == 0 || t.words {
				cells[i] = cell + space
			}
		}
		fmt.Fprintln(w, "| "+strings.Join(cells, " | ")+" |")
	}
}

// writeLaTeX writes the table for the package booktabs.
func (t table) writeLaTeX(w io.Writer) {
	fmt.Fprintf(w, "\\begin{table}\n\\centering\n\\caption{%s}\n\\begin{tabular}{l%s}\n\\toprule\n", escapeLaTeX(t.caption), strings.Repeat("r", len(t.head)-1))
	row := func(cells []string) {
		escaped := make([]string, len(cells))
		for i, c := range cells {
			escaped[i] = escapeLaTeX(c)
		}
		// A bracket after \\ would be taken for its argument.
		fmt.Fprintf(w, "{}%s \\\\\n", strings.Join(escaped, " & "))
	}
	row(t.head)
	fmt.Fprint(w, "\\midrule\n")
	for _, r := range t.rows {
		row(r)
	}
	fmt.Fprint(w, "\\bottomrule\n\\end{tabular}\n\\end{table}\n")
}

// escapeLaTeX writes text so that LaTeX prints it as it stands.
func escapeLaTeX(text string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`,
		`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, `±`, `$\pm$`, `−`, `$-$`,
	).Replace(text)
}
