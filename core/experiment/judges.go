package experiment

import (
	"fmt"

	"atelier/core/stats"
)

// The judges say, for each part of their claim, what becomes of it by the error
// bars over batches, and over the seeds.

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
		recipe, stats.Number(c.Difference, 3, "+"), stats.Number(c.Low, 3, ""), stats.Number(c.High, 3, "")))
	base, other := e.test(Baseline, "the baseline"), e.test(recipe, recipe)
	return []point{less, prefixed("in the test, ", byBars(base, other))}, []point{lessBySeeds, prefixed("in the test, ", bySeeds(base, other))}
}
