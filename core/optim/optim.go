// Package optim holds the optimizers, each with PyTorch's formulas and
// defaults, one a file; the registry that lists them; the schedules of the
// learning rate; and the clipping of gradients.
package optim

import (
	"atelier/core/f32"
	"atelier/core/nn"
)

// Optimizer updates a fixed list of parameters from their gradients.
//
// Arrays are float32; scalars such as lr/(1-β₁ᵗ) are computed in float64 and
// rounded once before they meet an array, as PyTorch does.
type Optimizer interface {
	// Step updates every parameter's Value from its Grad with the given
	// learning rate. Grad may be overwritten. It allocates nothing.
	Step(learningRate float64)

	// Arrays and Numbers are the optimizer's memory: with the same values
	// written into them, another optimizer of the same configuration goes on
	// with the same bits.
	Arrays() []Array
	Numbers() []Number
}

// Array is memory that an optimizer keeps for a parameter.
type Array struct {
	Parameter *nn.Parameter
	Name      string    // as in PyTorch's optimizer state: "exp_avg"
	Values    []float32 // laid out as the parameter's Value
}

// Number is memory that an optimizer keeps for all parameters together.
type Number struct {
	Name  string // as in PyTorch's optimizer state: "step"
	Value *float64
}

// New returns the optimizer that the configuration names, for the given
// parameters. It panics if the configuration is not valid.
func New(c Config, parameters []*nn.Parameter) Optimizer {
	if problems := c.Validate(); problems != nil {
		panic("optim: " + problems[0].Field + " " + problems[0].Message)
	}
	m, _ := ByName(c.Method)
	return m.new(c, newMemory(c, parameters))
}

// memory is what all optimizers have in common: the parameters, the arrays
// beside them, and how far they are.
type memory struct {
	parameters  []*nn.Parameter
	weightDecay float64
	step        float64 // how many have been made
	arrays      []Array
	numbers     []Number
	scratch     [2][blockSize]float32
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
	value, grad    []float32
	from, to       int
	first, another []float32
}

// of returns the same stretch of an array beside the parameter.
func (b block) of(array []float32) []float32 { return array[b.from:b.to] }

// eachBlock counts a step and calls update for every block of every
// parameter. Weight decay is in the gradients already unless it is decoupled.
func (m *memory) eachBlock(decoupled bool, update func(parameter int, b block)) {
	m.step++
	for i, p := range m.parameters {
		for from := 0; from < len(p.Value); from += blockSize {
			to := min(from+blockSize, len(p.Value))
			b := block{p.Value[from:to], p.Grad[from:to], from, to, m.scratch[0][:to-from], m.scratch[1][:to-from]}
			if m.weightDecay != 0 && !decoupled {
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
