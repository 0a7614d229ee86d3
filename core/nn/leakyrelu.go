package nn

import "gonum.org/v1/gonum/blas/blas32"

// leak is the slope of LeakyReLU below 0, PyTorch's default.
const leak float32 = 0.01

// LeakyReLU is the leaky rectified linear unit: y = x above 0 and 0.01·x
// elsewhere.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html
type LeakyReLU struct{ Features int }

var _ Layer = LeakyReLU{}

func (l LeakyReLU) Inputs() int              { return l.Features }
func (l LeakyReLU) Outputs() int             { return l.Features }
func (l LeakyReLU) Reserve(int)              {}
func (l LeakyReLU) Parameters() []*Parameter { return nil }

// Forward sets y = x where x > 0, and 0.01·x elsewhere.
func (l LeakyReLU) Forward(x, y blas32.General, _ *Pass) {
	for i, v := range x.Data {
		if !(v > 0) {
			v *= leak
		}
		y.Data[i] = v
	}
}

// Backward sets dx = dy where x > 0, and 0.01·dy elsewhere.
func (l LeakyReLU) Backward(x, _, dy, dx blas32.General, _ *Pass) {
	if dx.Data == nil {
		return
	}
	for i, d := range dy.Data {
		if !(x.Data[i] > 0) {
			d *= leak
		}
		dx.Data[i] = d
	}
}
