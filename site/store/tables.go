package store

import (
	"fmt"
	"math"

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
	case Markdown:
		return []export.File{{Name: "comparison.md", Content: together(groups, baseline, export.Table.Markdown)}}
	case LaTeX:
		return []export.File{{Name: "comparison.tex", Content: append([]byte(export.Booktabs+"\n"), together(groups, baseline, export.Table.LaTeX)...)}}
	case Everything:
		var files []export.File
		for _, k := range []Kind{CurvesCSV, ResultsCSV, Markdown, LaTeX} {
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
	var files []export.File
	taken := map[string]int{}
	for _, g := range groups {
		name := FileName(g.Name())
		if taken[name]++; taken[name] > 1 {
			name = fmt.Sprintf("%s-%d", name, taken[name])
		}
		files = append(files, export.File{Name: name + ".json", Content: export.Recipe(g.Runs[0].Recipe)})
	}
	return files
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
	var list []export.Run
	for _, g := range groups {
		for _, r := range g.Runs {
			name := r.Recipe.Name
			if len(g.Runs) > 1 {
				name = fmt.Sprintf("%s, seed %d", name, r.Recipe.Seed)
			}
			list = append(list, r.told(name))
		}
	}
	return list
}

// told returns what the run told, as the tables need it.
func (r *Run) told(name string) export.Run {
	told := export.Run{Name: name}
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

// Differences returns the table of how each group did against the baseline, as
// the page's verdict has it. Without rows where there is nothing to compare.
func Differences(groups []Group, baseline string) export.Table {
	run := export.Column{Key: "run", Label: "Run", Texts: []string{}}
	against := export.Column{Key: "against", Label: "Against", Texts: []string{}}
	judged := export.Column{Key: "judged_over", Label: "Judged over", Texts: []string{}}
	seeds := export.Column{Key: "common_seeds", Label: "Common seeds"}
	figure := func(key, label string) export.Column {
		return export.Column{Key: key, Label: label, Percent: true, Decimals: 1}
	}
	difference := figure("difference", "Difference, points")
	low, high := figure("low", "95 % from"), figure("high", "to")
	p := export.Column{Key: "p", Label: "p (Holm)", Decimals: 3}
	for _, c := range Compare(groups, baseline) {
		if c.Basis == Nothing {
			continue
		}
		over, chance, common := "batches", math.NaN(), 0
		if c.Basis == OverSeeds {
			over, chance, common = "seeds", c.P, len(c.Pairs)
		}
		run.Texts, against.Texts, judged.Texts = append(run.Texts, c.Other.Name()), append(against.Texts, c.Base.Name()), append(judged.Texts, over)
		seeds.Values = append(seeds.Values, float64(common))
		difference.Values = append(difference.Values, c.Difference)
		low.Values, high.Values = append(low.Values, finite(c.Low)), append(high.Values, finite(c.High))
		p.Values = append(p.Values, chance)
	}
	return export.Table{Caption: "Differences in test accuracy", Columns: []export.Column{run, against, judged, seeds, difference, low, high, p}}
}

// finite returns NaN, an empty cell, for what cannot be told.
func finite(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

// Summary returns the table of the groups' test accuracies: over seeds where
// there are several.
func Summary(groups []Group) export.Table {
	run := export.Column{Key: "run", Label: "Run", Texts: []string{}}
	parameters := export.Column{Key: "parameters", Label: "Parameters"}
	seeds := export.Column{Key: "seeds", Label: "Seeds"}
	accuracy := export.Column{Key: "test_accuracy", Label: "Test accuracy, %", Percent: true, Decimals: 1, Values: []float64{}, Deviations: []float64{}}
	for _, g := range groups {
		test := g.Test()
		if test.Seeds == 0 {
			test.Mean, test.Deviation = math.NaN(), math.NaN()
		}
		run.Texts = append(run.Texts, g.Name())
		parameters.Values = append(parameters.Values, float64(g.Parameters()))
		seeds.Values = append(seeds.Values, float64(test.Seeds))
		accuracy.Values, accuracy.Deviations = append(accuracy.Values, test.Mean), append(accuracy.Deviations, test.Deviation)
	}
	return export.Table{Caption: "Test accuracy by recipe", Columns: []export.Column{run, parameters, seeds, accuracy}}
}
