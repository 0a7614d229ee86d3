package experiment

import (
	"fmt"
	"strings"
)

// Outcome is what becomes of a claim.
type Outcome string

// What may become of a claim.
const (
	Holds         Outcome = "holds"
	DoesNotHold   Outcome = "does not hold"
	CannotTellYet Outcome = "cannot tell yet"
)

// Claim is one of the eight things that the report says, with what it is judged
// by.
type Claim struct {
	Number     int
	Experiment int    // its number
	Claim      string // in our words
	Measure    string
	Threshold  string // and why it is there
	judge      func(*evidence) (overBatches, overSeeds []point)
}

// Finding is what one way of looking says.
type Finding struct {
	Outcome  Outcome
	Sentence string
}

// Verdict is what the runs say about a claim.
type Verdict struct {
	Outcome Outcome
	Batches Finding // by the report's own notion, error bars over batches
	Seeds   Finding // over the repeats; zero if there are fewer than two
}

// Disagree reports whether the two ways of looking say opposite things.
func (v Verdict) Disagree() bool {
	return v.Batches.Outcome.decided() && v.Seeds.Outcome.decided() && v.Batches.Outcome != v.Seeds.Outcome
}

// Sentences returns what there is to say: the finding that decides, then the
// other. Where the two disagree, both say what they come to.
func (v Verdict) Sentences() []string {
	if v.Seeds.Sentence == "" {
		return []string{v.Batches.Sentence}
	}
	if v.Disagree() {
		return []string{
			fmt.Sprintf("By seeds it %s. %s", v.Seeds.Outcome, v.Seeds.Sentence),
			fmt.Sprintf("By batches it %s. %s", v.Batches.Outcome, v.Batches.Sentence),
		}
	}
	if v.Seeds.Outcome.decided() {
		return []string{v.Seeds.Sentence, v.Batches.Sentence}
	}
	return []string{v.Batches.Sentence, v.Seeds.Sentence}
}

func (o Outcome) decided() bool { return o == Holds || o == DoesNotHold }

// Judge says what the runs of a result say about the claim. Repeats on several
// seeds decide where they can; where they are too few to tell, or there are
// none, the error bars over batches do. Runs that the claim needs and that are
// missing, unfinished or diverged leave it open.
func (c Claim) Judge(r Result) Verdict {
	e := &evidence{result: r}
	if o, ok := OptionsOf(r.Plan); ok {
		e.epochs = o.Epochs
	} else {
		return open("These are not the report's recipes.")
	}
	overBatches, overSeeds := c.judge(e)
	if e.missing != "" {
		return open(e.missing)
	}
	v := Verdict{Batches: conclude(overBatches)}
	v.Batches.Sentence = strings.ToUpper(v.Batches.Sentence[:1]) + v.Batches.Sentence[1:]
	v.Outcome = v.Batches.Outcome
	if e.seeds() < 2 {
		return v
	}
	v.Seeds = conclude(overSeeds)
	v.Seeds.Sentence = fmt.Sprintf("Over %d seeds, %s", e.seeds(), v.Seeds.Sentence)
	if v.Seeds.Outcome.decided() {
		v.Outcome = v.Seeds.Outcome
	}
	return v
}

func open(why string) Verdict {
	return Verdict{Outcome: CannotTellYet, Batches: Finding{CannotTellYet, why}}
}

// point is a part of a claim: what became of it, and the words for it.
type point struct {
	outcome Outcome
	words   string
}

// conclude puts the parts of a claim together: it holds if all do, and does not
// if one does not.
func conclude(parts []point) Finding {
	f := Finding{Outcome: Holds}
	for i, p := range parts {
		if i > 0 {
			f.Sentence += "; "
		}
		f.Sentence += p.words
		switch {
		case p.outcome == DoesNotHold || f.Outcome == DoesNotHold:
			f.Outcome = DoesNotHold
		case p.outcome == CannotTellYet:
			f.Outcome = CannotTellYet
		}
	}
	f.Sentence += "."
	return f
}
