package nn

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/f32"
	"atelier/core/rng"
)

// Dropout sets, in training, each value to 0 with probability p and divides
// the others by 1-p, so that the expected value stays. In evaluation it does
// nothing.
//
// References: Srivastava et al., "Dropout: A Simple Way to Prevent Neural
// Networks from Overfitting", JMLR 15 (2014), in its inverted form;
// https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
type Dropout struct {
	features int
	p        float64
	stream   *rng.Stream
	given    []float32 // by UseMask
	mask     blas32.General
}

var _ Layer = (*Dropout)(nil)

// NewDropout returns dropout of probability p, at least 0 and below 1. It
// needs a stream before it is trained: see Seed.
func NewDropout(features int, p float64) *Dropout {
	if !(p >= 0 && p < 1) {
		panic("nn: dropout of a probability that is not at least 0 and below 1")
	}
	return &Dropout{features: features, p: p}
}

func (l *Dropout) Inputs() int              { return l.features }
func (l *Dropout) Outputs() int             { return l.features }
func (l *Dropout) Parameters() []*Parameter { return nil }

// Reserve allocates the mask.
func (l *Dropout) Reserve(rows int) { l.mask = newMatrix(rows, l.features) }

// Seed sets the stream that masks are drawn from.
func (l *Dropout) Seed(s *rng.Stream) { l.stream = s }

// Stream returns the stream that masks are drawn from.
func (l *Dropout) Stream() *rng.Stream { return l.stream }

// UseMask sets the mask [B, F] of the next Forward in training, which then
// draws none: 1 keeps a value, 0 drops it.
func (l *Dropout) UseMask(mask []float32) { l.given = mask }

// Forward sets y = x·mask/(1-p) in training, and y = x in evaluation.
func (l *Dropout) Forward(x, y blas32.General, pass *Pass) {
	copy(y.Data, x.Data)
	if pass.Mode == Evaluation {
		return
	}
	mask := l.mask.Data[:len(x.Data)]
	scale := float32(1 / (1 - l.p))
	if l.given != nil {
		copy(mask, l.given)
		f32.Scale(mask, scale)
		l.given = nil
	} else {
		l.draw(mask, scale, pass)
	}
	f32.Mul(y.Data, mask)
}

// draw fills the mask with scale and, with probability p, 0. Each slice of the
// batch has a generator of its own, seeded by one draw from the stream and the
// slice's index, so that whoever has the slice draws the same.
func (l *Dropout) draw(mask []float32, scale float32, pass *Pass) {
	seed := l.stream.Uint64()
	for s := range pass.Slices.Count() {
		var generator rand.PCG
		generator.Seed(seed, uint64(pass.First+s))
		l.drawFrom(&generator, mask[pass.Slices[s]*l.features:pass.Slices[s+1]*l.features], scale)
	}
}

// drawFrom fills a part of the mask. Each half of a random number decides on
// one value.
func (l *Dropout) drawFrom(generator *rand.PCG, mask []float32, scale float32) {
	const half = 32
	least := uint64(math.Round(l.p * (1 << half)))
	var bits uint64
	for i := range mask {
		if bits >>= half; i%2 == 0 {
			bits = generator.Uint64()
		}
		mask[i] = 0
		if bits&(1<<half-1) >= least {
			mask[i] = scale
		}
	}
}

// Backward sets dx = dy·mask/(1-p).
func (l *Dropout) Backward(_, _, dy, dx blas32.General, _ *Pass) {
	if dx.Data == nil {
		return
	}
	copy(dx.Data, dy.Data)
	f32.Mul(dx.Data, l.mask.Data[:len(dx.Data)])
}
