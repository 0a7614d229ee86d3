package main

import (
	"bytes"
	"fmt"
	"strings"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/tools/internal/datadir"
)

// publishedSHA256 is experiment.Data's sum of Fashion-MNIST as it is published:
// of the four files in datadir.
const publishedSHA256 = "68af06a621c17d1bc8d6f62e99006b6e438e893a84ea03fb36f018bfe29b2416"

// claims returns what became of the eight claims, in Markdown.
func claims(r experiment.Result) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# The eight claims\n\n%s.\n\n", titleOfPlan(r.Plan))
	b.Write(claimsTable(r).markdown())
	fmt.Fprint(&b, "\nRepeats on several seeds decide where they can tell, and the report's own measure, error bars over batches, where they cannot. "+
		"Where the two disagree, both are said. Intervals are those of 95 %, in brackets.\n")
	for _, c := range experiment.Claims() {
		v := c.Judge(r)
		fmt.Fprintf(&b, "\n## %d. %s\n\n**%s**\n\n", c.Number, c.Claim, capital(string(v.Outcome)))
		for _, s := range v.Sentences() {
			fmt.Fprintf(&b, "- %s\n", s)
		}
		fmt.Fprintf(&b, "\nMeasured: %s\n\nJudged: %s\n", c.Measure, strings.TrimSpace(c.Threshold))
	}
	return b.Bytes()
}

func claimsTable(r experiment.Result) table {
	t := table{words: true, head: []string{"claim", "verdict"}}
	for _, c := range experiment.Claims() {
		v := c.Judge(r)
		verdict := string(v.Outcome)
		if v.Disagree() {
			verdict += fmt.Sprintf("; over batches it %s", v.Batches.Outcome)
		}
		t.rows = append(t.rows, []string{fmt.Sprintf("%d. %s", c.Number, c.Claim), verdict})
	}
	return t
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// readme returns the page of the folder.
func readme(r experiment.Result, made account, list []group) []byte {
	var b bytes.Buffer
	_, isReport := experiment.OptionsOf(r.Plan)
	fmt.Fprintf(&b, "# %s\n\nMade by `%s`, not by hand.\n", titleOfPlan(r.Plan), made.Command)
	if r.Data.Source == dataset.MadeUpSource {
		fmt.Fprint(&b, "\n**The images are made-up garments, not Fashion-MNIST.**\n")
	}
	if missing := len(r.Plan.Tasks()) - len(r.Runs); missing > 0 {
		fmt.Fprintf(&b, "\n**%d of %d runs are missing.**\n", missing, len(r.Plan.Tasks()))
	}
	for _, g := range list {
		fmt.Fprintf(&b, "\n## %s\n", g.title)
		if g.text != "" {
			fmt.Fprintf(&b, "\n%s\n", g.text)
		}
		for i, f := range g.figures() {
			fmt.Fprintf(&b, "\n![%s](%s.svg)\n", f.description(), g.figureName(i))
		}
		fmt.Fprintln(&b)
		b.Write(g.table().markdown())
	}
	fmt.Fprintf(&b, "\n%s\n", tableNote)
	if isReport {
		fmt.Fprint(&b, "\n## The eight claims\n\n")
		b.Write(claimsTable(r).markdown())
		fmt.Fprint(&b, "\n[claims.md](claims.md) has the numbers behind each verdict, and by what it was judged.\n")
	}
	writeData(&b, r.Data)
	writeMachine(&b, made)
	fmt.Fprint(&b, "\n## Files\n\n"+
		"- `results.json`: every run with its recipe, seed, curves, test accuracy and the SHA-256 over its parameters\n"+
		"- `curves.csv`: every epoch of every run\n"+
		"- `recipes.json`: the recipes and seeds, which `-plan` takes\n"+
		"- `tables.md`, `tables.tex`: the tables above, also for LaTeX\n"+
		"- `machine.json`: how long each run took, and where\n")
	for _, g := range list {
		for i := range g.figures() {
			fmt.Fprintf(&b, "- `%[1]s.svg`, `%[1]s.png`: %s\n", g.figureName(i), g.title)
		}
	}
	return b.Bytes()
}

// description is what those are told who do not see the figure.
func (f *figure) description() string {
	var names []string
	for _, c := range f.curves {
		names = append(names, fmt.Sprintf("%s %.1f %%", c.label, c.accuracy[len(c.accuracy)-1]))
	}
	text := "Training loss and validation accuracy by epoch; at the end " + strings.Join(names, ", ")
	return strings.NewReplacer("[", `\[`, "]", `\]`).Replace(text)
}

func writeData(b *bytes.Buffer, d experiment.Data) {
	fmt.Fprintf(b, "\n## Data\n\n%d training and %d test images of %s.", d.TrainingImages, d.TestImages, nameOfData(d))
	fmt.Fprintf(b, " SHA-256 over all labels and pixels, in the order of training:\n`%s`.\n", d.SHA256)
	if d.SHA256 != publishedSHA256 {
		return
	}
	fmt.Fprint(b, "These are the images of the four published files:\n\n| file | SHA-256 |\n| --- | --- |\n")
	for _, f := range datadir.All() {
		fmt.Fprintf(b, "| %s | `%s` |\n", f.Name, f.SHA256)
	}
}

func nameOfData(d experiment.Data) string {
	switch {
	case d.Source == dataset.MadeUpSource:
		return "made-up garments"
	case d.SHA256 == publishedSHA256:
		return "Fashion-MNIST"
	}
	return "Fashion-MNIST, not as published"
}

func writeMachine(b *bytes.Buffer, made account) {
	fmt.Fprintf(b, "\n## Machine and time\n\n%d runs, %s of training on one core in all", len(made.Runs), duration(made.total()))
	switch n := len(made.Parts); n {
	case 0:
		fmt.Fprintf(b, "; %s by the clock, with a run on each core.\n", duration(made.Seconds))
	case 1:
		fmt.Fprint(b, ", in one part.\n")
	default:
		fmt.Fprintf(b, ", in %d parts.\n", n)
	}
	fmt.Fprintln(b)
	for _, m := range made.machines() {
		fmt.Fprintf(b, "- %s, %d cores, %s\n", m.Processor, m.Cores, m.Go)
	}
}
