package optim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"atelier/core/internal/math64"
)

// Schedule changes the learning rate while a run goes on, as a recipe holds
// it. The zero value changes nothing, as Constant does.
//
// It counts n, the epochs or batches that are over. While n is below Warmup,
// the rate is
//
//	base·(n+1)/(Warmup+1)
//
// and after it, with k = n - Warmup,
//
//	constant  base
//	step      base·gamma^⌊k/step_size⌋
//	cosine    minimum + (base - minimum)·(1 + cos(πk/length))/2
//
// which are PyTorch's LinearLR (with start_factor 1/(Warmup+1)), StepLR and
// CosineAnnealingLR, one after the other as in SequentialLR.
//
// References: https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate;
// cosine: Loshchilov and Hutter, “SGDR”, arXiv:1608.03983, equation 5.
type Schedule struct {
	Kind     string  `json:"kind"`      // the Name of one of Schedules
	Every    string  `json:"every"`     // what is counted: "epoch" or "batch"
	Warmup   int     `json:"warmup"`    // 0, for none, to MaxCount
	StepSize int     `json:"step_size"` // of step: 1 to MaxCount
	Gamma    float64 `json:"gamma"`     // of step: above 0, at most 1
	Length   int     `json:"length"`    // of cosine: down to the minimum; 0, for all that is left of the run, to MaxCount
	Minimum  float64 `json:"minimum"`   // of cosine: 0 to MaxLearningRate
}

// MaxCount bounds the counts of a Schedule.
const MaxCount = 10_000_000

// Constant returns the schedule that changes nothing, with the defaults of
// the others.
func Constant() Schedule {
	return Schedule{Kind: "constant", Every: "epoch", StepSize: 10, Gamma: 0.1}
}

// ScheduleKind is an entry of the list of schedules.
type ScheduleKind struct {
	Name   string   // as in a recipe: "cosine"
	Label  string   // as people write it: "Cosine"
	Fields []string // the JSON names of what it reads, beside "every" and "warmup"
	Source string   // address of the page whose behaviour is matched
}

// Schedules returns all schedules.
func Schedules() []ScheduleKind {
	// PyTorch's ConstantLR is something else: it lowers the rate at first.
	const overview = "https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate"
	const pages = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler."
	return []ScheduleKind{
		{"constant", "Constant", nil, overview},
		{"step", "Step", []string{"step_size", "gamma"}, pages + "StepLR.html"},
		{"cosine", "Cosine", []string{"length", "minimum"}, pages + "CosineAnnealingLR.html"},
	}
}

// Rate returns the learning rate that a batch of a run uses, given the base
// rate. Epochs and batches count from 0; batches is how many an epoch has,
// epochs how many the run has.
func (s Schedule) Rate(base float64, epoch, batch, batches, epochs int) float64 {
	n, total := epoch, epochs
	if s.Every == "batch" {
		n, total = epoch*batches+batch, epochs*batches
	}
	if n < s.Warmup {
		return base * float64(n+1) / float64(s.Warmup+1)
	}
	k := n - s.Warmup
	switch s.Kind {
	case "step":
		return base * math64.Power(s.Gamma, k/s.StepSize)
	case "cosine":
		length := s.Length
		if length == 0 {
			length = max(1, total-s.Warmup)
		}
		// Past its end the cosine rises again, and falls, as PyTorch's does.
		k %= 2 * length
		if k > length {
			k = 2*length - k
		}
		return s.Minimum + float64(float64((base-s.Minimum)*(1+math64.CosPi(float64(k)/float64(length))))/2)
	}
	return base
}

// Validate returns what is wrong, nil if nothing is.
func (s Schedule) Validate() Problems {
	if s == (Schedule{}) {
		return nil
	}
	var problems Problems
	reject := func(ok bool, field, format string, args ...any) {
		if !ok {
			problems = append(problems, Problem{field, fmt.Sprintf(format, args...)})
		}
	}
	var kinds []string
	for _, k := range Schedules() {
		kinds = append(kinds, k.Name)
	}
	reject(slices.Contains(kinds, s.Kind), "kind", "must be one of %s", strings.Join(kinds, ", "))
	reject(s.Every == "epoch" || s.Every == "batch", "every", "must be epoch or batch")
	reject(s.Warmup >= 0 && s.Warmup <= MaxCount, "warmup", "must be 0 to %d", MaxCount)
	reject(s.StepSize >= 1 && s.StepSize <= MaxCount, "step_size", "must be 1 to %d", MaxCount)
	reject(s.Gamma > 0 && s.Gamma <= 1, "gamma", "must be above 0 and at most 1")
	reject(s.Length >= 0 && s.Length <= MaxCount, "length", "must be 0 to %d", MaxCount)
	reject(s.Minimum >= 0 && s.Minimum <= MaxLearningRate, "minimum", "must be 0 to %d", MaxLearningRate)
	return problems
}

// UnmarshalJSON reads an object. Fields that are not there keep the values s
// has, or take those of Constant if s is the zero value. Unknown fields and values of a wrong type are refused with Problems;
// names and ranges are Validate's business.
func (s *Schedule) UnmarshalJSON(data []byte) error {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil || object == nil {
		return Problems{{"", "must be an object"}}
	}
	read := *s
	if read == (Schedule{}) {
		read = Constant()
	}
	fields := map[string]struct {
		target any
		what   string
	}{
		"kind":      {&read.Kind, "a text"},
		"every":     {&read.Every, "a text"},
		"warmup":    {&read.Warmup, "a whole number"},
		"step_size": {&read.StepSize, "a whole number"},
		"gamma":     {&read.Gamma, "a number"},
		"length":    {&read.Length, "a whole number"},
		"minimum":   {&read.Minimum, "a number"},
	}
	var problems Problems
	for _, name := range slices.Sorted(maps.Keys(object)) {
		f, ok := fields[name]
		switch {
		case !ok:
			problems = append(problems, Problem{name, "is not a field of a schedule"})
		case bytes.Equal(object[name], []byte("null")) || json.Unmarshal(object[name], f.target) != nil:
			problems = append(problems, Problem{name, "must be " + f.what})
		}
	}
	if problems != nil {
		return problems
	}
	*s = read
	return nil
}
