package nn_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/nn"
	"atelier/core/rng"
)

// makers returns, by name, what makes a layer of each kind, of some inputs and
// of some outputs where these can differ.
func makers() map[string]func(inputs, outputs int) nn.Layer {
	all := map[string]func(inputs, outputs int) nn.Layer{
		"dense": func(i, o int) nn.Layer { return nn.NewDense(i, o) },
		"sparse dense with a shift": func(i, o int) nn.Layer {
			l := nn.NewDense(i, o)
			l.Sparse, l.Shift = true, -0.8
			return l
		},
		"batch_norm": func(i, _ int) nn.Layer { return nn.NewBatchNorm(i, 0.1, epsilon) },
		"dropout":    func(i, _ int) nn.Layer { return nn.NewDropout(i, dropped) },
	}
	for _, a := range nn.Activations() {
		all[a.Name] = func(i, _ int) nn.Layer { return a.New(i) }
	}
	return all
}

// The forward pass against the slow twin, the backward pass against the twin's
// finite differences: of Σ weight·y, with a random weight for each output.
func TestLayersAgreeWithFiniteDifferences(t *testing.T) {
	for name, newLayer := range makers() {
		t.Run(name, func(t *testing.T) {
			s := rng.New(1, name)
			least := 1
			if name == "batch_norm" {
				least = 2
			}
			shapes := [][3]int{{least, 1, 1}, {least, 5, 3}, {7, 1, 4}, {4, 6, 1}}
			for range 20 {
				shapes = append(shapes, [3]int{least + s.IntN(12), 1 + s.IntN(20), 1 + s.IntN(20)})
			}
			for _, shape := range shapes {
				layer := newLayer(shape[1], shape[2])
				t.Run(fmt.Sprintf("B=%d,I=%d,O=%d", shape[0], layer.Inputs(), layer.Outputs()), func(t *testing.T) {
					compareWithSlow(t, s, layer, shape[0])
				})
			}
		})
	}
}

func compareWithSlow(t *testing.T, s *rng.Stream, layer nn.Layer, rows int) {
	// Room for more rows than there are, as before a ragged last batch.
	layer.Reserve(rows + 2)
	x, dy := drawn(s, rows, layer.Inputs()), drawn(s, rows, layer.Outputs())
	mask := drawMask(s, len(x.Data))
	twin := slowTwin(layer, epsilon, mask)
	if d, ok := layer.(*nn.Dropout); ok {
		d.UseMask(mask)
	}
	var parameters [][]float64
	for _, p := range layer.Parameters() {
		fill(s, p.Value)
		parameters = append(parameters, inOrder(p, p.Value))
	}
	weights := double(dy.Data)
	sum := func(x []float64, parameters [][]float64) (sum float64) {
		for i, y := range twin(rows, x, parameters) {
			sum += weights[i] * y
		}
		return sum
	}

	y, dx := blank(rows, layer.Outputs()), blank(rows, layer.Inputs())
	pass := nn.NewPass(nn.Training, rows)
	layer.Forward(x, y, pass)
	requireClose(t, twin(rows, double(x.Data), parameters), double(y.Data), "y")

	layer.Backward(x, y, clone(dy), dx, pass)
	requireClose(t, gradient(func(x []float64) float64 { return sum(x, parameters) }, double(x.Data)), double(dx.Data), "dx")
	var grads [][]float64
	for i, p := range layer.Parameters() {
		want := gradient(func(values []float64) float64 {
			changed := slices.Clone(parameters)
			changed[i] = values
			return sum(double(x.Data), changed)
		}, parameters[i])
		grads = append(grads, inOrder(p, p.Grad))
		requireClose(t, want, grads[i], "d"+p.Name)
	}

	// The first layer of a network is spared dx; nothing else changes.
	layer.Backward(x, y, clone(dy), blas32.General{}, pass)
	for i, p := range layer.Parameters() {
		require.Equal(t, grads[i], inOrder(p, p.Grad))
	}
}

// The loss against the formula with its targets written out, the gradient
// against the formula's finite differences.
func TestCrossEntropyAgreesWithFiniteDifferences(t *testing.T) {
	for _, smoothing := range []float64{0, 0.1, 1} {
		s := rng.New(1, "cross entropy")
		loss := nn.CrossEntropy{LabelSmoothing: smoothing}
		for _, shape := range [][2]int{{1, 1}, {1, 2}, {3, 1}, {1, 10}, {5, 2}, {7, 10}, {4, 11}, {2, 256}} {
			t.Run(fmt.Sprintf("smoothing=%v,B=%d,C=%d", smoothing, shape[0], shape[1]), func(t *testing.T) {
				logits, labels := drawn(s, shape[0], shape[1]), make([]byte, shape[0])
				for i := range labels {
					labels[i] = byte(s.IntN(shape[1]))
				}
				dlogits := blank(logits.Rows, logits.Cols)
				pass := nn.NewPass(nn.Training, logits.Rows)
				sum := loss.Loss(logits, labels, dlogits, pass)
				mean := func(z []float64) float64 { return slowLoss(z, labels, smoothing) }
				require.InDelta(t, mean(double(logits.Data)), sum/float64(len(labels)), tolerance)
				requireClose(t, gradient(mean, double(logits.Data)), double(dlogits.Data), "dlogits")

				require.Equal(t, sum, loss.Loss(logits, labels, blas32.General{}, pass), "without a gradient")
				loss.Loss(logits, labels, logits, pass)
				require.Equal(t, dlogits, logits, "in place of the logits")
			})
		}
	}
}
