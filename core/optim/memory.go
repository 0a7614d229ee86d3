package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

// blockLength is how many elements an optimizer works on at a time. It passes
// over them once for each operation, so a block of all the arrays that it
// needs, at most eight, has to stay in a processor's first cache of 32 KiB.
const blockLength = 1024

// memory is what all optimizers have: their parameters, what they remember of
// them, and the walk over both in blocks.
type memory struct {
	parameters  []*nn.Parameter
	weightDecay float32 // added to the gradients, times the parameters
	step        float64 // steps done
	perValue    int     // arrays for each parameter
	arrays      []Array // perValue of the first parameter, of the second, …
	scratch     [2][blockLength]float32
	decayed     [blockLength]float32
}

// newMemory returns memory with arrays of zeros of the given names for each
// parameter.
func newMemory(parameters []*nn.Parameter, weightDecay float64, names ...string) memory {
	m := memory{parameters: parameters, weightDecay: float32(weightDecay), perValue: len(names)}
	for _, p := range parameters {
		for _, name := range names {
			m.arrays = append(m.arrays, Array{Parameter: p, Name: name, Values: make([]float32, len(p.Value))})
		}
	}
	return m
}

// Arrays lists what the optimizer remembers of each parameter.
func (m *memory) Arrays() []Array { return m.arrays }

// Numbers lists the step: how many there have been.
func (m *memory) Numbers() []Number { return []Number{{"step", &m.step}} }

// block is a piece of a parameter with all that belongs to it. All slices
// that are not nil have the same length.
type block struct {
	value    []float32
	gradient []float32    // with weight decay; only to be read
	memory   [3][]float32 // of the arrays, in the order of their names
	scratch  [2][]float32 // for intermediate results; holds anything
}

// blocks yields all parameters piece by piece.
func (m *memory) blocks(yield func(block) bool) {
	for i, p := range m.parameters {
		arrays := m.arrays[i*m.perValue:][:m.perValue]
		for start := 0; start < len(p.Value); start += blockLength {
			end := min(start+blockLength, len(p.Value))
			b := block{value: p.Value[start:end], gradient: p.Grad[start:end]}
			for k, a := range arrays {
				b.memory[k] = a.Values[start:end]
			}
			for k := range b.scratch {
				b.scratch[k] = m.scratch[k][:end-start]
			}
			if m.weightDecay != 0 {
				copy(m.decayed[:], b.gradient)
				b.gradient = m.decayed[:end-start]
				f32.AddScaled(b.gradient, m.weightDecay, b.value)
			}
			if !yield(b) {
				return
			}
		}
	}
}
