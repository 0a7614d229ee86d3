package nn_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"

	"atelier/core/nn"
)

// initialised returns a network of one dense layer.
func initialised(t *testing.T, inputs, outputs int, initialiser string, seed uint64) *nn.Dense {
	t.Helper()
	init, ok := nn.InitialiserByName(initialiser)
	require.True(t, ok, initialiser)
	dense := nn.NewDense(inputs, outputs)
	nn.New(1, dense).Initialise(init, seed)
	return dense
}

// distribution is what values are drawn from: uniform between ±bound, or
// normal if there is no bound.
type distribution struct {
	bound, deviation, kurtosis, within float64
}

// Of a uniform distribution, 1/√3 lies within one deviation; of a normal one,
// erf(1/√2).
func uniform(bound float64) distribution {
	return distribution{bound, bound / math.Sqrt(3), -1.2, 1 / math.Sqrt(3)}
}

func normal(deviation float64) distribution {
	return distribution{0, deviation, 0, math.Erf(1 / math.Sqrt2)}
}

// requireDrawnFrom requires the moments of the distribution, each within five
// of its standard errors.
func requireDrawnFrom(t *testing.T, want distribution, x []float64) {
	t.Helper()
	n := float64(len(x))
	mean, deviation := stat.MeanStdDev(x, nil)
	require.InDelta(t, 0, mean, 5*want.deviation/math.Sqrt(n), "mean")
	require.InDelta(t, want.deviation, deviation, 5*want.deviation*math.Sqrt((want.kurtosis+2)/(4*n)), "deviation")
	require.InDelta(t, want.kurtosis, stat.ExKurtosis(x, nil), 5*math.Sqrt(24/n), "kurtosis")
	within := 0.0
	for _, v := range x {
		if math.Abs(v) < want.deviation {
			within++
		}
	}
	require.InDelta(t, want.within, within/n, 5*math.Sqrt(want.within*(1-want.within)/n), "share within a deviation")
	if want.bound > 0 {
		const rounding, gap = 1e-7, 20 // of n values, none within gap/n of the bound: e⁻¹⁰
		require.InDelta(t, want.bound, floats.Max(x), want.bound*gap/n, "bound")
		require.InDelta(t, -want.bound, floats.Min(x), want.bound*gap/n, "bound")
		require.LessOrEqual(t, floats.Norm(x, math.Inf(1)), want.bound*(1+rounding), "bound")
	}
}

// The formulas of the papers, and PyTorch's for nn.Linear.
func TestWeightsAreDrawnFromTheirDistributions(t *testing.T) {
	formulas := map[string]func(i, o float64) distribution{
		"default":         func(i, o float64) distribution { return uniform(1 / math.Sqrt(i)) },
		"xavier_normal":   func(i, o float64) distribution { return normal(math.Sqrt(2 / (i + o))) },
		"xavier_uniform":  func(i, o float64) distribution { return uniform(math.Sqrt(6 / (i + o))) },
		"kaiming_normal":  func(i, o float64) distribution { return normal(math.Sqrt(2 / i)) },
		"kaiming_uniform": func(i, o float64) distribution { return uniform(math.Sqrt(6 / i)) },
	}
	require.Len(t, nn.Initialisers(), len(formulas))
	for _, name := range nn.InitialiserNames() {
		for _, shape := range [][2]int{{784, 128}, {128, 784}, {64, 64}} {
			t.Run(fmt.Sprint(name, shape), func(t *testing.T) {
				for seed := range uint64(3) {
					dense := initialised(t, shape[0], shape[1], name, seed)
					requireDrawnFrom(t, formulas[name](float64(shape[0]), float64(shape[1])), double(dense.Weight.Value))
				}
			})
		}
	}
	_, ok := nn.InitialiserByName("orthogonal")
	require.False(t, ok)
}

// PyTorch's nn.init functions touch the weights alone.
func TestBiasesAreDrawnAsPyTorchDoesWhateverTheWeights(t *testing.T) {
	const inputs, outputs = 32, 20_000
	first := initialised(t, inputs, outputs, "default", 1).Bias.Value
	requireDrawnFrom(t, uniform(1/math.Sqrt(inputs)), double(first))
	for _, name := range nn.InitialiserNames() {
		require.Equal(t, first, initialised(t, inputs, outputs, name, 1).Bias.Value, name)
	}
}

// What PyTorch itself drew, as its README.md explains.
func TestWeightsHaveTheStatisticsOfPyTorchs(t *testing.T) {
	folder, set := os.LookupEnv("PYTORCH_REFERENCE")
	if !set {
		folder = "../../../shared/pytorch-reference"
	}
	text, err := os.ReadFile(filepath.Join(folder, "init-statistics.json"))
	if err != nil && !set {
		t.Skipf("no init-statistics.json in %s; PYTORCH_REFERENCE names another folder", folder)
	}
	require.NoError(t, err)
	var recorded struct {
		Shape   [2]int                    `json:"weight_shape"`
		Schemes map[string]recordedScheme `json:"schemes"`
	}
	require.NoError(t, json.Unmarshal(text, &recorded))
	for theirs, ours := range map[string]string{
		"linear_default": "default", "xavier_normal": "xavier_normal", "xavier_uniform": "xavier_uniform",
		"kaiming_normal_relu": "kaiming_normal", "kaiming_uniform_relu": "kaiming_uniform",
	} {
		t.Run(theirs, func(t *testing.T) {
			scheme, ok := recorded.Schemes[theirs]
			require.True(t, ok)
			dense := initialised(t, recorded.Shape[1], recorded.Shape[0], ours, 1)
			scheme.require(t, double(dense.Weight.Value))
		})
	}
	bias, ok := recorded.Schemes["linear_default_bias"]
	require.True(t, ok)
	dense := initialised(t, recorded.Shape[1], recorded.Shape[0], "kaiming_normal", 1)
	require.LessOrEqual(t, floats.Norm(double(dense.Bias.Value), math.Inf(1)), bias.Bound*(1+1e-7))
}

type recordedScheme struct {
	Distribution string  `json:"distribution"`
	Bound        float64 `json:"bound"`
	Deviation    float64 `json:"theoretical_std"`
	Kurtosis     float64 `json:"theoretical_excess_kurtosis"`
	Within       float64 `json:"theoretical_fraction_within_1_std"`
	OneDraw      struct {
		Mean float64 `json:"mean"`
		Std  float64 `json:"std"`
	} `json:"one_draw_standard_error"`
	Measured struct {
		Mean   float64 `json:"mean_of_mean"`
		Std    float64 `json:"mean_of_std"`
		Within float64 `json:"fraction_within_1_std"`
	} `json:"measured"`
}

// require compares one draw with the mean over many, and with what they say
// they are drawn from.
func (s recordedScheme) require(t *testing.T, x []float64) {
	require.Equal(t, s.Distribution == "uniform", s.Bound > 0)
	requireDrawnFrom(t, distribution{s.Bound, s.Deviation, s.Kurtosis, s.Within}, x)
	mean, deviation := stat.MeanStdDev(x, nil)
	require.InDelta(t, s.Measured.Mean, mean, 5*s.OneDraw.Mean)
	require.InDelta(t, s.Measured.Std, deviation, 5*s.OneDraw.Std)
}
