package store

import (
	"math"
	"slices"

	"atelier/core/stats"
	"atelier/core/train"
)

// Comparison is how a group did against another, in test accuracy.
type Comparison struct {
	Base, Other Group
	Basis       Basis
	OtherData   bool // there is no basis because the two are of different data sets

	Difference float64   // the other's test accuracy less the base's, as a share
	Low, High  float64   // its 95 % interval; infinite where it cannot be told
	Common     int       // how many seeds both have a result under
	Same       bool      // what is compared are the same networks, to the bit
	Pairs      []float64 // OverSeeds: the difference under each of these
	// P is the probability of such a difference over seeds by chance alone,
	// corrected for as many comparisons as stand together (stats.Holm).
	P float64

	// Bars are the two test accuracies with their deviation over batches, the
	// base's first; over several seeds the means of both.
	Bars [2]train.Accuracy
}

// Basis is what a Comparison can be judged by.
type Basis int

// The bases of a comparison, the poorest first.
const (
	Nothing     Basis = iota // one of the two has no test accuracy yet, or they are of different data
	OverBatches              // one run on either side
	OverSeeds                // at least two seeds in common
)

// Level is that of the intervals of a Comparison.
const Level = 0.95

// Compared returns the ticked groups that have begun, the oldest first.
func (s State) Compared() []Group {
	return slices.DeleteFunc(s.Groups(), func(g Group) bool {
		return g.Waits() || !slices.Contains(s.Table.Compared, g.ID)
	})
}

// Compare sets each group against the baseline, or against the first if the
// baseline is not among them.
func Compare(groups []Group, baseline string) []Comparison {
	if len(groups) < 2 {
		return nil
	}
	base := max(slices.IndexFunc(groups, func(g Group) bool { return g.ID == baseline }), 0)
	var list []Comparison
	var over []int // which of them are judged over seeds
	var p []float64
	for i, g := range groups {
		if i == base {
			continue
		}
		c := compare(groups[base], g)
		if c.Basis == OverSeeds {
			over, p = append(over, len(list)), append(p, c.P)
		}
		list = append(list, c)
	}
	for i, corrected := range stats.Holm(p) {
		list[over[i]].P = corrected
	}
	return list
}

// compare pairs the runs by their seeds, so that what a seed does to both takes
// itself out. Where fewer than two seeds are common, one run of each is set
// against the other. Runs of different data sets are never set against each
// other.
func compare(base, other Group) Comparison {
	c := Comparison{Base: base, Other: other, Low: math.Inf(-1), High: math.Inf(1), P: 1}
	var a, b []*Run
	for _, r := range base.judged() {
		if twin := other.under(r.Recipe.Seed); twin != nil && twin.judged() && twin.Data == r.Data {
			a, b = append(a, r), append(b, twin)
		}
	}
	c.Common = len(a)
	if len(a) == 0 {
		a, b = ofOneData(base.judged(), other.judged())
	}
	if len(a) == 0 {
		c.OtherData = len(base.judged()) > 0 && len(other.judged()) > 0
		return c
	}
	c.Bars = [2]train.Accuracy{meanBar(a), meanBar(b)}
	c.Same = slices.EqualFunc(a, b, func(a, b *Run) bool {
		return a.ParametersSHA256 != "" && a.ParametersSHA256 == b.ParametersSHA256
	})
	if len(a) == 1 {
		c.Basis = OverBatches
		c.Difference = b[0].TestAccuracy.Mean - a[0].TestAccuracy.Mean
		half := math.Sqrt(squaredError(a[0])+squaredError(b[0])) * normalQuantile
		c.Low, c.High = c.Difference-half, c.Difference+half
		return c
	}
	c.Basis = OverSeeds
	paired := stats.Paired(tested(a), tested(b), Level)
	c.Difference, c.Low, c.High, c.P = paired.Difference, paired.Low, paired.High, paired.P
	for i := range a {
		c.Pairs = append(c.Pairs, b[i].TestAccuracy.Mean-a[i].TestAccuracy.Mean)
	}
	return c
}

// judged reports whether the run's test accuracy is one of its recipe, and not of
// a network on the way to it.
func (r *Run) judged() bool { return r.Phase == Finished && !r.Partial }

func (g Group) judged() []*Run {
	return slices.DeleteFunc(g.Finished(), func(r *Run) bool { return !r.judged() })
}

// ofOneData returns a run of either side, of the same data set; none if there
// are no two such.
func ofOneData(base, other []*Run) (a, b []*Run) {
	for i, r := range base {
		if j := slices.IndexFunc(other, func(o *Run) bool { return o.Data == r.Data }); j >= 0 {
			return base[i : i+1], other[j : j+1]
		}
	}
	return nil, nil
}

// normalQuantile leaves (1-Level)/2 of a normal distribution above it.
const normalQuantile = 1.959964

// squaredError returns the variance of the run's test accuracy as the mean of
// its batches, taken as independent: s²/n, with s their deviation and n their
// number. The difference of two runs then has the variance s₁²/n₁ + s₂²/n₂ and
// is about normal. That both were tested on the same images, which would make
// the interval narrower, is left out; so are other seeds, which would make it
// wider. It is infinite where the number of batches, or their deviation, is not
// known.
func squaredError(r *Run) float64 {
	images, _ := stats.Confusion(r.Confusion).Count()
	batches := (images + train.TestBatchSize - 1) / train.TestBatchSize
	if batches < 2 {
		return math.Inf(1)
	}
	s := r.TestAccuracy.Deviation
	return s * s / float64(batches)
}

// tested lists the runs' test accuracies.
func tested(runs []*Run) []float64 {
	list := make([]float64, len(runs))
	for i, r := range runs {
		list[i] = r.TestAccuracy.Mean
	}
	return list
}

// meanBar returns the mean of the runs' test accuracies and of their deviations
// over batches.
func meanBar(runs []*Run) train.Accuracy {
	var bar train.Accuracy
	for _, r := range runs {
		bar.Mean += r.TestAccuracy.Mean / float64(len(runs))
		bar.Deviation += r.TestAccuracy.Deviation / float64(len(runs))
	}
	return bar
}

// Real reports whether the difference holds over seeds, by P after its
// correction.
func (c Comparison) Real() bool { return c.Basis == OverSeeds && c.P < 1-Level }

// Ahead returns under how many of the common seeds the leading group leads.
func (c Comparison) Ahead() int {
	n := 0
	for _, d := range c.Pairs {
		if d*c.Difference > 0 {
			n++
		}
	}
	return n
}

// Overlap reports whether the two error bars over batches overlap.
func (c Comparison) Overlap() bool {
	return math.Abs(c.Bars[1].Mean-c.Bars[0].Mean) <= c.Bars[0].Deviation+c.Bars[1].Deviation
}
