package experiment

import (
	"fmt"

	"atelier/core/stats"
)

// The thresholds that several claims share.
const (
	// confidence is the level of all intervals over seeds.
	confidence = 0.95

	// same is the difference between two accuracies that counts as none: 10,000
	// test images cannot tell two networks of 85 % apart by less. An accuracy p
	// over n images has the standard error √(p(1-p)/n), 0.36 points, and the
	// difference of two ±1.96·√2 times that: 1.0 points.
	same = 0.01

	// better is the least lead that the report itself calls better.
	better = 0.02

	// faster is the share of a loss below which a difference counts as none.
	// Two right programs, ours and PyTorch, agree to this over seeds.
	faster = 0.05

	// early is how many epochs "below 10 epochs" are, and start how many "at the
	// start".
	early = 9
	start = 5
)

const (
	whyBars  = "Over batches: two accuracies are alike if each lies within the other's error bar, which is how one reads the report's figures. "
	whySeeds = "Over seeds: paired by seed, 95 % interval of the mean difference. "
	whySame  = "A difference counts as none within 1.0 points, as 10,000 test images cannot tell two such networks apart by less. "
)

// sameOverSeeds judges that two accuracies do not differ by what counts. They do
// not if the whole interval says so; they do if the difference counts and is
// not by chance.
func sameOverSeeds(c stats.Comparison) Outcome {
	switch {
	case c.Low >= -same && c.High <= same:
		return Holds
	case c.Significant() && (c.Difference > same || c.Difference < -same):
		return DoesNotHold
	}
	return CannotTellYet
}

// moreOverSeeds judges that a difference is above 0.
func moreOverSeeds(c stats.Comparison) Outcome {
	switch {
	case c.Low > 0:
		return Holds
	case c.High < 0:
		return DoesNotHold
	}
	return CannotTellYet
}

func outcome(holds bool) Outcome {
	if holds {
		return Holds
	}
	return DoesNotHold
}

// alikeByBars judges that two accuracies are alike, and says both.
func alikeByBars(a, b measured) point {
	switch {
	case barless(a, b):
		return point{CannotTellYet, noBar(a, b)}
	case alike(a, b):
		return point{Holds, fmt.Sprintf("%v and %v lie within each other's error bars", b, a)}
	}
	return point{DoesNotHold, fmt.Sprintf("%v and %v do not both lie within the other's error bar", b, a)}
}

// aboveByBars judges that b is above a, beyond the error bars.
func aboveByBars(a, b measured) point {
	switch {
	case barless(a, b):
		return point{CannotTellYet, noBar(a, b)}
	case above(b, a):
		return point{Holds, fmt.Sprintf("%v lies above %v, beyond their error bars", b, a)}
	case b.mean() > a.mean():
		return point{DoesNotHold, fmt.Sprintf("%v lies above %v, but within their error bars", b, a)}
	}
	return point{DoesNotHold, fmt.Sprintf("%v does not lie above %v", b, a)}
}

func noBar(a, b measured) string {
	return fmt.Sprintf("%v and %v come from single batches, which have no error bars", b, a)
}

// sameBySeeds says how b differs from a over the seeds.
func sameBySeeds(a, b measured) point {
	c := over(a, b)
	return doubted(sameOverSeeds(c), fmt.Sprintf("%s differs from %s by %s", b.label, a.label, signed(c)))
}

// moreBySeeds says by how much b leads a over the seeds.
func moreBySeeds(a, b measured) point {
	c := over(a, b)
	return doubted(moreOverSeeds(c), lead(a, b, c))
}

func lead(a, b measured, c stats.Comparison) string {
	return fmt.Sprintf("%s leads %s by %s points (%s to %s)", b.label, a.label, points(c.Difference), points(c.Low), points(c.High))
}

// doubted returns the point, and adds to its words where the interval leaves it
// open.
func doubted(o Outcome, words string) point {
	if o == CannotTellYet {
		words += ", too wide to tell"
	}
	return point{o, words}
}
