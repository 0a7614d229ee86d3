package train

import "atelier/core/dataset"

// Cost is what a recipe asks of the machine, to be known before it runs.
type Cost struct {
	Parameters int // numbers that training changes
	// Memory is the bytes that a run holds beside the images: parameters and
	// gradients, the optimizer's state, and the values of a batch.
	Memory int
	// Operations is the floating-point operations of a training step on a full
	// batch in the matrix products, which are nearly all: for each weight and
	// image a multiplication and an addition forward, as many for its gradient,
	// and, but for the first layer, as many for the gradient in its input.
	Operations int
}

// Cost returns what the recipe asks. The recipe must be valid.
func (r Recipe) Cost() Cost {
	var c Cost
	rows := max(r.BatchSize, ValidationBatchSize, TestBatchSize)
	values := rows * dataset.Pixels // the input
	inputs, largest := dataset.Pixels, 0
	for i, width := range r.widths() {
		c.Parameters += (inputs + 1) * width
		largest = max(largest, inputs*width)
		passes := 3
		if i == 0 {
			passes = 2
		}
		c.Operations += passes * 2 * r.BatchSize * inputs * width
		layers := 1
		if i < len(r.Hidden) {
			layers += r.layersAfterDense()
			if r.BatchNorm.Enabled {
				c.Parameters += 2 * width
			}
		}
		values += 2 * rows * layers * width // each with its gradient
		inputs = width
	}
	copies := 3 + r.Optimizer.StateSize() // value, gradient, that of the last good epoch
	const levels = 3                      // of sums over slices, see blas.GemmSlices
	c.Memory = sizeOfFloat32 * (copies*c.Parameters + levels*largest + values)
	return c
}

// widths returns the outputs of all dense layers.
func (r Recipe) widths() []int {
	return append(append([]int(nil), r.Hidden...), dataset.Classes)
}

// layersAfterDense returns how many layers follow each hidden dense one.
func (r Recipe) layersAfterDense() int {
	n := 1 // the activation
	if r.BatchNorm.Enabled {
		n++
	}
	if r.Dropout > 0 {
		n++
	}
	return n
}
