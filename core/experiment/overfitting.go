package experiment

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

func judgeOverfitting(e *evidence) (overBatches, overSeeds []point) {
	names := []string{Baseline, TwoLayers, ThreeLayers, Dropout, AdaDelta, Adam, XavierNormal, BatchNorm}
	var needs []need
	for _, name := range names {
		needs = append(needs, need{recipe: name})
	}
	if !e.gather(needs...) {
		return nil, nil
	}
	var bars, seeds []gap
	for _, name := range names {
		validation, test := e.validation(name, name, e.epochs), e.test(name, name)
		bars = append(bars, gapByBars(validation, test))
		seeds = append(seeds, gapBySeeds(validation, test))
	}
	least := slices.MinFunc(seeds, func(a, b gap) int { return cmp.Compare(a.size, b.size) })
	overSeeds = []point{widest(seeds, "of %d recipes, %s has validation furthest above test")}
	overSeeds[0].words += fmt.Sprintf("; %s has it least, by %s", least.label, points(least.size))
	return []point{widest(bars, "of %d recipes, %s has the widest gap between test and validation")}, overSeeds
}

// gap is how far a recipe's validation accuracy lies from its test accuracy.
type gap struct {
	point
	label string
	size  float64 // the larger, the worse
}

func gapByBars(validation, test measured) gap {
	distance := math.Abs(validation.mean() - test.mean())
	g := gap{label: validation.label, size: distance / validation.bar}
	switch {
	case validation.bar == 0:
		g.size = math.Inf(1)
		g.point = point{CannotTellYet, "no error bar, as there is a single batch"}
	case distance <= validation.bar:
		g.point = point{Holds, fmt.Sprintf("%.1f points, within the error bar of ± %.1f", 100*distance, 100*validation.bar)}
	default:
		g.point = point{DoesNotHold, fmt.Sprintf("%.1f points, outside the error bar of ± %.1f", 100*distance, 100*validation.bar)}
	}
	return g
}

func gapBySeeds(validation, test measured) gap {
	c := over(test, validation)
	o := CannotTellYet
	switch {
	case c.High <= same:
		o = Holds
	case c.Low > 0 && c.Difference > same:
		o = DoesNotHold
	}
	return gap{doubted(o, signed(c)), validation.label, c.Difference}
}

// widest puts the gaps of all recipes in one point, with the words of the
// widest of those that decide.
func widest(gaps []gap, format string) point {
	var all []point
	for _, g := range gaps {
		all = append(all, g.point)
	}
	outcome := conclude(all).Outcome
	var most gap
	for _, g := range gaps {
		if g.outcome == outcome && (most.label == "" || g.size > most.size) {
			most = g
		}
	}
	return point{outcome, fmt.Sprintf(format, len(gaps), most.label) + ": " + most.words}
}
