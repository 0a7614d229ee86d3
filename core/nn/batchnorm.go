package nn

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
)

// BatchNorm normalises each feature over the batch,
//
//	y = (x - mean)/√(variance + ε)·γ + β
//
// with the batch's mean and biased variance (divided by B) in training, and
// the running ones in evaluation. In training the running statistics move
// towards those of the batch, the variance unbiased (divided by B-1):
//
//	running = (1 - momentum)·running + momentum·batch
//
// References: Ioffe and Szegedy, "Batch Normalization", arXiv:1502.03167,
// algorithms 1 and 2;
// https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
type BatchNorm struct {
	Gamma *Parameter // [F], PyTorch's "weight"
	Beta  *Parameter // [F], PyTorch's "bias"

	RunningMean     []float32 // [F]
	RunningVariance []float32 // [F]

	momentum, epsilon float64
	tracked           []float32 // the number of batches seen, exact to 2²⁴
	normalised        blas32.General
	// Of the last batch: mean, 1/√(variance + ε), and room for a sum.
	mean, inverse, scratch []float32
}

var (
	_ Layer    = (*BatchNorm)(nil)
	_ Buffered = (*BatchNorm)(nil)
)

// NewBatchNorm returns batch normalisation of so many features, with γ 1, β 0,
// running means 0 and running variances 1. PyTorch's defaults are a momentum
// of 0.1 and an epsilon of 1e-5.
func NewBatchNorm(features int, momentum, epsilon float64) *BatchNorm {
	l := &BatchNorm{
		Gamma:           newParameter("weight", features),
		Beta:            newParameter("bias", features),
		RunningMean:     make([]float32, features),
		RunningVariance: make([]float32, features),
		momentum:        momentum,
		epsilon:         epsilon,
		tracked:         make([]float32, 1),
		mean:            make([]float32, features),
		inverse:         make([]float32, features),
		scratch:         make([]float32, features),
	}
	l.Gamma.complete, l.Beta.complete = true, true
	for i := range features {
		l.Gamma.Value[i], l.RunningVariance[i] = 1, 1
	}
	return l
}

func (l *BatchNorm) Inputs() int              { return len(l.mean) }
func (l *BatchNorm) Outputs() int             { return len(l.mean) }
func (l *BatchNorm) Parameters() []*Parameter { return []*Parameter{l.Gamma, l.Beta} }

// Reserve allocates the normalised batch, which Backward needs.
func (l *BatchNorm) Reserve(rows int) { l.normalised = newMatrix(rows, len(l.mean)) }

// Buffers returns the running statistics under PyTorch's names.
func (l *BatchNorm) Buffers() []Buffer {
	return []Buffer{{"running_mean", l.RunningMean}, {"running_var", l.RunningVariance}, {"num_batches_tracked", l.tracked}}
}

// Forward normalises x. In mode Training it panics if the batch has less than
// two rows, as PyTorch refuses them: one row has no variance.
func (l *BatchNorm) Forward(x, y blas32.General, pass *Pass) {
	if pass.Mode == Training {
		l.measure(x, pass)
	} else {
		copy(l.mean, l.RunningMean)
		l.invert(l.RunningVariance)
	}
	for r := range x.Rows {
		from, n, to := row(x, r), row(l.normalised, r), row(y, r)
		copy(n, from)
		f32.Sub(n, l.mean)
		f32.Mul(n, l.inverse)
		copy(to, n)
		f32.Mul(to, l.Gamma.Value)
		f32.Add(to, l.Beta.Value)
	}
}

// measure takes the batch's statistics and lets the running ones follow.
func (l *BatchNorm) measure(x blas32.General, pass *Pass) {
	if pass.Rows < 2 {
		panic(fmt.Sprintf("nn: batch normalisation of %d row in training; at least 2 are needed", pass.Rows))
	}
	pass.SumRows(l.mean, x)
	f32.Scale(l.mean, 1/float32(pass.Rows))

	variance, centred := l.inverse, l.scratch
	pass.sum(variance, func(sum []float32, first, end int) {
		for r := first; r < end; r++ {
			copy(centred, row(x, r))
			f32.Sub(centred, l.mean)
			f32.AddProduct(sum, 1, centred, centred)
		}
	})
	pass.complete(variance)
	f32.Scale(variance, 1/float32(pass.Rows))

	unbiased := float64(pass.Rows) / float64(pass.Rows-1)
	follow(l.RunningMean, l.mean, l.momentum, 1)
	follow(l.RunningVariance, variance, l.momentum, unbiased)
	l.tracked[0]++
	l.invert(variance)
}

// follow sets running to (1-momentum)·running + momentum·(factor·batch).
func follow(running, batch []float32, momentum, factor float64) {
	f32.Scale(running, float32(1-momentum))
	f32.AddScaled(running, float32(momentum*factor), batch)
}

// invert sets inverse to 1/√(variance + ε); variance may be inverse itself.
func (l *BatchNorm) invert(variance []float32) {
	for i, v := range variance {
		l.inverse[i] = 1 / float32(math.Sqrt(float64(v+float32(l.epsilon))))
	}
}

// Backward sets dγ = Σ dy·x̂ and dβ = Σ dy over the rows, with x̂ the
// normalised x, and
//
//	dx = γ/√(variance + ε)·(dy - dβ/B - x̂·dγ/B)
func (l *BatchNorm) Backward(x, _, dy, dx blas32.General, pass *Pass) {
	pass.sum(l.Gamma.Grad, func(sum []float32, first, end int) {
		for r := first; r < end; r++ {
			f32.AddProduct(sum, 1, row(dy, r), row(l.normalised, r))
		}
	})
	pass.complete(l.Gamma.Grad)
	pass.SumRows(l.Beta.Grad, dy)
	if dx.Data == nil {
		return
	}
	share := 1 / float32(pass.Rows)
	outer := l.scratch
	copy(outer, l.inverse)
	f32.Mul(outer, l.Gamma.Value)
	for r := range x.Rows {
		to := row(dx, r)
		copy(to, row(dy, r))
		f32.AddScaled(to, -share, l.Beta.Grad)
		f32.AddProduct(to, -share, row(l.normalised, r), l.Gamma.Grad)
		f32.Mul(to, outer)
	}
}
