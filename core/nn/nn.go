// Package nn holds the layers of a network, each with its exact forward and
// backward pass, and the network that runs them one after another.
//
// Shapes in comments use the same letters everywhere: B rows in a batch,
// I inputs and O outputs of a layer, C classes. A leading d marks a gradient:
// dY is the gradient of the mean loss in Y. Matrices are row-major, one row
// an image. Names, formulas and defaults are those of PyTorch's torch.nn.
package nn

import "gonum.org/v1/gonum/blas/blas32"

// Layer is one step of a network. A layer allocates in Reserve and never
// after, and works on one batch at a time.
type Layer interface {
	// Inputs and Outputs are the features of a row before and after the layer.
	Inputs() int
	Outputs() int

	// Reserve allocates what batches of at most rows rows need.
	Reserve(rows int)

	// Forward sets y [B, O] from x [B, I].
	Forward(x, y blas32.General, pass *Pass)

	// Backward sets dx [B, I] and the gradients of the parameters from
	// dy [B, O]; x, y and pass are those of the last Forward, which was in mode
	// Training. dx is left out if its Data is nil. dy may be overwritten.
	Backward(x, y, dy, dx blas32.General, pass *Pass)

	// Parameters lists what an optimizer changes, by their names within the
	// layer ("weight", "bias"); nil if there are none.
	Parameters() []*Parameter
}

// Buffered is a layer with arrays that training changes beside the
// parameters, and that no gradient touches.
type Buffered interface {
	// Buffers lists them by their names within the layer.
	Buffers() []Buffer
}

// Buffer is an array that training changes beside the parameters; see Buffered.
type Buffer struct {
	Name   string // as in PyTorch's state_dict: "1.running_mean"
	Values []float32
}

// Parameter is an array that training changes, with its gradient.
type Parameter struct {
	Name  string    // as in PyTorch's state_dict: "0.weight"
	Shape []int     // as in PyTorch: a dense layer's weight is [O, I]
	Value []float32 // a weight matrix lies transposed, as [I, O]: see PyTorch
	Grad  []float32 // of the mean loss, laid out as Value

	// complete says that a layer's Backward sets Grad to the gradient of the
	// whole batch, else of the rows at hand.
	complete bool
}

func newParameter(name string, shape ...int) *Parameter {
	n := 1
	for _, s := range shape {
		n *= s
	}
	return &Parameter{Name: name, Shape: shape, Value: make([]float32, n), Grad: make([]float32, n)}
}

// PyTorch copies an array laid out as Value into dst in PyTorch's order:
// matrices [O, I] instead of [I, O], all else as it is. The lengths must be
// equal.
func (p *Parameter) PyTorch(dst, array []float32) { p.transpose(dst, array, true) }

// FromPyTorch copies an array in PyTorch's order into dst, laid out as Value.
func (p *Parameter) FromPyTorch(dst, array []float32) { p.transpose(dst, array, false) }

func (p *Parameter) transpose(dst, src []float32, toPyTorch bool) {
	if len(dst) != len(p.Value) || len(src) != len(p.Value) {
		panic("nn: " + p.Name + ": length mismatch")
	}
	if len(p.Shape) != 2 {
		copy(dst, src)
		return
	}
	outputs, inputs := p.Shape[0], p.Shape[1]
	for o := range outputs {
		for i := range inputs {
			if toPyTorch {
				dst[o*inputs+i] = src[i*outputs+o]
			} else {
				dst[i*outputs+o] = src[o*inputs+i]
			}
		}
	}
}

// top returns the first rows rows of m.
func top(m blas32.General, rows int) blas32.General {
	m.Rows = rows
	m.Data = m.Data[:rows*m.Stride]
	return m
}

// row returns row r of m.
func row(m blas32.General, r int) []float32 { return m.Data[r*m.Stride:][:m.Cols] }

// rows returns rows first to end-1 of m.
func rows(m blas32.General, first, end int) blas32.General {
	return blas32.General{Rows: end - first, Cols: m.Cols, Stride: m.Stride, Data: m.Data[first*m.Stride:]}
}

func newMatrix(rows, columns int) blas32.General {
	return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: make([]float32, rows*columns)}
}
