package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"strconv"

	"atelier/core/experiment"
	"atelier/core/export"
	"atelier/core/stats"
)

// confidence is the level of every interval.
const confidence = 0.95

// document returns the tables in Markdown: one for all results of the same
// title, such as a report and some of its recipes on more seeds.
func document(all []compared, version string) []byte {
	var b bytes.Buffer
	for len(all) > 0 {
		same := 1
		for same < len(all) && all[same].title() == all[0].title() {
			same++
		}
		fmt.Fprintf(&b, "### %s\n\n", all[0].title())
		b.Write(table(all[:same]).Markdown())
		fmt.Fprintln(&b)
		all = all[same:]
	}
	fmt.Fprintf(&b, "PyTorch %s. %s\n", version, tableNote)
	return b.Bytes()
}

func (c compared) title() string { return cmp.Or(c.Plan.Title, c.Plan.Name) }

// tableNote says what the columns are.
const tableNote = "Means over the seeds after the last epoch, ± the deviation over the seeds. Differences are Atelier's value less PyTorch's " +
	"on the same seed, with the interval of 95 % of their mean. Furthest apart: the largest difference between training losses, after any epoch " +
	"of any seed. Accuracies in per cent."

// table returns how the recipes did in both, a line for each.
func table(all []compared) export.Table {
	text := func(label string) export.Column { return export.Column{Label: label, Right: true} }
	name, seeds := export.Column{}, text("seeds")
	loss, lossThere, lossApart, furthest := text("training loss"), text("in PyTorch"), text("difference"), text("furthest apart")
	accuracy, accuracyThere, accuracyApart := text("test accuracy"), text("in PyTorch"), text("difference")
	for _, c := range all {
		for _, recipe := range c.Plan.Recipes {
			pairs := c.of(recipe.Name)
			if len(pairs) == 0 {
				continue
			}
			name.Texts = append(name.Texts, recipe.Name)
			seeds.Texts = append(seeds.Texts, strconv.Itoa(len(pairs)))
			addBoth(pairs, lastLoss, 1, 4, &loss, &lossThere, &lossApart)
			furthest.Texts = append(furthest.Texts, fmt.Sprintf("%.1g", furthestApart(pairs)))
			addBoth(pairs, testAccuracy, 100, 2, &accuracy, &accuracyThere, &accuracyApart)
		}
	}
	return export.Table{Columns: []export.Column{name, seeds, loss, lossThere, lossApart, furthest, accuracy, accuracyThere, accuracyApart}}
}

// of returns the pairs of the recipe of that name.
func (c compared) of(recipe string) []pair {
	var list []pair
	for _, p := range c.pairs {
		if p.atelier.Recipe.Name == recipe {
			list = append(list, p)
		}
	}
	return list
}

func lastLoss(r experiment.Run) float64     { return r.TrainLoss[len(r.TrainLoss)-1] }
func testAccuracy(r experiment.Run) float64 { return r.TestAccuracyMean }

// addBoth adds a cell to each of three columns: a value here, there, and the
// difference.
func addBoth(pairs []pair, value func(experiment.Run) float64, scale float64, decimals int, here, there, difference *export.Column) {
	var a, p []float64
	for _, both := range pairs {
		a = append(a, scale*value(both.atelier))
		p = append(p, scale*value(both.pytorch))
	}
	here.Texts = append(here.Texts, meanDeviation(a, decimals))
	there.Texts = append(there.Texts, meanDeviation(p, decimals))
	c := stats.Paired(p, a, confidence)
	text := stats.Number(c.Difference, decimals, "+")
	if !math.IsInf(c.High, 1) {
		text += fmt.Sprintf(" (%s to %s)", stats.Number(c.Low, decimals, ""), stats.Number(c.High, decimals, ""))
	}
	difference.Texts = append(difference.Texts, text)
}

func meanDeviation(values []float64, decimals int) string {
	mean, deviation := stats.MeanDeviation(values)
	text := stats.Number(mean, decimals, "")
	if len(values) > 1 {
		text += " ± " + stats.Number(deviation, decimals, "")
	}
	return text
}

// furthestApart returns the largest difference between training losses.
func furthestApart(pairs []pair) float64 {
	most := 0.0
	for _, p := range pairs {
		// Where one stopped early, the other may have gone on.
		for i := range min(p.atelier.Epochs(), p.pytorch.Epochs()) {
			most = max(most, math.Abs(p.atelier.TrainLoss[i]-p.pytorch.TrainLoss[i]))
		}
	}
	return most
}

// everyRun returns what every run came to, in both.
func everyRun(all []compared) export.Table {
	plan, recipe := export.Column{Key: "plan"}, export.Column{Key: "recipe"}
	seed := export.Column{Key: "seed"}
	columns := []struct {
		key   string
		value func(pair) float64
	}{
		{"training_loss", func(p pair) float64 { return lastLoss(p.atelier) }},
		{"pytorch_training_loss", func(p pair) float64 { return lastLoss(p.pytorch) }},
		{"test_accuracy", func(p pair) float64 { return testAccuracy(p.atelier) }},
		{"pytorch_test_accuracy", func(p pair) float64 { return testAccuracy(p.pytorch) }},
		{"furthest_apart", func(p pair) float64 { return furthestApart([]pair{p}) }},
	}
	values := make([]export.Column, len(columns))
	for _, c := range all {
		for _, p := range c.pairs {
			plan.Texts = append(plan.Texts, c.title())
			recipe.Texts = append(recipe.Texts, p.atelier.Recipe.Name)
			seed.Texts = append(seed.Texts, strconv.FormatUint(p.atelier.Seed, 10))
			for i, column := range columns {
				values[i].Key = column.key
				values[i].Values = append(values[i].Values, column.value(p))
			}
		}
	}
	return export.Table{Columns: append([]export.Column{plan, recipe, seed}, values...)}
}
