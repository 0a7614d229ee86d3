package nn_test

import (
	"fmt"
	"math"

	"atelier/core/nn"
)

// slow is a layer's forward pass in training, once more: in float64, straight
// from its formula, on plain slices. x is [B, I], the parameters are in
// PyTorch's order, and the result is [B, O].
type slow func(rows int, x []float64, parameters [][]float64) []float64

// slowTwin returns the slow forward pass of a layer. Dropout takes the mask,
// of 0 and 1; batch normalisation the epsilon that the layer was made with.
func slowTwin(layer nn.Layer, epsilon float64, mask []float32) slow {
	switch l := layer.(type) {
	case *nn.Dense:
		return slowDense(float64(l.Shift))
	case *nn.BatchNorm:
		return slowBatchNorm(epsilon)
	case *nn.Dropout:
		return slowDropout(mask)
	case nn.ReLU:
		return each(func(x float64) float64 { return math.Max(x, 0) })
	case nn.LeakyReLU:
		return each(func(x float64) float64 { return math.Max(x, 0) + 0.01*math.Min(x, 0) })
	case nn.Tanh:
		return each(math.Tanh)
	case nn.Sigmoid:
		return each(func(x float64) float64 { return 1 / (1 + math.Exp(-x)) })
	case nn.GELU:
		return each(func(x float64) float64 { return x * 0.5 * math.Erfc(-x/math.Sqrt2) })
	default:
		panic(fmt.Sprintf("no slow twin of %T", l))
	}
}

// slowDense is y = (x + shift)·Wᵀ + b, with W [O, I].
func slowDense(shift float64) slow {
	return func(rows int, x []float64, parameters [][]float64) []float64 {
		weight, bias := parameters[0], parameters[1]
		inputs, outputs := len(x)/rows, len(bias)
		y := make([]float64, rows*outputs)
		for r := range rows {
			for o := range outputs {
				y[r*outputs+o] = bias[o]
				for i := range inputs {
					y[r*outputs+o] += (x[r*inputs+i] + shift) * weight[o*inputs+i]
				}
			}
		}
		return y
	}
}

// slowBatchNorm is y = (x - mean)/√(variance + ε)·γ + β, with the variance
// divided by B.
func slowBatchNorm(epsilon float64) slow {
	return func(rows int, x []float64, parameters [][]float64) []float64 {
		gamma, beta := parameters[0], parameters[1]
		features := len(gamma)
		y := make([]float64, len(x))
		for f := range features {
			var mean, variance float64
			for r := range rows {
				mean += x[r*features+f] / float64(rows)
			}
			for r := range rows {
				variance += math.Pow(x[r*features+f]-mean, 2) / float64(rows)
			}
			for r := range rows {
				y[r*features+f] = (x[r*features+f]-mean)/math.Sqrt(variance+epsilon)*gamma[f] + beta[f]
			}
		}
		return y
	}
}

// slowDropout is y = x·mask/(1-p), with p the share that the tests drop.
func slowDropout(mask []float32) slow {
	return func(_ int, x []float64, _ [][]float64) []float64 {
		y := make([]float64, len(x))
		for i := range x {
			y[i] = x[i] * float64(mask[i]) / (1 - dropped)
		}
		return y
	}
}

func each(f func(float64) float64) slow {
	return func(_ int, x []float64, _ [][]float64) []float64 {
		y := make([]float64, len(x))
		for i := range x {
			y[i] = f(x[i])
		}
		return y
	}
}

// slowLoss is the mean over the rows of -Σ target·log softmax(logits), with
// the targets written out.
func slowLoss(logits []float64, labels []byte, smoothing float64) float64 {
	classes := len(logits) / len(labels)
	var loss float64
	for r, label := range labels {
		z := logits[r*classes:][:classes]
		var total float64
		for _, v := range z {
			total += math.Exp(v)
		}
		for c, v := range z {
			target := smoothing / float64(classes)
			if c == int(label) {
				target += 1 - smoothing
			}
			loss -= target * math.Log(math.Exp(v)/total) / float64(len(labels))
		}
	}
	return loss
}
