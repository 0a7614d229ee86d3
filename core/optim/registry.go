package optim

import (
	"fmt"
	"slices"
	"sync"
)

// Method is an entry of the registry: an optimizer with all that the page,
// the command line and the documentation need to list it.
type Method struct {
	Name            string  // as in a recipe: "sgd"
	Label           string  // as people write it: "SGD"
	LearningRate    float64 // to begin with: PyTorch's default, where it has one
	Hyperparameters []Hyperparameter
	Source          string // address of the page whose behaviour is matched
	Paper           string // where the method was published

	check  func(Config) Problems // rules between hyperparameters; may be nil
	arrays func(Config) int      // how many it keeps beside each parameter
	new    func(Config, *memory) Optimizer
}

// Hyperparameter describes one setting of a method.
type Hyperparameter struct {
	Name    string  // as in a recipe: "momentum"
	Label   string  // as people write it: "Momentum"
	Default float64 // PyTorch's
	// The least and greatest value; Above and Below say that the bound itself
	// is excluded.
	Min, Max     float64
	Above, Below bool
	Boolean      bool // 0 or 1 here, false or true in JSON
}

// Allows reports whether v is in the range. NaN never is.
func (h Hyperparameter) Allows(v float64) bool {
	if h.Boolean {
		return v == 0 || v == 1
	}
	return (v > h.Min || v == h.Min && !h.Above) && (v < h.Max || v == h.Max && !h.Below)
}

// Range says what is allowed, to stand behind "must be": "at least 0 and
// below 1".
func (h Hyperparameter) Range() string {
	if h.Boolean {
		return "true or false"
	}
	low, high := "at least", "at most"
	if h.Above {
		low = "above"
	}
	if h.Below {
		high = "below"
	}
	return fmt.Sprintf("%s %g and %s %g", low, h.Min, high, h.Max)
}

// Methods returns the registry, in order of growing complexity.
func Methods() []Method { return slices.Clone(registry()) }

// registry makes the list once: it is asked for wherever a recipe is looked at.
func registry() []Method {
	registered.once.Do(func() {
		registered.methods = []Method{sgdMethod(), adagradMethod(), rmspropMethod(), adadeltaMethod(), adamMethod(), adamWMethod(), nadamMethod()}
	})
	return registered.methods
}

var registered struct {
	once    sync.Once
	methods []Method
}

// Names returns the names of Methods.
func Names() []string {
	var names []string
	for _, m := range registry() {
		names = append(names, m.Name)
	}
	return names
}

// ByName returns the method of the given name.
func ByName(name string) (Method, bool) {
	for _, m := range registry() {
		if m.Name == name {
			return m, true
		}
	}
	return Method{}, false
}

func (m Method) hyperparameter(name string) (Hyperparameter, bool) {
	for _, h := range m.Hyperparameters {
		if h.Name == name {
			return h, true
		}
	}
	return Hyperparameter{}, false
}

// weightDecay, epsilon and beta, the share that a running average keeps, are
// the hyperparameters that many methods have.
func weightDecay(standard float64) Hyperparameter {
	return Hyperparameter{Name: "weight_decay", Label: "Weight decay", Default: standard, Max: 1}
}

func epsilon(standard float64) Hyperparameter {
	// PyTorch allows 0. But some pixels are black in all images: the gradient
	// of their weights is always 0, and 0/0 would make them NaN, as would an ε
	// that is 0 in float32.
	return Hyperparameter{Name: "eps", Label: "ε", Default: standard, Min: 1e-20, Max: 1}
}

func beta(name, label string, standard float64) Hyperparameter {
	return Hyperparameter{Name: name, Label: label, Default: standard, Max: 1, Below: true}
}
