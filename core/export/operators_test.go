package export_test

import (
	"fmt"
	"math"
)

// compute returns what the operator gives for one image. The formulas are those
// of https://onnx.ai/onnx/operators/, of operator set 13.
func (n node) compute(inputs []constant) ([]float64, error) {
	x := inputs[0].values
	each := func(f func(float64) float64) []float64 {
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = f(v)
		}
		return y
	}
	// with combines x with the second input, of the same length or one number.
	with := func(f func(a, b float64) float64) []float64 {
		y, other := make([]float64, len(x)), inputs[1].values
		for i, v := range x {
			y[i] = f(v, other[i%len(other)])
		}
		return y
	}
	switch n.operator {
	case "Flatten", "Cast":
		return x, nil
	case "Add":
		return with(func(a, b float64) float64 { return a + b }), nil
	case "Sub":
		return with(func(a, b float64) float64 { return a - b }), nil
	case "Mul":
		return with(func(a, b float64) float64 { return a * b }), nil
	case "Div":
		return with(func(a, b float64) float64 { return a / b }), nil
	case "Relu":
		return each(func(v float64) float64 { return max(v, 0) }), nil
	case "LeakyRelu":
		return each(func(v float64) float64 { return max(v, 0) + n.attributes["alpha"]*min(v, 0) }), nil
	case "Tanh":
		return each(math.Tanh), nil
	case "Sigmoid":
		return each(func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }), nil
	case "Erf":
		return each(math.Erf), nil
	case "Gemm":
		return n.gemm(x, inputs[1], inputs[2])
	case "BatchNormalization":
		y := make([]float64, len(x))
		for i, v := range x {
			scale, bias, mean, variance := inputs[1].values[i], inputs[2].values[i], inputs[3].values[i], inputs[4].values[i]
			y[i] = (v-mean)/math.Sqrt(variance+n.attributes["epsilon"])*scale + bias
		}
		return y, nil
	case "Softmax":
		total := 0.0
		for _, v := range x {
			total += math.Exp(v)
		}
		return each(func(v float64) float64 { return math.Exp(v) / total }), nil
	}
	return nil, fmt.Errorf("unknown operator %s", n.operator)
}

// gemm returns x·Bᵀ + c, with B [O, I].
func (n node) gemm(x []float64, b, c constant) ([]float64, error) {
	if n.attributes["transB"] != 1 || len(b.dims) != 2 || b.dims[1] != len(x) || len(c.values) != b.dims[0] {
		return nil, fmt.Errorf("Gemm of %d values by %v, transB %v", len(x), b.dims, n.attributes["transB"])
	}
	y := make([]float64, b.dims[0])
	for o := range y {
		y[o] = c.values[o]
		for i, v := range x {
			y[o] += v * b.values[o*len(x)+i]
		}
	}
	return y, nil
}
