package experiment

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"atelier/core/stats"
)

// Claims returns the report's eight claims in their order.
func Claims() []Claim {
	return []Claim{
		{
			Number: 1, Experiment: 1, judge: judgeStart,
			Claim:     "Below 10 epochs the single wide layer does better than the deeper, narrower ones.",
			Measure:   "Validation accuracy, averaged over epochs 1 to 9.",
			Threshold: whyBars + "[128] must lie above both others and not be alike. " + whySeeds + "Both leads must be above 0.",
		},
		{
			Number: 2, Experiment: 1, judge: judgeShapes,
			Claim:     "At the end the three shapes lie within each other's error bars.",
			Measure:   "Test accuracy, in pairs.",
			Threshold: whyBars + "All three pairs must be. " + whySeeds + whySame,
		},
		{
			Number: 3, Experiment: 1, judge: judgeOverfitting,
			Claim:     "Nothing overfits: test accuracy lies within the validation accuracy's error bar.",
			Measure:   "Validation accuracy after the last epoch against test accuracy, for each of the report's recipes.",
			Threshold: "Over batches: the test accuracy must lie within the validation accuracy's error bar. " + whySeeds + "The validation accuracy must not be higher by what counts. " + whySame + "A gap that all recipes share, whatever their training loss, speaks of harder test images rather than of overfitting.",
		},
		{
			Number: 4, Experiment: 1, judge: judgeDropout,
			Claim:     "Dropout makes no real difference.",
			Measure:   "Test accuracy of [128] with dropout and without.",
			Threshold: whyBars + whySeeds + whySame,
		},
		{
			Number: 5, Experiment: 2, judge: judgeOptimizers,
			Claim:     "SGD and AdaDelta are within each other's error bars; Adam is 2 to 3 points better.",
			Measure:   "Validation accuracy after the last epoch, and test accuracy.",
			Threshold: whyBars + "Adam's leads must be 2 or 3 when rounded to whole points, as the report gives them: 1.5 to 3.5. " + whySeeds + "The interval of a lead must leave out 0 and reach into that range. " + whySame,
		},
		{
			Number: 6, Experiment: 2, judge: judgeFirstEpoch,
			Claim:     "Adam after a single epoch is competitive with the other two at the end.",
			Measure:   "Adam's validation accuracy after epoch 1 against that of SGD and AdaDelta after the last.",
			Threshold: "Over batches: it must not lie below the other's error bar. " + whySeeds + "It must not be behind by 2 points, the least that the report calls better.",
		},
		{
			Number: 7, Experiment: 3, judge: judgeXavier,
			Claim:     "Xavier trains faster at the start and makes little difference later.",
			Measure:   "Training loss, averaged over epochs 1 to 5, and test accuracy.",
			Threshold: whyFaster + whyBars + whySeeds + whySame,
		},
		{
			Number: 8, Experiment: 3, judge: judgeBatchNorm,
			Claim:     "Batch norm trains faster and ends higher in test accuracy.",
			Measure:   "Training loss, averaged over epochs 1 to 5, and test accuracy.",
			Threshold: whyFaster + whyBars + "Batch norm must lie above and not be alike. " + whySeeds + "Its lead must be above 0.",
		},
	}
}

const whyFaster = "The loss must be lower by 5 % or more: to less than that, two right programs do not agree. "

func judgeStart(e *evidence) (overBatches, overSeeds []point) {
	epochs := min(early, e.epochs)
	if !e.gather(need{Baseline, epochs}, need{TwoLayers, epochs}, need{ThreeLayers, epochs}) {
		return nil, nil
	}
	wide := e.validationOver(Baseline, "[128]", epochs)
	for _, name := range []string{TwoLayers, ThreeLayers} {
		narrow := e.validationOver(name, name, epochs)
		overBatches = append(overBatches, aboveByBars(narrow, wide))
		overSeeds = append(overSeeds, moreBySeeds(narrow, wide))
	}
	overBatches[0].words = fmt.Sprintf("averaged over epochs 1 to %d, %s", epochs, overBatches[0].words)
	return overBatches, overSeeds
}

func judgeShapes(e *evidence) (overBatches, overSeeds []point) {
	if !e.gather(need{recipe: Baseline}, need{recipe: TwoLayers}, need{recipe: ThreeLayers}) {
		return nil, nil
	}
	shapes := []measured{e.test(Baseline, "[128]"), e.test(TwoLayers, TwoLayers), e.test(ThreeLayers, ThreeLayers)}
	for i, a := range shapes {
		for _, b := range shapes[i+1:] {
			overBatches = append(overBatches, alikeByBars(a, b))
			overSeeds = append(overSeeds, sameBySeeds(a, b))
		}
	}
	return overBatches, overSeeds
}

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

func judgeDropout(e *evidence) (overBatches, overSeeds []point) {
	if !e.gather(need{recipe: Baseline}, need{recipe: Dropout}) {
		return nil, nil
	}
	plain, dropout := e.test(Baseline, "[128]"), e.test(Dropout, "dropout")
	return []point{alikeByBars(plain, dropout)}, []point{sameBySeeds(plain, dropout)}
}

func prefixed(prefix string, p point) point {
	p.words = prefix + p.words
	return p
}

func judgeOptimizers(e *evidence) (overBatches, overSeeds []point) {
	if !e.gather(need{recipe: Baseline}, need{recipe: AdaDelta}, need{recipe: Adam}) {
		return nil, nil
	}
	for _, set := range []struct {
		name string
		of   func(recipe string) measured
	}{
		{"in validation, ", func(r string) measured { return e.validation(r, optimizerLabel(r), e.epochs) }},
		{"in the test, ", func(r string) measured { return e.test(r, optimizerLabel(r)) }},
	} {
		sgd, delta, adam := set.of(Baseline), set.of(AdaDelta), set.of(Adam)
		overBatches = append(overBatches, prefixed(set.name, alikeByBars(sgd, delta)), leadByBars(adam, sgd, delta))
		overSeeds = append(overSeeds, prefixed(set.name, sameBySeeds(sgd, delta)), leadBySeeds(sgd, adam), leadBySeeds(delta, adam))
	}
	return overBatches, overSeeds
}

// optimizerLabel is what experiment 2 calls a recipe.
func optimizerLabel(recipe string) string {
	if recipe == Baseline {
		return "SGD"
	}
	return recipe
}

// The leads that round to 2 or 3 points.
const leastLead, mostLead = 0.015, 0.035

func twoOrThree(lead float64) bool { return lead >= leastLead && lead < mostLead }

func leadByBars(adam, sgd, delta measured) point {
	a, b := adam.mean()-sgd.mean(), adam.mean()-delta.mean()
	return point{outcome(twoOrThree(a) && twoOrThree(b)), fmt.Sprintf("%v is %s and %s points better", adam, points(a), points(b))}
}

func leadBySeeds(other, adam measured) point {
	c := over(other, adam)
	o := moreOverSeeds(c)
	switch {
	case c.High < leastLead || c.Low >= mostLead:
		o = DoesNotHold
	case !twoOrThree(c.Difference):
		o = CannotTellYet
	}
	return doubted(o, lead(other, adam, c))
}

func judgeFirstEpoch(e *evidence) (overBatches, overSeeds []point) {
	if !e.gather(need{Adam, 1}, need{recipe: Baseline}, need{recipe: AdaDelta}) {
		return nil, nil
	}
	adam := e.validation(Adam, "Adam", 1)
	for _, name := range []string{Baseline, AdaDelta} {
		other := e.validation(name, optimizerLabel(name), e.epochs)
		overBatches = append(overBatches, competitiveByBars(other, adam))
		c := over(other, adam)
		overSeeds = append(overSeeds, doubted(competitiveOverSeeds(c), fmt.Sprintf("Adam after one epoch differs from %s at the end by %s", other.label, signed(c))))
	}
	return overBatches, overSeeds
}

func competitiveByBars(other, adam measured) point {
	p := point{outcome(adam.mean() >= other.mean()-other.bar), fmt.Sprintf("Adam's %.1f after one epoch does not lie below %v at the end", 100*adam.mean(), other)}
	switch {
	case barless(other):
		return point{CannotTellYet, other.label + "'s accuracy comes from a single batch, which has no error bar"}
	case p.outcome == DoesNotHold:
		p.words = fmt.Sprintf("Adam's %.1f after one epoch lies below %v at the end", 100*adam.mean(), other)
	}
	return p
}

func competitiveOverSeeds(c stats.Comparison) Outcome {
	switch {
	case c.Low > -better:
		return Holds
	case c.High < 0 && c.Difference <= -better:
		return DoesNotHold
	}
	return CannotTellYet
}

func judgeXavier(e *evidence) (overBatches, overSeeds []point) {
	return e.faster(XavierNormal, alikeByBars, sameBySeeds)
}

func judgeBatchNorm(e *evidence) (overBatches, overSeeds []point) {
	return e.faster(BatchNorm, aboveByBars, moreBySeeds)
}

// faster judges that a recipe trains faster at the start than the baseline, and
// what becomes of its test accuracy.
func (e *evidence) faster(recipe string, byBars, bySeeds func(base, other measured) point) (overBatches, overSeeds []point) {
	if !e.gather(need{recipe: Baseline}, need{recipe: recipe}) {
		return nil, nil
	}
	epochs := min(start, e.epochs)
	slow, fast := e.lossOver(Baseline, Baseline, epochs), e.lossOver(recipe, recipe, epochs)
	less := point{
		outcome(fast.mean() <= (1-faster)*slow.mean()),
		fmt.Sprintf("averaged over epochs 1 to %d, %s's training loss is %.3f, the baseline's %.3f", epochs, recipe, fast.mean(), slow.mean()),
	}
	c := over(slow, fast)
	certain := less.outcome
	if certain == Holds && !c.Significant() {
		certain = CannotTellYet
	}
	lessBySeeds := doubted(certain, fmt.Sprintf("%s's training loss at the start differs by %s (%s to %s)",
		recipe, number(c.Difference, 3, "+"), number(c.Low, 3, ""), number(c.High, 3, "")))
	base, other := e.test(Baseline, "the baseline"), e.test(recipe, recipe)
	return []point{less, prefixed("in the test, ", byBars(base, other))}, []point{lessBySeeds, prefixed("in the test, ", bySeeds(base, other))}
}
