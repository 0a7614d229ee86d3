package nn

// Activation is an entry of the list of activation functions, with all that
// the page, the command line and the documentation need to list it.
type Activation struct {
	Name    string // as in a recipe: "leaky_relu"
	Label   string // as people write it: "Leaky ReLU"
	Formula string
	Source  string // address of the page whose behaviour is matched

	New func(features int) Layer
}

// Activations returns all activation functions.
func Activations() []Activation {
	const pages = "https://docs.pytorch.org/docs/stable/generated/torch.nn."
	return []Activation{
		{"relu", "ReLU", "max(x, 0)", pages + "ReLU.html", func(n int) Layer { return ReLU{n} }},
		{"leaky_relu", "Leaky ReLU", "x if x > 0, else 0.01·x", pages + "LeakyReLU.html", func(n int) Layer { return LeakyReLU{n} }},
		{"tanh", "Tanh", "(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)", pages + "Tanh.html", func(n int) Layer { return Tanh{n} }},
		{"sigmoid", "Sigmoid", "1 / (1 + e⁻ˣ)", pages + "Sigmoid.html", func(n int) Layer { return Sigmoid{n} }},
		{"gelu", "GELU", "x·Φ(x), with Φ the normal distribution", pages + "GELU.html", func(n int) Layer { return GELU{n} }},
	}
}

// ActivationByName returns the activation function of the given name.
func ActivationByName(name string) (Activation, bool) {
	for _, a := range Activations() {
		if a.Name == name {
			return a, true
		}
	}
	return Activation{}, false
}

// ActivationNames returns the names of Activations.
func ActivationNames() []string {
	var names []string
	for _, a := range Activations() {
		names = append(names, a.Name)
	}
	return names
}
