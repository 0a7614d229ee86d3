package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"atelier/core/experiment"
	"atelier/core/export"
	"atelier/tools/internal/marks"
	"atelier/tools/internal/wholefile"
)

// output collects files and writes them into a folder.
type output struct {
	folder string
	names  []string
}

func (o *output) write(name string, content []byte) error {
	o.names = append(o.names, name)
	return wholefile.Write(filepath.Join(o.folder, name), content)
}

func (o *output) writeJSON(name string, value any) error {
	o.names = append(o.names, name)
	return writeJSON(filepath.Join(o.folder, name), value)
}

func (o *output) writeResult(r experiment.Result) error {
	text, err := r.Text()
	if err != nil {
		return err
	}
	return o.write(resultsFile, text)
}

// removeStale removes the figures and verdicts of an earlier result that this
// one has not.
func (o *output) removeStale() error {
	entries, err := os.ReadDir(o.folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if slices.Contains(o.names, e.Name()) || !ours.MatchString(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(o.folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// ours are the names of files that some results have and others have not.
var ours = regexp.MustCompile(`^(claims\.md|(figure|curves)-\d+\.(svg|png)|curves\.(svg|png))$`)

// writePart writes what merging reads.
func writePart(folder string, r experiment.Result, made account, log io.Writer) error {
	o := &output{folder: folder}
	if err := o.writeJSON(machineFile, made); err != nil {
		return err
	}
	if err := o.writeResult(r); err != nil {
		return err
	}
	fmt.Fprintf(log, "%d runs of %d in %s; put the parts together with -merge.\n", len(r.Runs), len(r.Plan.Tasks()), folder)
	return nil
}

// summaryMarks is the name of the marks between which the table goes.
const summaryMarks = "report"

// write writes everything that there is to say about a result to where the
// command line wants it.
func (o options) write(r experiment.Result, made account, log io.Writer) error {
	if err := write(o.out, r, made, log); err != nil || o.summary == "" {
		return err
	}
	var b bytes.Buffer
	b.Write(summaryOf(r).markdown())
	fmt.Fprintf(&b, "\n%s. %s\n", titleOfPlan(r.Plan), tableNote)
	return marks.Replace(o.summary, summaryMarks, b.Bytes())
}

// write writes everything that there is to say about a result to a folder.
func write(folder string, r experiment.Result, made account, log io.Writer) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	o := &output{folder: folder}
	list := groups(r)
	for _, g := range list {
		if err := g.writeFigures(o); err != nil {
			return err
		}
	}
	if err := writeTables(o, r, list); err != nil {
		return err
	}
	if _, ok := experiment.OptionsOf(r.Plan); ok {
		if err := o.write("claims.md", claims(r)); err != nil {
			return err
		}
	}
	curves, err := curvesCSV(r)
	if err != nil {
		return err
	}
	if err := o.write(export.CurvesFile, curves); err != nil {
		return err
	}
	if err := o.writeJSON("recipes.json", r.Plan); err != nil {
		return err
	}
	if err := o.writeResult(r); err != nil {
		return err
	}
	if err := o.writeJSON(machineFile, made); err != nil {
		return err
	}
	if err := o.write("README.md", readme(r, made, list)); err != nil {
		return err
	}
	if err := o.removeStale(); err != nil {
		return err
	}
	fmt.Fprintf(log, "%d of %d runs, in %s.\n", len(r.Runs), len(r.Plan.Tasks()), filepath.Join(folder, "README.md"))
	return nil
}

// linesOfFigure is how many lines a figure has room and strokes for.
var linesOfFigure = len(strokes)

// writeFigures writes the group's figure, or several if it has many recipes.
func (g group) writeFigures(o *output) error {
	for i, f := range g.figures() {
		name := g.figureName(i)
		svg, err := f.svg()
		if err != nil {
			return err
		}
		png, err := f.png()
		if err != nil {
			return err
		}
		if err := o.write(name+".svg", svg); err != nil {
			return err
		}
		if err := o.write(name+".png", png); err != nil {
			return err
		}
	}
	return nil
}

// figureName is the name of the group's figure without its ending; the first
// is 0.
func (g group) figureName(i int) string {
	if i == 0 {
		return g.name
	}
	return fmt.Sprintf("%s-%d", g.name, i+1)
}

// figures returns the figures of what has a curve.
func (g group) figures() []*figure {
	var figures []*figure
	var curves []curve
	epochs := 0
	flush := func() {
		if len(curves) > 0 {
			figures = append(figures, newFigure(epochs, curves))
		}
		curves, epochs = nil, 0
	}
	for _, e := range g.entries {
		if e.control || len(e.TrainLoss) == 0 {
			continue
		}
		epochs = max(epochs, e.Recipe.Epochs)
		c := curve{label: e.label, stroke: strokes[len(curves)], loss: e.TrainLoss}
		if i, ok := ofReport[e.Recipe.Name]; ok && g.text != "" {
			c.stroke = strokes[i]
		}
		for _, a := range e.ValidationAccuracy {
			c.accuracy, c.bars = append(c.accuracy, 100*a.Mean), append(c.bars, 100*a.Deviation)
		}
		if curves = append(curves, c); len(curves) == linesOfFigure {
			flush()
		}
	}
	flush()
	return figures
}

func writeTables(o *output, r experiment.Result, list []group) error {
	var markdown, latex bytes.Buffer
	fmt.Fprintf(&markdown, "# %s\n", titleOfPlan(r.Plan))
	fmt.Fprintf(&latex, "%% %s\n%s", titleOfPlan(r.Plan), export.Booktabs)
	for _, g := range list {
		fmt.Fprintf(&markdown, "\n## %s\n\n", g.title)
		markdown.Write(g.table().markdown())
		fmt.Fprintln(&latex)
		latex.Write(g.table().latex())
	}
	fmt.Fprintf(&markdown, "\n%s\n", tableNote)
	if err := o.write("tables.md", markdown.Bytes()); err != nil {
		return err
	}
	return o.write("tables.tex", latex.Bytes())
}

// curvesCSV returns every epoch of every run, a line each.
func curvesCSV(r experiment.Result) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"recipe", "seed", "epoch", "train_loss", "validation_loss", "validation_accuracy_mean", "validation_accuracy_std"}}
	for _, run := range r.Runs {
		for e := range run.TrainLoss {
			row := []string{run.Recipe.Name, strconv.FormatUint(run.Seed, 10), strconv.Itoa(e + 1)}
			for _, v := range []float64{run.TrainLoss[e], run.ValidationLoss[e], run.ValidationAccuracyMean[e], run.ValidationAccuracyStd[e]} {
				row = append(row, strconv.FormatFloat(v, 'g', -1, 64))
			}
			rows = append(rows, row)
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
