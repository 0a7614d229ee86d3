package optim

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Config names an optimizer and its hyperparameters, as a recipe holds them.
// Its JSON is one flat object, for example
//
//	{"method": "sgd", "learning_rate": 0.01, "momentum": 0.9, "nesterov": true}
type Config struct {
	Method          string             // the Name of one of Methods
	LearningRate    float64            // above 0, at most MaxLearningRate
	Hyperparameters map[string]float64 // by name; those left out take their defaults; a boolean is 0 or 1
}

// MaxLearningRate bounds the learning rate of every method.
const MaxLearningRate = 100

// Value returns the named hyperparameter, or its default if it is not given.
// It panics if the method has no such hyperparameter.
func (c Config) Value(name string) float64 {
	if v, ok := c.Hyperparameters[name]; ok {
		return v
	}
	m, ok := ByName(c.Method)
	if ok {
		if h, ok := m.hyperparameter(name); ok {
			return h.Default
		}
	}
	panic(fmt.Sprintf("optim: %q has no hyperparameter %q", c.Method, name))
}

// StateSize returns how many arrays the optimizer keeps beside each parameter.
// The configuration must be valid.
func (c Config) StateSize() int {
	m, _ := ByName(c.Method)
	return m.arrays(c)
}

// Problem says what is wrong with one field of a Config.
type Problem struct {
	Field   string // JSON name: "method", "learning_rate" or a hyperparameter's; "" is the whole
	Message string // "must be at least 0 and below 1"
}

// Problems is what is wrong with a Config, one Problem a field.
type Problems []Problem

// Error lists all fields.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, problem := range p {
		texts[i] = strings.TrimSpace(problem.Field + " " + problem.Message)
	}
	return "optim: " + strings.Join(texts, "; ")
}

// Validate returns what is wrong, nil if nothing is.
func (c Config) Validate() Problems {
	m, ok := ByName(c.Method)
	if !ok {
		return Problems{{"method", "must be one of " + strings.Join(Names(), ", ")}}
	}
	var problems Problems
	if !(c.LearningRate > 0 && c.LearningRate <= MaxLearningRate) {
		problems = append(problems, Problem{"learning_rate", fmt.Sprintf("must be above 0 and at most %d", MaxLearningRate)})
	}
	for _, name := range slices.Sorted(maps.Keys(c.Hyperparameters)) {
		h, ok := m.hyperparameter(name)
		if !ok {
			problems = append(problems, Problem{name, m.Label + " has no such hyperparameter"})
			continue
		}
		if v := c.Hyperparameters[name]; !h.Allows(v) {
			problems = append(problems, Problem{name, "must be " + h.Range()})
		}
	}
	if len(problems) == 0 && m.check != nil {
		problems = m.check(c)
	}
	return problems
}

// MarshalJSON writes the flat object. Hyperparameters at their defaults are
// written only if they are in the map.
func (c Config) MarshalJSON() ([]byte, error) {
	object := map[string]any{"method": c.Method, "learning_rate": c.LearningRate}
	m, _ := ByName(c.Method)
	for name, v := range c.Hyperparameters {
		if h, ok := m.hyperparameter(name); ok && h.Boolean {
			object[name] = v != 0
		} else {
			object[name] = v
		}
	}
	return json.Marshal(object)
}

// UnmarshalJSON reads the flat object. Fields that are not there keep the
// values c has, except that a new method drops the hyperparameters of the old
// one. Values of a wrong type are refused with Problems; names and ranges are
// Validate's business.
func (c *Config) UnmarshalJSON(data []byte) error {
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil || object == nil {
		return Problems{{"", "must be an object"}}
	}
	read := Config{Method: c.Method, LearningRate: c.LearningRate, Hyperparameters: maps.Clone(c.Hyperparameters)}
	var problems Problems
	if v, ok := object["method"]; ok {
		method, ok := v.(string)
		if !ok {
			problems = append(problems, Problem{"method", "must be a text"})
		}
		if method != c.Method {
			read.Method, read.Hyperparameters = method, nil
		}
		delete(object, "method")
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		number, wanted := read.number(name, object[name])
		switch {
		case wanted != "":
			problems = append(problems, Problem{name, "must be " + wanted})
		case name == "learning_rate":
			read.LearningRate = number
		default:
			if read.Hyperparameters == nil {
				read.Hyperparameters = map[string]float64{}
			}
			read.Hyperparameters[name] = number
		}
	}
	if problems != nil {
		return problems
	}
	*c = read
	return nil
}

// number takes a decoded JSON value for the named field's; false is 0, true is
// 1. If it cannot be that, wanted says what must be there instead.
func (c Config) number(name string, v any) (number float64, wanted string) {
	m, _ := ByName(c.Method)
	h, known := m.hyperparameter(name)
	known = known || name == "learning_rate"
	switch v := v.(type) {
	case float64:
		if !h.Boolean {
			return v, ""
		}
	case bool:
		if h.Boolean || !known {
			return boolean(v), ""
		}
	}
	if h.Boolean {
		return 0, "true or false"
	}
	return 0, "a number"
}

func boolean(v bool) float64 {
	if v {
		return 1
	}
	return 0
}
