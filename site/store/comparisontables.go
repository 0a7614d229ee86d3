package store

import (
	"math"

	"atelier/core/export"
)

// Differences returns the table of how each group did against the baseline, as
// the page's verdict has it. Without rows where there is nothing to compare.
func Differences(groups []Group, baseline string) export.Table {
	names := map[string]string{}
	for i, name := range named(groups) {
		names[groups[i].ID] = name
	}
	run := export.Column{Key: "run", Label: "Run", Texts: []string{}}
	against := export.Column{Key: "against", Label: "Against", Texts: []string{}}
	judged := export.Column{Key: "judged_over", Label: "Judged over", Texts: []string{}}
	seeds := export.Column{Key: "common_seeds", Label: "Common seeds"}
	points := func(key, label string) export.Column {
		return export.Column{Key: key, Label: label, Percent: true, Decimals: 1}
	}
	difference := points("difference", "Difference, points")
	low, high := points("low", "95 % from, points"), points("high", "95 % to, points")
	p := export.Column{Key: "p", Label: "p (Holm)", Decimals: 3}
	for _, c := range Compare(groups, baseline) {
		if c.Basis == Nothing {
			continue
		}
		over, chance := overBatches, math.NaN()
		if c.Basis == OverSeeds {
			over, chance = overSeeds, c.P
		}
		run.Texts, against.Texts, judged.Texts = append(run.Texts, names[c.Other.ID]), append(against.Texts, names[c.Base.ID]), append(judged.Texts, over)
		seeds.Values = append(seeds.Values, float64(c.Common))
		difference.Values = append(difference.Values, c.Difference)
		low.Values, high.Values = append(low.Values, finite(c.Low)), append(high.Values, finite(c.High))
		p.Values = append(p.Values, chance)
	}
	return export.Table{Caption: "Differences in test accuracy", Columns: []export.Column{run, against, judged, seeds, difference, low, high, p}}
}

// What deviations and verdicts are over.
const (
	overBatches = "batches"
	overSeeds   = "seeds"
)

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
	origin := export.Column{Key: "origin", Label: "Origin", Texts: []string{}}
	parameters := export.Column{Key: "parameters", Label: "Parameters"}
	seeds := export.Column{Key: "seeds", Label: "Seeds"}
	accuracy := export.Column{Key: "test_accuracy", Label: "Test accuracy, %", Percent: true, Decimals: 1, Values: []float64{}, Deviations: []float64{}}
	over := export.Column{Key: "deviation_over", Label: "± over", Texts: []string{}}
	for i, name := range named(groups) {
		g := groups[i]
		test, of := g.Test(), overBatches
		switch {
		case test.Seeds == 0:
			test.Mean, test.Deviation, of = math.NaN(), math.NaN(), ""
		case test.Seeds > 1:
			of = overSeeds
		}
		run.Texts = append(run.Texts, name)
		origin.Texts = append(origin.Texts, g.Runs[0].Origin())
		parameters.Values = append(parameters.Values, float64(g.Parameters()))
		seeds.Values = append(seeds.Values, float64(test.Seeds))
		accuracy.Values, accuracy.Deviations = append(accuracy.Values, test.Mean), append(accuracy.Deviations, test.Deviation)
		over.Texts = append(over.Texts, of)
	}
	return export.Table{Caption: "Test accuracy by recipe", Columns: []export.Column{run, origin.Needed(), parameters, seeds, accuracy, over}}
}
