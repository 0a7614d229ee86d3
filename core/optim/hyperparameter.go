package optim

import "fmt"

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

// decayRate describes the share of a running mean that is kept in each step.
func decayRate(name, label string, standard float64) Hyperparameter {
	return Hyperparameter{Name: name, Label: label, Default: standard, Max: 1, Below: true}
}

// epsilon describes what keeps a divisor from 0. PyTorch allows 0, which
// makes NaN of a gradient that has always been 0, as that of the weights of a
// pixel that is black in all images; so would a number too small for float32.
func epsilon(standard float64) Hyperparameter {
	return Hyperparameter{Name: "eps", Label: "Epsilon", Default: standard, Min: 1e-20, Max: 1}
}

func weightDecay(standard float64) Hyperparameter {
	return Hyperparameter{Name: "weight_decay", Label: "Weight decay", Default: standard, Max: 1}
}
