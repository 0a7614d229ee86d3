package main

import (
	"fmt"

	"atelier/core/experiment"
	"atelier/core/export"
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

// markdown returns the table without its caption, which is a heading here.
func (t table) markdown() []byte {
	exported := t.exported()
	exported.Caption = ""
	return exported.Markdown()
}

// latex returns the table for the package booktabs.
func (t table) latex() []byte { return t.exported().LaTeX() }

func (t table) exported() export.Table {
	exported := export.Table{Caption: t.caption}
	for i, label := range t.head {
		c := export.Column{Label: label, Texts: []string{}, Right: i > 0 && !t.words}
		for _, row := range t.rows {
			c.Texts = append(c.Texts, row[i])
		}
		exported.Columns = append(exported.Columns, c)
	}
	return exported
}
