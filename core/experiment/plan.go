// Package experiment holds plans, which are recipes times seeds, what became
// of their runs, and the report: three experiments as plans, and the eight
// claims that it draws from them, with a judge for each.
//
// It trains nothing by itself and knows no clock and no file: whoever runs the
// recipes hands the events of each run to Run.Add, so that the page and the
// command line come to the same Result, digit for digit.
package experiment

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"atelier/core/train"
)

// Plan is recipes times seeds: every recipe is run on every seed, so that
// recipes can be compared seed by seed.
type Plan struct {
	Name  string `json:"name"`           // at most train.MaxNameLength characters
	Title string `json:"title,omitzero"` // for people; at most MaxTitleLength characters

	// Recipes have different names, which are how people tell them apart, and
	// are different runs. Their own seeds are 0: Seeds stand in for them.
	Recipes []train.Recipe `json:"recipes"` // 1 to MaxRecipes
	Seeds   []uint64       `json:"seeds"`   // 1 to MaxSeeds, all different; each 0 to train.MaxSeed
}

// The bounds of a plan.
const (
	MaxTitleLength = 200
	MaxRecipes     = 200
	MaxSeeds       = 100
	MaxPlanBytes   = 4 << 20 // of its JSON
)

// Errors is what is wrong with a plan, by field: "recipes[2].epochs", "seeds".
type Errors []train.FieldError

// Error lists all fields.
func (e Errors) Error() string {
	texts := make([]string, len(e))
	for i, f := range e {
		texts[i] = f.Field + " " + f.Message
	}
	return "plan: " + strings.Join(texts, "; ")
}

func (e *Errors) reject(field, format string, args ...any) {
	*e = append(*e, train.FieldError{Field: field, Message: fmt.Sprintf(format, args...)})
}

// ParsePlan reads a plan from JSON. What a recipe leaves out has its default.
// Fields that a plan or a recipe does not have, and values out of range, are
// refused with Errors; text that is not the JSON of a plan with another error.
func ParsePlan(text []byte) (Plan, error) {
	if len(text) > MaxPlanBytes {
		return Plan{}, fmt.Errorf("plan: %d bytes long, more than %d", len(text), MaxPlanBytes)
	}
	var raw struct {
		Name    string            `json:"name"`
		Title   string            `json:"title"`
		Recipes []json.RawMessage `json:"recipes"`
		Seeds   []uint64          `json:"seeds"`
	}
	if err := decodeStrictly(text, &raw); err != nil {
		return Plan{}, fmt.Errorf("plan: %w", err)
	}
	p := Plan{Name: raw.Name, Title: raw.Title, Seeds: raw.Seeds}
	var errs Errors
	for i, text := range raw.Recipes {
		recipe, err := train.ParseRecipe(text)
		switch err := err.(type) {
		case nil:
		case train.Errors:
			errs = append(errs, within(i, err)...)
		default:
			errs.reject(fmt.Sprintf("recipes[%d]", i), "cannot be read: %v", err)
		}
		p.Recipes = append(p.Recipes, recipe)
	}
	if errs != nil {
		return Plan{}, errs
	}
	if errs := p.Validate(); errs != nil {
		return Plan{}, errs
	}
	return p, nil
}

// decodeStrictly reads one JSON value, and nothing besides, whose fields are
// all known.
func decodeStrictly(text []byte, into any) error {
	if !json.Valid(text) {
		return json.Unmarshal(text, into) // says where
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// within returns the errors of a recipe as those of the plan that has it.
func within(recipe int, errs train.Errors) Errors {
	var list Errors
	for _, f := range errs {
		list.reject(fmt.Sprintf("recipes[%d].%s", recipe, f.Field), "%s", f.Message)
	}
	return list
}

// Validate returns what is wrong with the plan, or nil.
func (p Plan) Validate() Errors {
	var errs Errors
	if n := len([]rune(p.Name)); n < 1 || n > train.MaxNameLength {
		errs.reject("name", "must have 1 to %d characters", train.MaxNameLength)
	}
	if len([]rune(p.Title)) > MaxTitleLength {
		errs.reject("title", "must have at most %d characters", MaxTitleLength)
	}
	if n := len(p.Recipes); n < 1 || n > MaxRecipes {
		errs.reject("recipes", "must be 1 to %d", MaxRecipes)
		return errs
	}
	if n := len(p.Seeds); n < 1 || n > MaxSeeds {
		errs.reject("seeds", "must be 1 to %d", MaxSeeds)
		return errs
	}
	for i := range p.Recipes {
		errs = append(errs, p.validateRecipe(i)...)
	}
	for i, seed := range p.Seeds {
		field := fmt.Sprintf("seeds[%d]", i)
		if seed > train.MaxSeed {
			errs.reject(field, "must be 0 to %d", uint64(train.MaxSeed))
		}
		if slices.Contains(p.Seeds[:i], seed) {
			errs.reject(field, "is %d once more", seed)
		}
	}
	return errs
}

func (p Plan) validateRecipe(i int) Errors {
	r := p.Recipes[i]
	errs := within(i, r.Validate())
	at := fmt.Sprintf("recipes[%d].", i)
	if r.Name == "" {
		errs.reject(at+"name", "must be given")
	}
	if r.Seed != 0 {
		errs.reject(at+"seed", "must be left out: the plan's seeds stand in for it")
	}
	for j, other := range p.Recipes[:i] {
		switch {
		case other.Name == r.Name:
			errs.reject(at+"name", "is that of recipes[%d] too", j)
		case SameRun(other, r):
			errs.reject(strings.TrimSuffix(at, "."), "is recipes[%d] under another name", j)
		}
	}
	return errs
}

// SameRun reports whether two recipes give the same run, whatever their names:
// bit by bit, on the same data.
func SameRun(a, b train.Recipe) bool {
	a.Name, b.Name = "", ""
	if len(a.Hidden) == 0 && len(b.Hidden) == 0 {
		a.Hidden, b.Hidden = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

// Task is one run of a plan.
type Task struct {
	Index  int          // among the plan's runs
	Recipe train.Recipe // with its seed
}

// Tasks lists the runs of the plan in their order: all recipes on the first
// seed, then all on the second, so that there is something to compare soon.
func (p Plan) Tasks() []Task {
	var list []Task
	for _, seed := range p.Seeds {
		for _, r := range p.Recipes {
			r.Seed = seed
			list = append(list, Task{len(list), r})
		}
	}
	return list
}

// Part returns the tasks of one of several parts, which together are the whole
// plan; the first part is 1. Parts differ by one run at most, and do not know
// of each other. It panics unless 1 <= part <= parts.
func (p Plan) Part(part, parts int) []Task {
	if part < 1 || part > parts {
		panic(fmt.Sprintf("experiment: part %d of %d", part, parts))
	}
	return slices.DeleteFunc(p.Tasks(), func(t Task) bool { return t.Index%parts != part-1 })
}

// equal reports whether two plans ask for the same runs in the same order under
// the same names.
func (p Plan) equal(other Plan) bool {
	return p.Name == other.Name && p.Title == other.Title && slices.Equal(p.Seeds, other.Seeds) &&
		slices.EqualFunc(p.Recipes, other.Recipes, func(a, b train.Recipe) bool { return a.Name == b.Name && SameRun(a, b) })
}
