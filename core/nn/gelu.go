package nn

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// GELU is the Gaussian error linear unit, y = x·Φ(x), with Φ the distribution
// function of the standard normal distribution: the exact form, not the one
// with tanh.
//
// References: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)",
// arXiv:1606.08415;
// https://docs.pytorch.org/docs/stable/generated/torch.nn.GELU.html
type GELU struct{ Features int }

var _ Layer = GELU{}

func (l GELU) Inputs() int              { return l.Features }
func (l GELU) Outputs() int             { return l.Features }
func (l GELU) Reserve(int)              {}
func (l GELU) Parameters() []*Parameter { return nil }

// Forward sets y = x·Φ(x).
func (l GELU) Forward(x, y blas32.General, _ *Pass) {
	for i, v := range x.Data {
		y.Data[i] = v * normalDistribution(v)
	}
}

// Backward sets dx = dy·(Φ(x) + x·φ(x)), with φ the normal density.
func (l GELU) Backward(x, _, dy, dx blas32.General, _ *Pass) {
	if dx.Data == nil {
		return
	}
	const scale = 0.5 * math.Sqrt2 / math.SqrtPi // 1/√2π
	for i, d := range dy.Data {
		v := x.Data[i]
		density := scale * f32.Exp(-0.5*float32(v*v))
		dx.Data[i] = d * (normalDistribution(v) + float32(v*density))
	}
}

// normalDistribution returns Φ(x).
func normalDistribution(x float32) float32 {
	return 0.5 * (1 + f32.Erf(x*(math.Sqrt2/2)))
}
