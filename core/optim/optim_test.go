package optim_test

import (
	"fmt"
	"hash"
	"hash/fnv"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
	"atelier/core/optim"
)

// requireNear requires got to be want but for what float32 loses in twenty
// steps. It stands in for require.InDelta, which takes seconds for so many.
func requireNear(t *testing.T, want float64, got float32, format string, args ...any) {
	t.Helper()
	if difference := math.Abs(want - float64(got)); !(difference <= 2e-6*max(1, math.Abs(want))) {
		require.Failf(t, "not what the formula gives", "want %v, got %v: "+format, append([]any{want, got}, args...)...)
	}
}

// Twenty steps on random gradients, against the formulas in float64.
func TestOptimizersFollowTheirFormulas(t *testing.T) {
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			random := newRandom()
			parameters := newParameters(random)
			optimizer := optim.New(v.config, parameters)
			formula, all := twins[v.config.Method], allSettings(v.config)
			want := map[string][]float64{}
			states := map[string][]map[string]float64{}
			for _, p := range parameters {
				for _, w := range p.Value {
					want[p.Name] = append(want[p.Name], float64(w))
					states[p.Name] = append(states[p.Name], map[string]float64{})
				}
			}
			for step := 1; step <= 20; step++ {
				drawGradients(parameters, random)
				lr := rate(v.config, step)
				for _, p := range parameters {
					for j := range p.Value {
						want[p.Name][j] = formula(all, states[p.Name][j], want[p.Name][j], float64(p.Grad[j]), lr, step)
					}
				}
				optimizer.Step(lr)
				for _, p := range parameters {
					for j, w := range want[p.Name] {
						requireNear(t, w, p.Value[j], "parameter %s, element %d after step %d", p.Name, j, step)
					}
				}
			}
			for _, a := range optimizer.Arrays() {
				for j, value := range a.Values {
					w := states[a.Parameter.Name][j][a.Name]
					requireNear(t, w, value, "%s of parameter %s, element %d", a.Name, a.Parameter.Name, j)
				}
			}
		})
	}
}

// The first step from w = 1 with g = 0.5 and lr = 0.1, worked by hand.
func TestTheFirstStepIsAsWorkedByHand(t *testing.T) {
	for _, c := range []struct {
		method   string
		settings settings
		want     float64
	}{
		{"sgd", nil, 1 - 0.1*0.5},
		{"sgd", settings{"weight_decay": 0.2}, 1 - 0.1*(0.5+0.2)},
		{"sgd", settings{"momentum": 0.9, "dampening": 0.5}, 1 - 0.1*0.5},
		{"sgd", settings{"momentum": 0.9, "nesterov": 1}, 1 - 0.1*(0.5+0.9*0.5)},
		// The root of the sum, 0.5, is the gradient's size.
		{"adagrad", nil, 1 - 0.1},
		// s = 0.75 + 0.25
		{"adagrad", settings{"initial_accumulator_value": 0.75}, 1 - 0.1*0.5},
		// v = g²/100: ten times the sign of g.
		{"rmsprop", nil, 1 - 0.1*10},
		// v - m² = g²/100 - g²/10000 = 0.0099·g²
		{"rmsprop", settings{"centered": 1}, 1 - 0.1/math.Sqrt(0.0099)},
		// √1e-6/√(0.025 + 1e-6)·0.5
		{"adadelta", nil, 1 - 0.1*0.001/0.158117046*0.5},
		// m and v corrected are g and g²: the sign of g.
		{"adam", nil, 1 - 0.1},
		{"adam", settings{"eps": 0.5}, 1 - 0.1*0.5},
		{"adamw", nil, 1*(1-0.1*0.01) - 0.1},
		// μ₁ = 0.9(1 - 0.96^0.004/2) = 0.4500735, μ₂ = 0.4501469, m = g/10:
		// lr·(1 + μ₂/(1-μ₁μ₂)/10)
		{"nadam", nil, 1 - 0.1*(1+0.4501469/(1-0.4500735*0.4501469)/10)},
	} {
		p := &nn.Parameter{Value: []float32{1}, Grad: []float32{0.5}}
		optim.New(optim.Config{c.method, 0.1, c.settings}, []*nn.Parameter{p}).Step(0.1)
		require.InDelta(t, c.want, p.Value[0], 3e-7, "%s %v", c.method, c.settings)
	}
}

func TestARestoredOptimizerGoesOnWithTheSameBits(t *testing.T) {
	for _, v := range variants {
		random := newRandom()
		parameters := newParameters(random)
		first := optim.New(v.config, parameters)
		for step := range 7 {
			drawGradients(parameters, random)
			first.Step(rate(v.config, step))
		}

		copies := clone(parameters)
		second := optim.New(v.config, copies)
		require.Len(t, second.Arrays(), len(first.Arrays()), v.name)
		for i, a := range first.Arrays() {
			b := second.Arrays()[i]
			require.Equal(t, []string{a.Name, a.Parameter.Name}, []string{b.Name, b.Parameter.Name}, v.name)
			copy(b.Values, a.Values)
		}
		for i, n := range first.Numbers() {
			require.Equal(t, n.Name, second.Numbers()[i].Name, v.name)
			*second.Numbers()[i].Value = *n.Value
		}

		for step := range 5 {
			drawGradients(parameters, random)
			for i := range copies {
				copy(copies[i].Grad, parameters[i].Grad)
			}
			first.Step(rate(v.config, step))
			second.Step(rate(v.config, step))
			for i := range copies {
				require.Equal(t, parameters[i].Value, copies[i].Value, v.name)
			}
		}
	}
}

func TestAStepAllocatesNothing(t *testing.T) {
	for _, v := range variants {
		parameters := newParameters(newRandom())
		optimizer := optim.New(v.config, parameters)
		require.Zero(t, testing.AllocsPerRun(10, func() { optimizer.Step(0.01) }), v.name)
	}
}

func TestAStepLeavesTheGradientsAsTheyAre(t *testing.T) {
	for _, v := range variants {
		random := newRandom()
		parameters := newParameters(random)
		optimizer := optim.New(v.config, parameters)
		for range 2 {
			drawGradients(parameters, random)
			before := clone(parameters)
			optimizer.Step(0.01)
			for i, p := range parameters {
				require.Equal(t, before[i].Grad, p.Grad, v.name)
			}
		}
	}
}

func TestAParameterWithoutGradientStaysAsItIs(t *testing.T) {
	for _, m := range optim.Methods() {
		p := &nn.Parameter{Value: []float32{0.25}, Grad: []float32{0}}
		optimizer := optim.New(optim.Config{m.Name, 0.1, settings{"weight_decay": 0}}, []*nn.Parameter{p})
		for range 10 {
			optimizer.Step(0.1)
		}
		require.Equal(t, []float32{0.25}, p.Value, m.Name)
	}
}

// Far beyond any run, where powers under- and overflow.
func TestNAdamsMomentumHoldsForMillionsOfSteps(t *testing.T) {
	p := &nn.Parameter{Value: []float32{0}, Grad: []float32{1}}
	optimizer := optim.New(optim.Config{"nadam", 0.001, settings{"momentum_decay": 1}}, []*nn.Parameter{p})
	*optimizer.Numbers()[0].Value = 1e7
	*optimizer.Numbers()[1].Value = 0
	for _, a := range optimizer.Arrays() {
		a.Values[0] = 1
	}
	optimizer.Step(0.001)
	// μ = β₁ = 0.9 and P = 0: lr·(0.1·g + 0.9·m)/√v
	require.InDelta(t, -0.001, p.Value[0], 1e-8)
}

// bits are sums over the parameters that the variants of each method come to in
// twenty steps: recorded once, the same in every build and on every platform.
var bits = map[string]string{
	"sgd":      "7200af67fcbb2a0f",
	"adagrad":  "c1a3fdb8307050d8",
	"rmsprop":  "eded97e5fb1a6911",
	"adadelta": "3d317675eded5a96",
	"adam":     "0a9dc5ecfa9e7614",
	"adamw":    "ae7806f3545b50f3",
	"nadam":    "cf6e2c0114435df4",
}

func TestTheBitsAreTheSameEverywhere(t *testing.T) {
	sums := map[string]hash.Hash64{}
	for _, v := range variants {
		random := newRandom()
		parameters := newParameters(random)
		optimizer := optim.New(v.config, parameters)
		for step := range 20 {
			drawGradients(parameters, random)
			optimizer.Step(rate(v.config, step))
		}
		if sums[v.config.Method] == nil {
			sums[v.config.Method] = fnv.New64a()
		}
		for _, p := range parameters {
			for _, w := range p.Value {
				fmt.Fprintf(sums[v.config.Method], "%08x", math.Float32bits(w))
			}
		}
	}
	got := map[string]string{}
	for method, sum := range sums {
		got[method] = fmt.Sprintf("%016x", sum.Sum64())
	}
	require.Equal(t, bits, got)
}

func TestNewPanicsWhenTheConfigurationIsNotValid(t *testing.T) {
	require.PanicsWithValue(t, "optim: momentum must be at least 0 and below 1", func() {
		optim.New(optim.Config{"sgd", 0.1, settings{"momentum": 1}}, nil)
	})
}
