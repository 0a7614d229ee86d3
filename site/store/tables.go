package store

import (
	"fmt"

	"atelier/core/export"
	"atelier/core/train"
)

// Tables returns the files of a kind that hold tables, or recipes, of groups;
// none for the kinds of charts.
func Tables(kind Kind, groups []Group, baseline string) []export.File {
	switch kind {
	case RecipeFile:
		return recipes(groups)
	case CurvesCSV:
		return []export.File{{Name: export.CurvesFile, Content: export.Curves(told(groups)).CSV()}}
	case ResultsCSV:
		return []export.File{{Name: "results.csv", Content: export.Results(told(groups)).CSV()}}
	case SummaryCSV:
		return []export.File{{Name: "summary.csv", Content: Summary(groups).CSV()}}
	case DifferencesCSV:
		return []export.File{{Name: "differences.csv", Content: Differences(groups, baseline).CSV()}}
	case Markdown:
		return []export.File{{Name: "comparison.md", Content: together(groups, baseline, export.Table.Markdown)}}
	case LaTeX:
		return []export.File{{Name: "comparison.tex", Content: append([]byte(export.Booktabs+"\n"), together(groups, baseline, export.Table.LaTeX)...)}}
	case Everything:
		var files []export.File
		for _, k := range []Kind{CurvesCSV, ResultsCSV, SummaryCSV, DifferencesCSV, Markdown, LaTeX} {
			files = append(files, Tables(k, groups, baseline)...)
		}
		for _, f := range recipes(groups) {
			f.Name = "recipes/" + f.Name
			files = append(files, f)
		}
		return files
	}
	return nil
}

// recipes returns the groups' recipes, each in a file of its own name.
func recipes(groups []Group) []export.File {
	names := make([]string, len(groups))
	for i, g := range groups {
		names[i] = FileName(g.Name())
	}
	var files []export.File
	for i, name := range distinct(names, "%s-%d") {
		files = append(files, export.File{Name: name + ".json", Content: export.Recipe(groups[i].Runs[0].Recipe)})
	}
	return files
}

// distinct returns the names, where the second and all further of the same have a
// number: one that makes no other of the names.
func distinct(names []string, numbered string) []string {
	taken := make(map[string]bool, len(names))
	for _, name := range names {
		taken[name] = true
	}
	list := make([]string, len(names))
	next := map[string]int{} // by the names that have been met, the next number
	for i, name := range names {
		fresh := name
		for n := next[name]; n > 0 && taken[fresh]; n++ {
			fresh, next[name] = fmt.Sprintf(numbered, name, n), n+1
		}
		next[name] = max(next[name], 2)
		list[i] = fresh
	}
	return list
}

// named returns the groups' names for tables, where they are what rows are told
// apart by. Runs of other visits or from files may have one name.
func named(groups []Group) []string {
	names := make([]string, len(groups))
	for i, g := range groups {
		names[i] = g.Name()
	}
	return distinct(names, "%s (%d)")
}

// together writes the tables that people read, with an empty line between them.
func together(groups []Group, baseline string, write func(export.Table) []byte) []byte {
	text := write(Summary(groups))
	for _, t := range []export.Table{Differences(groups, baseline), export.Results(told(groups))} {
		if t.Rows() > 0 {
			text = append(append(text, '\n'), write(t)...)
		}
	}
	return text
}

// told lists all runs of the groups.
func told(groups []Group) []export.Run {
	var names []string
	var runs []*Run
	for i, name := range named(groups) {
		for _, r := range groups[i].Runs {
			full := name
			if len(groups[i].Runs) > 1 {
				full = fmt.Sprintf("%s, seed %d", name, r.Recipe.Seed)
			}
			names, runs = append(names, full), append(runs, r)
		}
	}
	var list []export.Run
	for i, name := range distinct(names, "%s (%d)") {
		list = append(list, runs[i].told(name))
	}
	return list
}

// told returns what the run told, as the tables need it.
func (r *Run) told(name string) export.Run {
	told := export.Run{Name: name, Seed: r.Recipe.Seed, Origin: r.Origin()}
	for _, p := range r.Curve.Points {
		told.Epochs = append(told.Epochs, train.Event{
			Kind: train.Epoch, Epoch: p.Epoch, LearningRate: p.LearningRate,
			TrainingLoss: p.TrainingLoss, ValidationLoss: p.ValidationLoss, ValidationAccuracy: p.Accuracy,
		})
	}
	last, _ := r.Curve.Last()
	switch r.Phase {
	case Finished:
		told.End = train.Event{
			Kind: train.Finished, StoppedEarly: last.Epoch < r.Recipe.Epochs && !r.Imported,
			TestLoss: r.TestLoss, TestAccuracy: r.TestAccuracy, ParametersSHA256: r.ParametersSHA256,
		}
	case Diverged:
		told.End = train.Event{Kind: train.Diverged}
	}
	return told
}
