package nn

import (
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// ReLU is the rectified linear unit, y = max(x, 0). Its gradient at exactly 0
// is 0.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html
type ReLU struct{ Features int }

var _ Layer = ReLU{}

func (l ReLU) Inputs() int              { return l.Features }
func (l ReLU) Outputs() int             { return l.Features }
func (l ReLU) Reserve(int)              {}
func (l ReLU) Parameters() []*Parameter { return nil }

// Forward sets y = max(x, 0); NaN stays NaN.
func (l ReLU) Forward(x, y blas32.General, _ *Pass) { f32.Relu(y.Data, x.Data) }

// Backward sets dx = dy where y > 0, and 0 elsewhere.
func (l ReLU) Backward(_, y, dy, dx blas32.General, _ *Pass) {
	if dx.Data != nil {
		f32.ReluGrad(dx.Data, dy.Data, y.Data)
	}
}
