package nn_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/nn"
)

// These values must never change: links and stored runs promise the same bits.
// They were worked out apart from this code, from the definition: SHA-256 over
// the seed and "0.weight", PCG-DXSM in whole numbers, and the distribution, in
// PyTorch's order of a weight [128, 784].
func TestAFixedSeedsFirstWeightsNeverChange(t *testing.T) {
	for name, want := range map[string][]float32{
		"default":         {0.03389710932970047, -0.0022449702955782413, 0.019795726984739304, -0.0073471227660775185},
		"xavier_normal":   {0.02090374194085598, 0.0636553019285202, -0.02196790650486946, 0.003110321471467614},
		"xavier_uniform":  {0.07698372006416321, -0.005098551511764526, 0.044958073645830154, -0.016686050221323967},
		"kaiming_normal":  {0.02254568412899971, 0.06865528970956802, -0.02369343675673008, 0.003354630433022976},
		"kaiming_uniform": {0.08303062617778778, -0.0054990313947200775, 0.04848943278193474, -0.01799670234322548},
	} {
		dense := initialised(t, 784, 128, name, 1)
		weights := make([]float32, len(dense.Weight.Value))
		dense.Weight.PyTorch(weights, dense.Weight.Value)
		require.Equal(t, want, weights[:4], name)
		require.Equal(t, []float32{0.007644596708205283, -0.029354288693182982, -0.018300241255637156, -0.03402494369411558}, dense.Bias.Value[:4], name)
	}
}

// As above: a number from the stream "dropout.1" and the index of the slice
// seed the slice's generator, of whose numbers the low half decides first, then
// the high one. The one row of this batch is its last slice, 7.
func TestAFixedSeedsFirstMaskNeverChanges(t *testing.T) {
	dropout := nn.NewDropout(16, 0.5)
	network := nn.New(1, nn.NewDense(16, 16), dropout)
	network.Initialise(nn.Initialisers()[0], 1)
	require.Equal(t, []float32{2, 0, 0, 2, 0, 0, 2, 2, 0, 0, 0, 0, 2, 2, 0, 2}, ones(dropout))
}

// values returns copies of all parameters by their names.
func values(layers ...nn.Layer) map[string][]float32 {
	network := nn.New(1, layers...)
	network.Initialise(nn.Initialisers()[0], 7)
	all := map[string][]float32{}
	for _, p := range network.Parameters() {
		all[p.Name] = slices.Clone(p.Value)
	}
	return all
}

func TestEveryParameterHasAStreamOfItsOwn(t *testing.T) {
	all := values(nn.NewDense(20, 20), nn.NewDense(20, 20), nn.NewDense(20, 20))
	require.Len(t, all, 6)
	seen := map[float32]bool{}
	drawn := 0
	for _, v := range all {
		for _, v := range v {
			seen[v] = true
			drawn++
		}
	}
	require.Greater(t, len(seen), drawn-5, "only chance lets two of 1260 values be the same")
}

// Recipes that differ in one thing start alike in all else.
func TestWhatOneLayerDrawsDoesNotDependOnTheOthers(t *testing.T) {
	plain := values(nn.NewDense(20, 30), nn.ReLU{Features: 30}, nn.NewDense(30, 5))
	other := values(nn.NewDense(20, 30), nn.NewDropout(30, 0.5), nn.NewDense(30, 5))
	require.Equal(t, plain, other)
	wider := values(nn.NewDense(21, 30), nn.ReLU{Features: 30}, nn.NewDense(30, 5))
	require.Equal(t, plain["2.weight"], wider["2.weight"])
}

func TestBatchNormIsNotDrawn(t *testing.T) {
	all := values(nn.NewDense(2, 2), nn.NewBatchNorm(2, 0.1, 1e-5))
	require.Equal(t, []float32{1, 1}, all["1.weight"])
	require.Equal(t, []float32{0, 0}, all["1.bias"])
}

func TestSeedsAndLayersOfDropoutDiffer(t *testing.T) {
	masks := map[string]bool{}
	for seed := range uint64(2) {
		a, b := nn.NewDropout(64, 0.5), nn.NewDropout(64, 0.5)
		network := nn.New(1, a, b)
		network.Initialise(nn.Initialisers()[0], seed)
		require.Len(t, network.Streams(), 2)
		for _, l := range []*nn.Dropout{a, b} {
			text := ""
			for _, v := range ones(l) {
				text += map[float32]string{0: "0", 2: "1"}[v]
			}
			masks[text] = true
		}
	}
	require.Len(t, masks, 4)
}
