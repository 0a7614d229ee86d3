package nn

import (
	"math"

	"atelier/core/rng"
)

// Initialise draws the parameters of a dense layer as PyTorch's nn.Linear
// does: weight and bias uniform between ±1/√I. Each parameter has a stream of
// its own, named after it.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
func (l *Dense) Initialise(seed uint64) {
	bound := 1 / math.Sqrt(float64(l.inputs))
	for _, p := range l.Parameters() {
		stream := rng.New(seed, p.Name)
		drawn := make([]float32, len(p.Value))
		for i := range drawn {
			drawn[i] = float32(stream.Uniform(-bound, bound))
		}
		p.FromPyTorch(p.Value, drawn)
	}
}
