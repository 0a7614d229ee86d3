package nn

import (
	gonum "gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/f32"
)

// Dense is a fully connected layer, y = x·W + b; with a shift of x, which
// PyTorch's has not, y = (x + Shift)·W + b.
//
// W lies as [I, O], so that a row of it meets one input and the lanes of a
// vector run over outputs.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
type Dense struct {
	Weight *Parameter // [I, O]; PyTorch's is [O, I]
	Bias   *Parameter // [O]

	// Sparse says that many elements of x are zero, as of pictures on black. It
	// makes the products sooner done then, and changes no bit.
	Sparse bool

	// Shift is added to every element of x, with as much rounding as another
	// order of the sums would bring: it makes an x sparse that were it but for
	// a constant. The default is 0.
	Shift float32

	inputs, outputs int
	shifted         []float32 // [O]
}

var _ Layer = (*Dense)(nil)

// NewDense returns a dense layer whose parameters are all zero; see
// Initialise.
func NewDense(inputs, outputs int) *Dense {
	return &Dense{
		Weight:  newParameter("weight", outputs, inputs),
		Bias:    newParameter("bias", outputs),
		inputs:  inputs,
		outputs: outputs,
		shifted: make([]float32, outputs),
	}
}

func (l *Dense) Inputs() int              { return l.inputs }
func (l *Dense) Outputs() int             { return l.outputs }
func (l *Dense) Reserve(int)              {}
func (l *Dense) Parameters() []*Parameter { return []*Parameter{l.Weight, l.Bias} }

// Forward sets y = x·W + b, or with a shift x·W + (b + Shift·Σ W's rows).
func (l *Dense) Forward(x, y blas32.General, pass *Pass) {
	if w := l.matrix(l.Weight.Value); l.Sparse {
		blas.GemmSparse(&pass.products, x, w, y)
	} else {
		blas.Gemm(gonum.NoTrans, gonum.NoTrans, 1, x, w, 0, y)
	}
	pass.done(Multiplying)
	f32.AddRows(y, l.offset())
}

// offset returns what is added to every row of x·W.
func (l *Dense) offset() []float32 {
	if l.Shift == 0 {
		return l.Bias.Value
	}
	clear(l.shifted)
	for w, i := l.matrix(l.Weight.Value), 0; i < w.Rows; i++ {
		f32.Add(l.shifted, row(w, i))
	}
	f32.Scale(l.shifted, l.Shift)
	f32.Add(l.shifted, l.Bias.Value)
	return l.shifted
}

// Backward sets db = the sum of dy's rows, dW = xᵀ·dy, or with a shift
// xᵀ·dy + Shift·db in every row, and dx = dy·Wᵀ.
func (l *Dense) Backward(x, _, dy, dx blas32.General, pass *Pass) {
	if dw := l.matrix(l.Weight.Grad); l.Sparse {
		blas.GemmSlicesSparse(&pass.products, x, dy, pass.Slices, dw)
	} else {
		blas.GemmSlices(&pass.products, x, dy, pass.Slices, dw)
	}
	pass.done(Multiplying)
	pass.sum(l.Bias.Grad, func(sum []float32, first, end int) { f32.AddUp(sum, rows(dy, first, end)) })
	if pass.team == nil {
		l.complete()
	}
	pass.done(Activating)
	if dx.Data != nil {
		blas.Gemm(gonum.NoTrans, gonum.Trans, 1, dy, l.matrix(l.Weight.Value), 0, dx)
		pass.done(Multiplying)
	}
}

// complete adds to dW what the shift has in it. It takes db of the whole batch:
// parts of it, shifted before they are summed, would be rounded elsewhere.
func (l *Dense) complete() {
	if l.Shift == 0 {
		return
	}
	copy(l.shifted, l.Bias.Grad)
	f32.Scale(l.shifted, l.Shift)
	f32.AddRows(l.matrix(l.Weight.Grad), l.shifted)
}

func (l *Dense) matrix(data []float32) blas32.General {
	return blas32.General{Rows: l.inputs, Cols: l.outputs, Stride: l.outputs, Data: data}
}
