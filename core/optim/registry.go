package optim

import "atelier/core/nn"

// Method is an entry of the registry: an optimizer with all that the page,
// the command line and the documentation need to list it.
type Method struct {
	Name            string  // as in a recipe: "sgd"
	Label           string  // as people write it: "SGD"
	LearningRate    float64 // the usual one: PyTorch's default, and 0.01 for SGD
	Hyperparameters []Hyperparameter
	Source          string // address of the page whose behaviour is matched
	Paper           Paper

	check func(Config) Problems // rules between hyperparameters; may be nil
	new   func(Config, []*nn.Parameter) Optimizer
}

// Paper is where a method was first described.
type Paper struct {
	Authors string // "Kingma and Ba"
	Title   string
	Year    int
	Part    string // section or algorithm within it
	Address string // where to read it
}

// Methods returns the registry, in order of growing complexity.
func Methods() []Method {
	return []Method{sgdMethod, adagradMethod, rmspropMethod, adadeltaMethod, adamMethod, adamWMethod, nadamMethod}
}

// Names returns the names of Methods.
func Names() []string {
	var names []string
	for _, m := range Methods() {
		names = append(names, m.Name)
	}
	return names
}

// ByName returns the method of the given name.
func ByName(name string) (Method, bool) {
	for _, m := range Methods() {
		if m.Name == name {
			return m, true
		}
	}
	return Method{}, false
}

// Hyperparameter returns the method's hyperparameter of the given name.
func (m Method) Hyperparameter(name string) (Hyperparameter, bool) {
	for _, h := range m.Hyperparameters {
		if h.Name == name {
			return h, true
		}
	}
	return Hyperparameter{}, false
}
