package experiment_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/experiment"
	"atelier/core/train"
)

// made is what the runs of a recipe are made to say.
type made struct {
	first float64 // validation accuracy after epoch 1
	early float64 // and after epochs 2 to 9
	late  float64 // and from then on
	test  float64
	bar   float64 // the deviation over batches, of all of them
	loss  float64 // of training in all epochs
	// noise is added to all accuracies, and a hundredth of the loss, by seed.
	noise []float64
}

// asReported are figures with which all eight claims hold, by far.
func asReported() map[string]*made {
	base := made{first: 0.70, early: 0.80, late: 0.85, test: 0.85, bar: 0.02, loss: 1}
	with := func(change func(*made)) *made {
		m := base
		change(&m)
		return &m
	}
	return map[string]*made{
		experiment.Baseline:     with(func(m *made) {}),
		experiment.TwoLayers:    with(func(m *made) { m.first, m.early = 0.60, 0.74 }),
		experiment.ThreeLayers:  with(func(m *made) { m.first, m.early = 0.50, 0.70 }),
		experiment.Dropout:      with(func(m *made) { m.test = 0.848 }),
		experiment.AdaDelta:     with(func(m *made) { m.late, m.test = 0.845, 0.845 }),
		experiment.Adam:         with(func(m *made) { m.first, m.late, m.test = 0.84, 0.874, 0.874 }),
		experiment.XavierNormal: with(func(m *made) { m.loss = 0.8 }),
		experiment.BatchNorm:    with(func(m *made) { m.test, m.late, m.loss = 0.875, 0.875, 0.7 }),
	}
}

// report makes the result of the report on so many seeds.
func report(recipes map[string]*made, seeds int) experiment.Result {
	o := experiment.Options{Epochs: 12}
	for seed := range seeds {
		o.Seeds = append(o.Seeds, uint64(seed))
	}
	r := experiment.NewResult(experiment.Report(o), experiment.Data{})
	for _, task := range r.Plan.Tasks() {
		if m, ok := recipes[task.Recipe.Name]; ok {
			r = r.With(m.run(task.Recipe))
		}
	}
	return r
}

func (m made) run(recipe train.Recipe) experiment.Run {
	noise := 0.0
	if m.noise != nil {
		noise = m.noise[recipe.Seed]
	}
	run := experiment.NewRun(recipe)
	for epoch := 1; epoch <= recipe.Epochs; epoch++ {
		accuracy := m.late
		switch {
		case epoch == 1:
			accuracy = m.first
		case epoch < 10:
			accuracy = m.early
		}
		run.Add(train.Event{Kind: train.Epoch, Epoch: epoch, TrainingLoss: m.loss + noise/100, ValidationAccuracy: train.Accuracy{Mean: accuracy + noise, Deviation: m.bar}})
	}
	run.Add(train.Event{Kind: train.Finished, TestAccuracy: train.Accuracy{Mean: m.test + noise, Deviation: m.bar}})
	return run
}

func verdict(number int, r experiment.Result) experiment.Verdict {
	return experiment.Claims()[number-1].Judge(r)
}

const (
	holds = experiment.Holds
	fails = experiment.DoesNotHold
	open  = experiment.CannotTellYet
)

func TestAllClaimsHoldOnFiguresLikeTheReports(t *testing.T) {
	require.Len(t, experiment.Claims(), 8)
	for i, c := range experiment.Claims() {
		require.Equal(t, i+1, c.Number)
		for _, seeds := range []int{1, 3} {
			v := c.Judge(report(asReported(), seeds))
			require.Equal(t, holds, v.Outcome, "%d: %v", c.Number, v)
			require.False(t, v.Disagree())
			require.Len(t, v.Sentences(), min(seeds, 2))
		}
	}
}

// One seed, so that error bars over batches decide. Bars are 2.0 points but
// where they are changed, and thresholds those of each claim's own text.
func TestErrorBarsDecideOnEitherSideOfEachThreshold(t *testing.T) {
	type figures = map[string]*made
	for name, c := range map[string]struct {
		claim  int
		change func(figures)
		want   experiment.Outcome
	}{
		// (.70 + 8·.80)/9 against (.60 + 8·early)/9: the lead is 2.0 points at
		// early = .79. Epochs 10 and later do not count.
		"a head start beyond the bars":     {1, func(f figures) { f[experiment.TwoLayers].early = 0.7899 }, holds},
		"a head start within them":         {1, func(f figures) { f[experiment.TwoLayers].early = 0.7901 }, fails},
		"behind at the start":              {1, func(f figures) { f[experiment.ThreeLayers].early = 0.9 }, fails},
		"what comes later":                 {1, func(f figures) { f[experiment.ThreeLayers].late = 0.99 }, holds},
		"narrower bars":                    {1, func(f figures) { f[experiment.TwoLayers].early, f[experiment.TwoLayers].bar = 0.7901, 0.0198 }, holds},
		"shapes within each other's bars":  {2, func(f figures) { f[experiment.ThreeLayers].test = 0.8301 }, holds},
		"a shape outside":                  {2, func(f figures) { f[experiment.ThreeLayers].test = 0.8299 }, fails},
		"within one bar and not the other": {2, func(f figures) { f[experiment.TwoLayers].test, f[experiment.TwoLayers].bar = 0.835, 0.014 }, fails},
		"the narrow ones apart":            {2, func(f figures) { f[experiment.TwoLayers].test, f[experiment.ThreeLayers].test = 0.861, 0.839 }, fails},
		"a test within validation's bar":   {3, func(f figures) { f[experiment.Adam].test = 0.8541 }, holds},
		"a test below it":                  {3, func(f figures) { f[experiment.Adam].test = 0.8539 }, fails},
		"a test above it":                  {3, func(f figures) { f[experiment.Adam].test = 0.8941 }, fails},
		"dropout within":                   {4, func(f figures) { f[experiment.Dropout].test = 0.8301 }, holds},
		"dropout without":                  {4, func(f figures) { f[experiment.Dropout].test = 0.8299 }, fails},
		"leads of 2.4 and 3.4 points":      {5, func(f figures) { f[experiment.AdaDelta].test = 0.8401 }, holds},
		"a lead that rounds to 4":          {5, func(f figures) { f[experiment.AdaDelta].test = 0.8389 }, fails},
		"a lead that rounds to 2":          {5, func(f figures) { f[experiment.Adam].late, f[experiment.Adam].test = 0.8651, 0.8651 }, holds},
		"a lead that rounds to 1":          {5, func(f figures) { f[experiment.Adam].late = 0.8649 }, fails},
		"AdaDelta outside SGD's bar":       {5, func(f figures) { f[experiment.AdaDelta].bar, f[experiment.AdaDelta].test = 0.004, 0.8459 }, fails},
		"one epoch within the bar":         {6, func(f figures) { f[experiment.Adam].first = 0.8301 }, holds},
		"one epoch below it":               {6, func(f figures) { f[experiment.Adam].first = 0.8299 }, fails},
		"one epoch above all":              {6, func(f figures) { f[experiment.Adam].first = 0.95 }, holds},
		"a loss 5 % lower":                 {7, func(f figures) { f[experiment.XavierNormal].loss = 0.9499 }, holds},
		"a loss less than that lower":      {7, func(f figures) { f[experiment.XavierNormal].loss = 0.9501 }, fails},
		"Xavier's test within":             {7, func(f figures) { f[experiment.XavierNormal].test = 0.8699 }, holds},
		"Xavier's test outside":            {7, func(f figures) { f[experiment.XavierNormal].test = 0.8701 }, fails},
		"batch norm above":                 {8, func(f figures) { f[experiment.BatchNorm].test = 0.8701 }, holds},
		"batch norm within":                {8, func(f figures) { f[experiment.BatchNorm].test = 0.8699 }, fails},
		"batch norm below":                 {8, func(f figures) { f[experiment.BatchNorm].test = 0.8 }, fails},
		"batch norm no faster":             {8, func(f figures) { f[experiment.BatchNorm].loss = 0.96 }, fails},

		"a single batch without bars":     {1, func(f figures) { f[experiment.Baseline].bar = 0 }, open},
		"of validation":                   {3, func(f figures) { f[experiment.Dropout].bar = 0 }, open},
		"no bar to be within":             {6, func(f figures) { f[experiment.AdaDelta].bar = 0 }, open},
		"none to be above, and no faster": {8, func(f figures) { f[experiment.BatchNorm].bar, f[experiment.BatchNorm].loss = 0, 1 }, fails},
	} {
		f := asReported()
		c.change(f)
		v := verdict(c.claim, report(f, 1))
		require.Equal(t, c.want, v.Outcome, "%s: %v", name, v)
		require.Zero(t, v.Seeds, name)
	}
}

// Three seeds: the 95 % interval of the mean of three differences is ±4.303/√3
// = ±2.484 times their deviation. Differences of -s, 0 and s about their mean
// have the deviation s.
func TestSeedsDecideOnEitherSideOfEachThreshold(t *testing.T) {
	spread := func(s float64) []float64 { return []float64{-s, 0, s} }
	type figures = map[string]*made
	for name, c := range map[string]struct {
		claim  int
		change func(figures)
		want   experiment.Outcome
	}{
		// Leads of 0.5 points of (1 + 8)/9: the interval is ±0.497 or ±0.522.
		"a lead that is certain": {1, func(f figures) {
			*f[experiment.TwoLayers] = made{first: 0.695, early: 0.795, late: 0.85, test: 0.85, bar: 0.02, loss: 1, noise: spread(0.0020)}
		}, holds},
		"a lead that is not": {1, func(f figures) {
			*f[experiment.TwoLayers] = made{first: 0.695, early: 0.795, late: 0.85, test: 0.85, bar: 0.02, loss: 1, noise: spread(0.0021)}
		}, open},
		"certainly behind": {1, func(f figures) {
			*f[experiment.TwoLayers] = made{first: 0.705, early: 0.805, late: 0.85, test: 0.85, bar: 0.02, loss: 1, noise: spread(0.0020)}
		}, fails},
		// Below by 0.5 points: -0.98 to -0.02, or -1.03 to 0.03.
		"within a point":        {4, func(f figures) { f[experiment.Dropout].test, f[experiment.Dropout].noise = 0.845, spread(0.0019) }, holds},
		"perhaps not within":    {4, func(f figures) { f[experiment.Dropout].test, f[experiment.Dropout].noise = 0.845, spread(0.0021) }, open},
		"certainly a point":     {4, func(f figures) { f[experiment.Dropout].test, f[experiment.Dropout].noise = 0.839, spread(0.004) }, fails},
		"a point, perhaps":      {4, func(f figures) { f[experiment.Dropout].test, f[experiment.Dropout].noise = 0.839, spread(0.005) }, open},
		"real, but not enough":  {4, func(f figures) { f[experiment.Dropout].test, f[experiment.Dropout].noise = 0.842, spread(0.002) }, open},
		"a shape apart":         {2, func(f figures) { f[experiment.TwoLayers].test, f[experiment.TwoLayers].noise = 0.839, spread(0.004) }, fails},
		"higher than the test":  {3, func(f figures) { f[experiment.Adam].late = 0.874 + 0.011 }, fails},
		"by half a point":       {3, func(f figures) { f[experiment.Adam].late = 0.874 + 0.005 }, holds},
		"lower than the test":   {3, func(f figures) { f[experiment.Adam].late = 0.874 - 0.015 }, holds},
		"a certain lead of 2.4": {5, func(f figures) { f[experiment.Adam].noise = spread(0.004) }, holds},
		"one that may be none":  {5, func(f figures) { f[experiment.Adam].noise = spread(0.02) }, open},
		"one of 1.4, certainly": {5, func(f figures) { f[experiment.Adam].late, f[experiment.Adam].test = 0.864, 0.864 }, fails},
		"one of 1.4, perhaps 2": {5, func(f figures) {
			f[experiment.Adam].late, f[experiment.Adam].test, f[experiment.Adam].noise = 0.864, 0.864, spread(0.001)
		}, open},
		"behind by less than 2":    {6, func(f figures) { f[experiment.Adam].first, f[experiment.Adam].noise = 0.84, spread(0.004) }, holds},
		"behind by more than 2":    {6, func(f figures) { f[experiment.Adam].first, f[experiment.Adam].noise = 0.829, spread(0.004) }, fails},
		"behind by about 2":        {6, func(f figures) { f[experiment.Adam].first, f[experiment.Adam].noise = 0.831, spread(0.004) }, open},
		"a loss lower by chance":   {7, func(f figures) { f[experiment.XavierNormal].noise, f[experiment.XavierNormal].test = spread(9), 0.85 }, open},
		"a loss that is not lower": {7, func(f figures) { f[experiment.XavierNormal].loss = 0.96 }, fails},
		"a small lead, certain":    {8, func(f figures) { f[experiment.BatchNorm].test, f[experiment.BatchNorm].noise = 0.855, spread(0.0020) }, holds},
		"a small lead, by chance":  {8, func(f figures) { f[experiment.BatchNorm].test, f[experiment.BatchNorm].noise = 0.855, spread(0.0021) }, open},
		"certainly lower":          {8, func(f figures) { f[experiment.BatchNorm].test, f[experiment.BatchNorm].noise = 0.845, spread(0.0020) }, fails},
	} {
		f := asReported()
		c.change(f)
		v := verdict(c.claim, report(f, 3))
		require.Equal(t, c.want, v.Seeds.Outcome, "%s: %v", name, v)
		if c.want == open {
			require.Equal(t, v.Batches.Outcome, v.Outcome, name)
			require.Equal(t, v.Batches.Sentence, v.Sentences()[0], "%s: what decides stands first", name)
			require.Contains(t, v.Seeds.Sentence, "too wide to tell", name)
		} else {
			require.Equal(t, v.Seeds.Outcome, v.Outcome, name)
		}
	}
}

// All figures by hand: -4.303·0.1/√3 = -0.248 about 1.2.
func TestWhereSeedsAndBatchesDisagreeBothAreSaid(t *testing.T) {
	f := asReported()
	f[experiment.Dropout].test, f[experiment.Dropout].noise = 0.838, []float64{-0.001, 0, 0.001}
	v := verdict(4, report(f, 3))
	require.Equal(t, fails, v.Outcome)
	require.True(t, v.Disagree())
	require.Equal(t, []string{
		"By seeds it does not hold. Over 3 seeds, dropout differs from [128] by −1.2 points (−1.4 to −1.0).",
		"By batches it holds. Dropout 83.8 ± 2.0 and [128] 85.0 ± 2.0 lie within each other's error bars.",
	}, v.Sentences())
}

// Gaps of 1.1 points for Adam, of -0.2 for dropout, and none for the others.
func TestTheWidestGapIsNamedAndTheLeast(t *testing.T) {
	f := asReported()
	f[experiment.Adam].late, f[experiment.Dropout].test = 0.885, 0.852
	v := verdict(3, report(f, 3))
	require.Equal(t, "Over 3 seeds, of 8 recipes, Adam has validation furthest above test: +1.1 points (1.1 to 1.1); Dropout has it least, by −0.2.", v.Seeds.Sentence)
	require.Equal(t, "Of 8 recipes, Adam has the widest gap between test and validation: 1.1 points, within the error bar of ± 2.0.", v.Batches.Sentence)
}

func TestSentencesCarryTheNumbers(t *testing.T) {
	for number, want := range []string{
		"Averaged over epochs 1 to 9, [128] 78.9 ± 2.0 lies above [64,64] 72.4 ± 2.0, beyond their error bars; [128] 78.9 ± 2.0 lies above [42,42,42] 67.8 ± 2.0, beyond their error bars.",
		"[64,64] 85.0 ± 2.0 and [128] 85.0 ± 2.0 lie within each other's error bars; [42,42,42] 85.0 ± 2.0 and [128] 85.0 ± 2.0 lie within each other's error bars; [42,42,42] 85.0 ± 2.0 and [64,64] 85.0 ± 2.0 lie within each other's error bars.",
		"Of 8 recipes, Dropout has the widest gap between test and validation: 0.2 points, within the error bar of ± 2.0.",
		"Dropout 84.8 ± 2.0 and [128] 85.0 ± 2.0 lie within each other's error bars.",
		"In validation, AdaDelta 84.5 ± 2.0 and SGD 85.0 ± 2.0 lie within each other's error bars; Adam 87.4 ± 2.0 is 2.4 and 2.9 points better; in the test, AdaDelta 84.5 ± 2.0 and SGD 85.0 ± 2.0 lie within each other's error bars; Adam 87.4 ± 2.0 is 2.4 and 2.9 points better.",
		"Adam's 84.0 after one epoch does not lie below SGD 85.0 ± 2.0 at the end; Adam's 84.0 after one epoch does not lie below AdaDelta 84.5 ± 2.0 at the end.",
		"Averaged over epochs 1 to 5, Xavier normal's training loss is 0.800, the baseline's 1.000; in the test, Xavier normal 85.0 ± 2.0 and the baseline 85.0 ± 2.0 lie within each other's error bars.",
		"Averaged over epochs 1 to 5, Batch norm's training loss is 0.700, the baseline's 1.000; in the test, Batch norm 87.5 ± 2.0 lies above the baseline 85.0 ± 2.0, beyond their error bars.",
	} {
		require.Equal(t, []string{want}, verdict(number+1, report(asReported(), 1)).Sentences())
	}
}

func TestWhatIsMissingLeavesAClaimOpen(t *testing.T) {
	needs := map[int][]string{
		1: {experiment.Baseline, experiment.TwoLayers, experiment.ThreeLayers},
		2: {experiment.Baseline, experiment.TwoLayers, experiment.ThreeLayers},
		3: {experiment.Baseline, experiment.TwoLayers, experiment.ThreeLayers, experiment.Dropout, experiment.AdaDelta, experiment.Adam, experiment.XavierNormal, experiment.BatchNorm},
		4: {experiment.Baseline, experiment.Dropout},
		5: {experiment.Baseline, experiment.AdaDelta, experiment.Adam},
		6: {experiment.Baseline, experiment.AdaDelta, experiment.Adam},
		7: {experiment.Baseline, experiment.XavierNormal},
		8: {experiment.Baseline, experiment.BatchNorm},
	}
	for number, names := range needs {
		for _, name := range names {
			f := asReported()
			delete(f, name)
			v := verdict(number, report(f, 3))
			require.Equal(t, open, v.Outcome)
			require.Equal(t, []string{name + " has not been trained."}, v.Sentences())
		}
		f := asReported()
		maps.DeleteFunc(f, func(name string, _ *made) bool { return !strings.Contains(strings.Join(names, "|"), name) })
		require.Equal(t, holds, verdict(number, report(f, 3)).Outcome, "claim %d needs nothing else", number)
	}
}

func TestRunsThatAreNotOverCountAsFarAsTheyAre(t *testing.T) {
	r := report(asReported(), 1)
	all := r
	for _, run := range all.Runs {
		r = r.With(unfinished(run, 9))
	}
	require.Equal(t, holds, verdict(1, r).Outcome, "nine epochs are all that it needs")
	require.Equal(t, []string{"Baseline is at epoch 9 of 12."}, verdict(2, r).Sentences())

	r = r.With(unfinished(all.Of(experiment.TwoLayers)[0], 8))
	require.Equal(t, []string{"[64,64] is at epoch 8 of 12."}, verdict(1, r).Sentences())

	r = all.With(unfinished(all.Of(experiment.Adam)[0], 1))
	require.Equal(t, holds, verdict(6, r).Outcome, "of Adam it needs an epoch")
	require.Equal(t, []string{"Adam is at epoch 1 of 12."}, verdict(5, r).Sentences())
}

func TestSeedsOnWhichSomethingIsMissingDoNotCount(t *testing.T) {
	r := report(asReported(), 3)
	dropout := r.Of(experiment.Dropout)
	diverged := unfinished(dropout[0], 2)
	diverged.Add(train.Event{Kind: train.Diverged, Reason: "the loss is infinite"})
	r = r.With(diverged)
	v := verdict(4, r)
	require.Equal(t, holds, v.Outcome)
	require.Contains(t, v.Seeds.Sentence, "Over 2 seeds, ")
	r = r.With(unfinished(dropout[1], 3))
	require.Zero(t, verdict(4, r).Seeds, "one seed is no repeat")
	r = r.With(unfinished(dropout[2], 3))
	require.Equal(t, []string{"Dropout diverged on seed 0: there is nothing to compare."}, verdict(4, r).Sentences())
}

func TestOtherPlansAreNotJudged(t *testing.T) {
	v := verdict(1, experiment.NewResult(parse(t, small), experiment.Data{}))
	require.Equal(t, open, v.Outcome)
	require.Equal(t, []string{"These are not the report's recipes."}, v.Sentences())
}
