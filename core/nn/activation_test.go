package nn_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
)

// tanh ln 2 = (2 - ½)/(2 + ½) = 0.6 and sigmoid ln 3 = 3/(3 + 1) = 0.75 by
// hand; e² = 7.389056 gives tanh 1 = (e² - 1)/(e² + 1). Φ(1) = 0.8413447,
// Φ(2) = 0.9772499 and the density φ(1) = 0.2419707 are those of the table of
// the normal distribution. At exactly 0, PyTorch takes the slope from the
// left.
var knownValues = map[string][]struct{ x, y, slope float64 }{
	"relu":       {{-2, 0, 0}, {-1e-30, 0, 0}, {0, 0, 0}, {1e-30, 1e-30, 1}, {3, 3, 1}, {1e30, 1e30, 1}},
	"leaky_relu": {{-2, -0.02, 0.01}, {0, 0, 0.01}, {1e-30, 1e-30, 1}, {3, 3, 1}},
	"tanh":       {{0, 0, 1}, {math.Ln2, 0.6, 0.64}, {-math.Ln2, -0.6, 0.64}, {1, 0.7615942, 0.4199743}, {40, 1, 0}, {-40, -1, 0}},
	"sigmoid":    {{0, 0.5, 0.25}, {math.Log(3), 0.75, 0.1875}, {-math.Log(3), 0.25, 0.1875}, {120, 1, 0}, {-120, 0, 0}},
	"gelu":       {{0, 0, 0.5}, {1, 0.8413447, 1.0833155}, {-1, -0.1586553, -0.0833155}, {2, 1.9544997, 1.0852318}, {50, 50, 1}, {-50, 0, 0}},
}

func TestActivationsHaveTheirKnownValuesAndSlopes(t *testing.T) {
	require.Len(t, knownValues, len(nn.Activations()))
	for _, a := range nn.Activations() {
		t.Run(a.Name, func(t *testing.T) {
			for _, want := range knownValues[a.Name] {
				layer := a.New(1)
				x, y, dx := matrix([]float32{float32(want.x)}), blank(1, 1), blank(1, 1)
				pass := nn.NewPass(nn.Training, x.Rows)
				layer.Forward(x, y, pass)
				layer.Backward(x, y, matrix([]float32{2}), dx, pass)
				require.InDelta(t, want.y, y.Data[0], 1e-7*math.Max(1, math.Abs(want.y)), "y of %v", want.x)
				require.InDelta(t, 2*want.slope, dx.Data[0], 3e-7, "dx of %v", want.x)
			}
		})
	}
}

// So that a run that has gone astray shows it.
func TestActivationsKeepNaN(t *testing.T) {
	for _, a := range nn.Activations() {
		x, y := blank(2, 9), matrix(make([]float32, 9), make([]float32, 9))
		a.New(9).Forward(x, y, nn.NewPass(nn.Evaluation, x.Rows))
		for _, v := range y.Data {
			require.True(t, math.IsNaN(float64(v)), a.Name)
		}
	}
}

func TestActivationsAreFoundByTheirNames(t *testing.T) {
	for i, name := range nn.ActivationNames() {
		a, ok := nn.ActivationByName(name)
		require.True(t, ok)
		require.Equal(t, nn.Activations()[i].Label, a.Label)
		require.Equal(t, [2]int{3, 3}, [2]int{a.New(3).Inputs(), a.New(3).Outputs()})
	}
	_, ok := nn.ActivationByName("softsign")
	require.False(t, ok)
}
