package experiment

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"atelier/core/train"
)

// ResultFormat is the version of results that this package reads and writes.
const ResultFormat = 1

// MaxResultBytes bounds the JSON of a result.
const MaxResultBytes = 256 << 20

// Result is what is known of a plan's runs: one JSON value, the same for the
// same runs wherever they were made.
type Result struct {
	Format int   `json:"format"`
	Plan   Plan  `json:"plan"`
	Data   Data  `json:"data"`
	Runs   []Run `json:"runs"` // in the order of the plan's tasks, without those that have not begun
}

// NewResult returns the result of a plan of which nothing is known yet.
func NewResult(p Plan, d Data) Result {
	return Result{Format: ResultFormat, Plan: p, Data: d, Runs: []Run{}}
}

// ParseResult reads a result from JSON, and refuses one that no plan could
// have come to.
func ParseResult(text []byte) (Result, error) {
	var r Result
	if len(text) > MaxResultBytes {
		return Result{}, fmt.Errorf("result: %d bytes long, more than %d", len(text), MaxResultBytes)
	}
	if err := decodeStrictly(text, &r); err != nil {
		return Result{}, fmt.Errorf("result: %w", err)
	}
	if err := r.check(); err != nil {
		return Result{}, fmt.Errorf("result: %w", err)
	}
	return r, nil
}

// Text returns the result as JSON with a line for each run, so that people can
// find their way and changes can be seen.
func (r Result) Text() ([]byte, error) {
	runs := r.Runs
	r.Runs = []Run{}
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(text, []byte("]}")))
	for i, run := range runs {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if text, err = json.Marshal(run); err != nil {
			return nil, err
		}
		b.Write(text)
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

func (r Result) check() error {
	if r.Format != ResultFormat {
		return fmt.Errorf("of format %d, this program reads format %d", r.Format, ResultFormat)
	}
	if errs := r.Plan.Validate(); errs != nil {
		return errs
	}
	last := -1
	for i, run := range r.Runs {
		if err := run.check(); err != nil {
			return fmt.Errorf("runs[%d]: %w", i, err)
		}
		place := r.Plan.place(run.Recipe)
		switch {
		case place < 0:
			return fmt.Errorf("runs[%d]: the plan has no %s on seed %d", i, run.Recipe.Name, run.Seed)
		case place <= last:
			return fmt.Errorf("runs[%d]: not in the plan's order", i)
		}
		last = place
	}
	return nil
}

// place returns the index of a recipe's task in the plan, -1 if there is none.
func (p Plan) place(recipe train.Recipe) int {
	seed := slices.Index(p.Seeds, recipe.Seed)
	recipe.Seed = 0
	i := slices.IndexFunc(p.Recipes, func(r train.Recipe) bool { return r.Name == recipe.Name && SameRun(r, recipe) })
	if seed < 0 || i < 0 {
		return -1
	}
	return seed*len(p.Recipes) + i
}

// With returns the result with a run put in its place, instead of what was
// known of it before. It panics if the plan has no such run.
func (r Result) With(run Run) Result {
	place := r.Plan.place(run.Recipe)
	if place < 0 {
		panic(fmt.Sprintf("experiment: the plan has no %s on seed %d", run.Recipe.Name, run.Seed))
	}
	i, found := slices.BinarySearchFunc(r.Runs, place, func(other Run, place int) int { return r.Plan.place(other.Recipe) - place })
	r.Runs = slices.Clone(r.Runs)
	if found {
		r.Runs[i] = run
	} else {
		r.Runs = slices.Insert(r.Runs, i, run)
	}
	return r
}

// Of returns the runs of the recipe of that name, in the order of the seeds.
func (r Result) Of(recipe string) []Run {
	var list []Run
	for _, run := range r.Runs {
		if run.Recipe.Name == recipe {
			list = append(list, run)
		}
	}
	return list
}

// Complete reports whether every run of the plan is over.
func (r Result) Complete() bool {
	return len(r.Runs) == len(r.Plan.Recipes)*len(r.Plan.Seeds) && !slices.ContainsFunc(r.Runs, func(run Run) bool { return !run.Over() })
}

// Merge puts together what different places know of one plan; the order does
// not matter. A run that several know of is taken from the one that knows most.
// It refuses results of different plans or data sets, and runs that several
// know differently: the same recipe gives the same bits everywhere, so that one
// of them must be wrong.
func Merge(results ...Result) (Result, error) {
	if len(results) == 0 {
		return Result{}, errors.New("merge: there is no result")
	}
	merged := NewResult(results[0].Plan, results[0].Data)
	for _, r := range results {
		switch {
		case !r.Plan.equal(merged.Plan):
			return Result{}, fmt.Errorf("merge: results of different plans, %q and %q, or of one that was changed", merged.Plan.Name, r.Plan.Name)
		case r.Data != merged.Data:
			return Result{}, fmt.Errorf("merge: results on different data sets, %s and %s", merged.Data, r.Data)
		}
		for _, run := range r.Runs {
			known := slices.IndexFunc(merged.Runs, func(other Run) bool {
				return other.Seed == run.Seed && other.Recipe.Name == run.Recipe.Name
			})
			if known >= 0 {
				var err error
				if run, err = further(merged.Runs[known], run); err != nil {
					return Result{}, err
				}
			}
			merged = merged.With(run)
		}
	}
	return merged, nil
}

// further returns the one of two accounts of a run that knows more, if it
// agrees with the other as far as that goes.
func further(a, b Run) (Run, error) {
	if b.Over() || b.Epochs() > a.Epochs() && !a.Over() {
		a, b = b, a
	}
	start := a
	n := min(b.Epochs(), a.Epochs())
	start.TrainLoss, start.ValidationLoss = a.TrainLoss[:n], a.ValidationLoss[:n]
	start.ValidationAccuracyMean, start.ValidationAccuracyStd = a.ValidationAccuracyMean[:n], a.ValidationAccuracyStd[:n]
	if !b.Over() {
		start.Status, start.Reason = b.Status, b.Reason
		start.TestLoss, start.TestAccuracyMean, start.TestAccuracyStd, start.ParametersSHA256 = 0, 0, 0, ""
	}
	start.Recipe = b.Recipe
	if !reflect.DeepEqual(start, b) {
		return Run{}, fmt.Errorf("merge: two results differ about %s on seed %d: one of them is wrong", a.Recipe.Name, a.Seed)
	}
	return a, nil
}
