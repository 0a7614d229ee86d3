package nn

import (
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// Tanh is the hyperbolic tangent.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html
type Tanh struct{ Features int }

var _ Layer = Tanh{}

func (l Tanh) Inputs() int              { return l.Features }
func (l Tanh) Outputs() int             { return l.Features }
func (l Tanh) Reserve(int)              {}
func (l Tanh) Parameters() []*Parameter { return nil }

// Forward sets y = tanh x.
func (l Tanh) Forward(x, y blas32.General, _ *Pass) { f32.TanhTo(y.Data, x.Data) }

// Backward sets dx = dy·(1 - y²).
func (l Tanh) Backward(_, y, dy, dx blas32.General, _ *Pass) {
	if dx.Data == nil {
		return
	}
	for i, d := range dy.Data {
		v := y.Data[i]
		dx.Data[i] = d * (1 - float32(v*v))
	}
}
