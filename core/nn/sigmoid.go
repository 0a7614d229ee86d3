package nn

import (
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// Sigmoid is the logistic function, y = 1/(1 + e⁻ˣ).
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html
type Sigmoid struct{ Features int }

var _ Layer = Sigmoid{}

func (l Sigmoid) Inputs() int              { return l.Features }
func (l Sigmoid) Outputs() int             { return l.Features }
func (l Sigmoid) Reserve(int)              {}
func (l Sigmoid) Parameters() []*Parameter { return nil }

// Forward sets y = 1/(1 + e⁻ˣ).
func (l Sigmoid) Forward(x, y blas32.General, _ *Pass) { f32.SigmoidTo(y.Data, x.Data) }

// Backward sets dx = dy·y·(1 - y).
func (l Sigmoid) Backward(_, y, dy, dx blas32.General, _ *Pass) {
	if dx.Data == nil {
		return
	}
	for i, d := range dy.Data {
		v := y.Data[i]
		dx.Data[i] = float32(d*v) * (1 - v)
	}
}
