package f32_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/f32"
	"atelier/core/rng"
)

// The standard library computes in float64; float32 has half its digits.
var functions = map[string]struct {
	function func(float32) float32
	want     func(float64) float64
	special  map[float32]float32
}{
	"Exp":     {f32.Exp, math.Exp, map[float32]float32{0: 1, -200: 0, 88.8: inf(1), inf(1): inf(1), inf(-1): 0}},
	"Log":     {f32.Log, math.Log, map[float32]float32{1: 0, 0: inf(-1), inf(1): inf(1)}},
	"Tanh":    {f32.Tanh, math.Tanh, map[float32]float32{0: 0, 50: 1, -50: -1, inf(1): 1, inf(-1): -1}},
	"Erf":     {f32.Erf, math.Erf, map[float32]float32{0: 0, 50: 1, -50: -1, inf(1): 1, inf(-1): -1}},
	"Sigmoid": {f32.Sigmoid, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, map[float32]float32{0: 0.5, 200: 1, -200: 0, inf(1): 1, inf(-1): 0}},
}

func inf(sign int) float32 { return float32(math.Inf(sign)) }

func TestFunctionsAreRightToTheLastDigit(t *testing.T) {
	for name, c := range functions {
		t.Run(name, func(t *testing.T) {
			s := rng.New(1, name)
			check := func(x float32) {
				want, got := c.want(float64(x)), c.function(x)
				if math.Abs(want) > math.MaxFloat32 || math.Abs(want) < 1e-37 {
					return // beyond the normal numbers of float32
				}
				unit := float64(math.Nextafter32(float32(math.Abs(want)), inf(1))) - math.Abs(float64(float32(want)))
				require.InDelta(t, want, float64(got), 0.51*unit, "of %v", x)
			}
			sign := float32(-1)
			if name == "Log" {
				sign = 1
			}
			for range 20000 {
				check(sign * float32(s.Uniform(0, 100)))
				check(float32(s.Uniform(0, 5)))
				check(sign * float32(math.Exp(s.Uniform(-40, 4))))
			}
		})
	}
}

func TestFunctionsOfExtremes(t *testing.T) {
	for name, c := range functions {
		t.Run(name, func(t *testing.T) {
			for x, want := range c.special {
				require.Equal(t, want, c.function(x), "of %v", x)
			}
			require.True(t, math.IsNaN(float64(c.function(float32(math.NaN())))))
		})
	}
	require.True(t, math.IsNaN(float64(f32.Log(-1))))
	require.True(t, math.IsNaN(float64(f32.Log(inf(-1)))))
}

// The same in every build and on every platform: the bits of values that
// training meets, added up.
func TestFunctionsHaveTheSameBitsEverywhere(t *testing.T) {
	want := map[string]uint64{
		"Exp":     0x31a53e94eab5fa12,
		"Log":     0x5190237acee09a54,
		"Tanh":    0x324ff4d9bbffffe5,
		"Erf":     0xf2c89434a5fcf9c0,
		"Sigmoid": 0xe9dddfd130404861,
	}
	for name, c := range functions {
		s := rng.New(1, name)
		var sum uint64
		for range 10000 {
			sum = 31*sum + uint64(math.Float32bits(c.function(float32(s.Uniform(0.001, 6)))))
		}
		require.Equal(t, want[name], sum, name)
	}
}
