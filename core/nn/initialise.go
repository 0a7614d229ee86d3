package nn

import (
	"math"

	"atelier/core/rng"
)

// Initialiser is an entry of the list of initialisations of a dense layer's
// weights, with all that the page, the command line and the documentation
// need to list it. Biases are drawn as PyTorch's nn.Linear does, whatever the
// weights: uniform between ±1/√I.
type Initialiser struct {
	Name    string // as in a recipe: "xavier_normal"
	Label   string // as people write it: "Xavier normal"
	Formula string // of I inputs and O outputs
	Source  string // address of the page whose behaviour is matched

	normal bool
	scale  func(inputs, outputs float64) float64 // deviation, or half the width of a uniform distribution
}

// Initialisers returns all initialisations; the first is PyTorch's default.
//
// References: Glorot and Bengio, "Understanding the Difficulty of Training
// Deep Feedforward Neural Networks", 2010, equations 12 and 16; He et al.,
// "Delving Deep into Rectifiers", arXiv:1502.01852, section 2.2.
func Initialisers() []Initialiser {
	const linear = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html"
	const init = "https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init."
	return []Initialiser{
		{"default", "PyTorch", "uniform between ±1/√I", linear, false,
			func(i, o float64) float64 { return 1 / math.Sqrt(i) }},
		{"xavier_normal", "Xavier normal", "normal, deviation √(2/(I+O))", init + "xavier_normal_", true,
			func(i, o float64) float64 { return math.Sqrt(2 / (i + o)) }},
		{"xavier_uniform", "Xavier uniform", "uniform between ±√(6/(I+O))", init + "xavier_uniform_", false,
			func(i, o float64) float64 { return math.Sqrt(6 / (i + o)) }},
		{"kaiming_normal", "Kaiming normal", "normal, deviation √(2/I)", init + "kaiming_normal_", true,
			func(i, o float64) float64 { return math.Sqrt(2 / i) }},
		{"kaiming_uniform", "Kaiming uniform", "uniform between ±√(6/I)", init + "kaiming_uniform_", false,
			func(i, o float64) float64 { return math.Sqrt(6 / i) }},
	}
}

// InitialiserByName returns the initialisation of the given name.
func InitialiserByName(name string) (Initialiser, bool) {
	for _, i := range Initialisers() {
		if i.Name == name {
			return i, true
		}
	}
	return Initialiser{}, false
}

// InitialiserNames returns the names of Initialisers.
func InitialiserNames() []string {
	var names []string
	for _, i := range Initialisers() {
		names = append(names, i.Name)
	}
	return names
}

// Initialise draws the parameters of a dense layer. Each has a stream of its
// own under the seed, named after it, and is drawn in PyTorch's order.
func (l *Dense) Initialise(init Initialiser, seed uint64) {
	scale := init.scale(float64(l.inputs), float64(l.outputs))
	bound := 1 / math.Sqrt(float64(l.inputs))
	draw(l.Weight, seed, func(s *rng.Stream) float64 {
		if init.normal {
			return scale * s.Normal()
		}
		return s.Uniform(-scale, scale)
	})
	draw(l.Bias, seed, func(s *rng.Stream) float64 { return s.Uniform(-bound, bound) })
}

func draw(p *Parameter, seed uint64, next func(*rng.Stream) float64) {
	stream := rng.New(seed, p.Name)
	drawn := make([]float32, len(p.Value))
	for i := range drawn {
		drawn[i] = float32(next(stream))
	}
	p.FromPyTorch(p.Value, drawn)
}
