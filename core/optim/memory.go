package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

// memory is what all optimizers have in common: the parameters, the arrays
// beside them, and how far they are.
type memory struct {
	parameters  []*nn.Parameter
	weightDecay float64
	step        float64 // how many have been made
	arrays      []Array
	numbers     []Number
	scratch     [2][blockSize]float32
	decayed     [blockSize]float32 // the gradient with weight decay
}

// blockSize is how many elements of an array are worked on at a time: few
// enough that all arrays' blocks stay in the first-level cache from one
// operation to the next.
const blockSize = 1024

func newMemory(c Config, parameters []*nn.Parameter) *memory {
	m := &memory{parameters: parameters, weightDecay: c.Value("weight_decay")}
	m.numbers = []Number{{"step", &m.step}}
	return m
}

// Arrays returns the arrays in the order in which they were added.
func (m *memory) Arrays() []Array { return m.arrays }

// Numbers returns the numbers, the count of steps first.
func (m *memory) Numbers() []Number { return m.numbers }

// add adds an array of the given name for each parameter, full of a value.
func (m *memory) add(name string, value float32) [][]float32 {
	list := make([][]float32, len(m.parameters))
	for i, p := range m.parameters {
		list[i] = make([]float32, len(p.Value))
		for j := range list[i] {
			list[i][j] = value
		}
		m.arrays = append(m.arrays, Array{p, name, list[i]})
	}
	return list
}

// block is a stretch of a parameter: elements from to to-1, with two scratch
// blocks of the same length.
type block struct {
	value          []float32
	grad           []float32 // only to be read: people look at it after the step
	from, to       int
	first, another []float32
}

// of returns the same stretch of an array beside the parameter.
func (b block) of(array []float32) []float32 { return array[b.from:b.to] }

// eachBlock counts a step and calls update for every block of every
// parameter. Weight decay is in the blocks' gradients already unless it is
// decoupled.
func (m *memory) eachBlock(decoupled bool, update func(parameter int, b block)) {
	m.step++
	for i, p := range m.parameters {
		for from := 0; from < len(p.Value); from += blockSize {
			to := min(from+blockSize, len(p.Value))
			b := block{p.Value[from:to], p.Grad[from:to], from, to, m.scratch[0][:to-from], m.scratch[1][:to-from]}
			if m.weightDecay != 0 && !decoupled {
				copy(m.decayed[:], b.grad)
				b.grad = m.decayed[:to-from]
				f32.AddScaled(b.grad, float32(m.weightDecay), b.value)
			}
			update(i, b)
		}
	}
}

// average lets a running average follow the gradient:
// mean = β·mean + (1-β)·g.
func average(mean []float32, beta float64, g []float32) {
	f32.Scale(mean, float32(beta))
	f32.AddScaled(mean, float32(1-beta), g)
}

// averageSquare lets a running average follow the gradient's square:
// mean = β·mean + (1-β)·g².
func averageSquare(mean []float32, beta float64, g []float32) {
	f32.Scale(mean, float32(beta))
	f32.AddProduct(mean, float32(1-beta), g, g)
}

// quotient sets d to x/y.
func quotient(d, x, y []float32) {
	copy(d, x)
	f32.Div(d, y)
}
