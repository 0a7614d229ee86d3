package nn

import (
	gonum "gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/blas"
	"atelier/core/f32"
)

// Dense is a fully connected layer, y = x·W + b.
//
// W lies as [I, O], so that a row of it meets one input and the lanes of a
// vector run over outputs.
//
// Reference: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
type Dense struct {
	Weight *Parameter // [I, O]; PyTorch's is [O, I]
	Bias   *Parameter // [O]

	inputs, outputs int
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
	}
}

func (l *Dense) Inputs() int              { return l.inputs }
func (l *Dense) Outputs() int             { return l.outputs }
func (l *Dense) Reserve(int)              {}
func (l *Dense) Parameters() []*Parameter { return []*Parameter{l.Weight, l.Bias} }

// Forward sets y = x·W + b.
func (l *Dense) Forward(x, y blas32.General, pass *Pass) {
	blas.Gemm(gonum.NoTrans, gonum.NoTrans, 1, x, l.matrix(l.Weight.Value), 0, y)
	pass.done(Multiplying)
	f32.AddRows(y, l.Bias.Value)
}

// Backward sets dW = xᵀ·dy, db = the sum of dy's rows, and dx = dy·Wᵀ.
func (l *Dense) Backward(x, _, dy, dx blas32.General, pass *Pass) {
	blas.GemmSlices(&pass.products, x, dy, pass.Slices, l.matrix(l.Weight.Grad))
	pass.done(Multiplying)
	pass.sum(l.Bias.Grad, func(sum []float32, r int) { f32.Add(sum, row(dy, r)) })
	pass.done(Activating)
	if dx.Data != nil {
		blas.Gemm(gonum.NoTrans, gonum.Trans, 1, dy, l.matrix(l.Weight.Value), 0, dx)
		pass.done(Multiplying)
	}
}

func (l *Dense) matrix(data []float32) blas32.General {
	return blas32.General{Rows: l.inputs, Cols: l.outputs, Stride: l.outputs, Data: data}
}
