package optim

import (
	"math"

	"atelier/core/f32"
	"atelier/core/nn"
)

// ClipNorm scales the gradients of all parameters by one factor, so that the
// Euclidean norm of them all together is at most most, and returns what it was
// before. The factor is most/(norm + 1e-6), if that is below 1.
//
// References: Pascanu, Mikolov and Bengio, “On the Difficulty of Training
// Recurrent Neural Networks”, arXiv:1211.5063, algorithm 1;
// https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
func ClipNorm(parameters []*nn.Parameter, most float64) float64 {
	var sum float64
	for _, p := range parameters {
		sum += f32.SumSquares(p.Grad)
	}
	norm := math.Sqrt(sum)
	if factor := most / (norm + 1e-6); factor < 1 {
		for _, p := range parameters {
			f32.Scale(p.Grad, float32(factor))
		}
	}
	return norm
}
