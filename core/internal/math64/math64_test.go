package math64_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/internal/math64"
)

// The standard library is within a unit of the last place or so of the truth.
const close = 1e-15

func TestFunctionsAgreeWithTheStandardLibrary(t *testing.T) {
	for i := range 20001 {
		u := float64(i) / 20000 // 0 to 1
		x := 1400*u - 700
		require.InEpsilon(t, math.Exp(x), math64.Exp(x), close, "exp of %v", x)
		small := 2*u - 1
		require.InEpsilon(t, math.Exp(small), math64.Exp(small), close, "exp of %v", small)
		x = math.Exp(x)
		require.InDelta(t, math.Log(x), math64.Log(x), close*max(1, math.Abs(math.Log(x))), "log of %v", x)
		require.InDelta(t, math.Cos(math.Pi*u), math64.CosPi(u), close, "cos of π·%v", u)
	}
}

func TestKnownValues(t *testing.T) {
	require.Equal(t, 1.0, math64.Exp(0))
	require.Equal(t, 0.0, math64.Log(1))
	require.Equal(t, []float64{1, 0, -1}, []float64{math64.CosPi(0), math64.CosPi(0.5), math64.CosPi(1)})
	require.Equal(t, []float64{1, 3, 9, 59049}, []float64{math64.Power(3, 0), math64.Power(3, 1), math64.Power(3, 2), math64.Power(3, 10)})
}

// The same in every build and on every platform.
func TestTheBitsAreTheSameEverywhere(t *testing.T) {
	var sum uint64
	for i := range 10000 {
		u := float64(i) / 10000
		for _, v := range []float64{math64.Exp(20*u - 10), math64.Log(10*u + 0.1), math64.CosPi(u), math64.Power(1+u, 12)} {
			sum = 31*sum + math.Float64bits(v)
		}
	}
	require.Equal(t, "130baa8d117d54b1", fmt.Sprintf("%016x", sum))
}

func ExampleCosPi() {
	fmt.Printf("%.4f\n", math64.CosPi(1.0/3))
	// Output: 0.5000
}
