package nn_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/rng"
)

// stack is a network with its slow twin.
type stack struct {
	network *nn.Network
	twins   []slow
	counts  []int // parameters of each layer
}

// drawStack draws a network for batches of so many rows, often with room for
// more, as before a ragged last batch: up to three hidden layers, each a dense
// layer with, by chance, batch normalisation before or after an activation,
// and dropout. The ε of the normalisation is large, as a unit whose values
// hardly vary would else magnify the rounding of float32 by 1/√ε.
func drawStack(s *rng.Stream, rows, inputs, classes int) stack {
	const epsilon = 0.1
	var k stack
	var layers []nn.Layer
	add := func(l nn.Layer) {
		var mask []float32
		if d, ok := l.(*nn.Dropout); ok {
			mask = drawMask(s, rows*l.Inputs())
			d.UseMask(mask)
		}
		layers = append(layers, l)
		k.twins = append(k.twins, slowTwin(l, epsilon, mask))
		k.counts = append(k.counts, len(l.Parameters()))
	}
	chance := func() bool { return s.IntN(2) == 0 }
	for range s.IntN(4) {
		width := 1 + s.IntN(7)
		add(nn.NewDense(inputs, width))
		norm, after := rows > 1 && chance(), chance()
		if norm && !after {
			add(nn.NewBatchNorm(width, 0.1, epsilon))
		}
		add(nn.Activations()[s.IntN(len(nn.Activations()))].New(width))
		if norm && after {
			add(nn.NewBatchNorm(width, 0.1, epsilon))
		}
		if chance() {
			add(nn.NewDropout(width, dropped))
		}
		inputs = width
	}
	add(nn.NewDense(inputs, classes))
	k.network = nn.New(rows+s.IntN(3), layers...)
	for _, p := range k.network.Parameters() {
		fill(s, p.Value)
	}
	return k
}

// logits is the slow forward pass.
func (k stack) logits(rows int, x []float64, parameters [][]float64) []float64 {
	for i, twin := range k.twins {
		x = twin(rows, x, parameters[:k.counts[i]])
		parameters = parameters[k.counts[i]:]
	}
	return x
}

// Loss and the gradients of all parameters, of networks of all sorts.
func TestNetworksAgreeWithFiniteDifferences(t *testing.T) {
	s := rng.New(1, "networks")
	for range 150 {
		rows, inputs, classes := 1+s.IntN(9), 1+s.IntN(8), 1+s.IntN(11)
		k := drawStack(s, rows, inputs, classes)
		x, labels := drawn(s, rows, inputs), make([]byte, rows)
		for i := range labels {
			labels[i] = byte(s.IntN(classes))
		}
		smoothing := 0.2 * float64(s.IntN(2))
		var parameters [][]float64
		for _, p := range k.network.Parameters() {
			parameters = append(parameters, inOrder(p, p.Value))
		}
		mean := func(parameters [][]float64) float64 {
			return slowLoss(k.logits(rows, double(x.Data), parameters), labels, smoothing)
		}

		logits := k.network.Forward(x, nn.Training)
		loss := nn.CrossEntropy{LabelSmoothing: smoothing}.Loss(logits, labels, k.network.LogitsGradient(), k.network.Pass())
		k.network.Backward()
		requireClose(t, k.logits(rows, double(x.Data), parameters), double(logits.Data), "logits")
		require.InDelta(t, mean(parameters), loss/float64(rows), tolerance)
		for i, p := range k.network.Parameters() {
			want := gradient(func(values []float64) float64 {
				changed := slices.Clone(parameters)
				changed[i] = values
				return mean(changed)
			}, parameters[i])
			requireClose(t, want, inOrder(p, p.Grad), "d"+p.Name)
		}
	}
}
