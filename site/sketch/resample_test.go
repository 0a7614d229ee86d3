package sketch

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func noise(width, height int) grey {
	g := grey{width, height, make([]float64, width*height)}
	r := rand.New(rand.NewPCG(1, uint64(width*height)))
	for i := range g.values {
		g.values[i] = 255 * r.Float64()
	}
	return g
}

// slowly resamples by cutting every old pixel into width × height equal ones:
// of these, each new pixel covers a whole number.
func slowly(g grey, width, height int) grey {
	result := grey{width, height, make([]float64, width*height)}
	for y := range g.height * height {
		for x := range g.width * width {
			v := g.values[y/height*g.width+x/width]
			result.values[y/g.height*width+x/g.width] += v / float64(g.width*g.height)
		}
	}
	return result
}

func TestResamplingIsTheMeanOfWhatIsCovered(t *testing.T) {
	for _, c := range [][4]int{
		{28, 28, 28, 28}, {56, 28, 28, 14}, {57, 61, 26, 28}, {140, 97, 28, 19},
		{5, 9, 16, 28}, {1, 40, 1, 28}, {40, 1, 28, 1}, {29, 27, 28, 26}, {1, 1, 28, 28},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			g := noise(c[0], c[1])
			want, got := slowly(g, c[2], c[3]), resample(g, c[2], c[3])
			require.Equal(t, [2]int{want.width, want.height}, [2]int{got.width, got.height})
			require.InDeltaSlice(t, want.values, got.values, 1e-9)
		})
	}
}
