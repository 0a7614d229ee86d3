package nn_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/nn"
	"atelier/core/rng"
)

// mixed is a network with a layer of every kind.
func mixed(rows int) *nn.Network {
	layers := []nn.Layer{nn.NewDense(6, 5), nn.NewBatchNorm(5, 0.1, 1e-5), nn.NewDropout(5, 0.5)}
	for _, a := range nn.Activations() {
		layers = append(layers, a.New(5), nn.NewDense(5, 5))
	}
	network := nn.New(rows, append(layers, nn.NewDense(5, 3))...)
	network.Initialise(nn.Initialisers()[0], 1)
	return network
}

// As PyTorch's state_dict of nn.Sequential(Linear(3, 2), BatchNorm1d(2),
// ReLU(), Linear(2, 4)) has them.
func TestNamesAndShapesAreThoseOfPyTorchsSequential(t *testing.T) {
	network := nn.New(1, nn.NewDense(3, 2), nn.NewBatchNorm(2, 0.1, 1e-5), nn.ReLU{Features: 2}, nn.NewDense(2, 4))
	shapes := map[string][]int{}
	var names []string
	for _, p := range network.Parameters() {
		names = append(names, p.Name)
		shapes[p.Name] = p.Shape
	}
	require.Equal(t, []string{"0.weight", "0.bias", "1.weight", "1.bias", "3.weight", "3.bias"}, names)
	require.Equal(t, map[string][]int{
		"0.weight": {2, 3}, "0.bias": {2}, "1.weight": {2}, "1.bias": {2}, "3.weight": {4, 2}, "3.bias": {4},
	}, shapes)
	names = nil
	for _, b := range network.Buffers() {
		names = append(names, b.Name)
	}
	require.Equal(t, []string{"1.running_mean", "1.running_var", "1.num_batches_tracked"}, names)
}

// The bytes put together by hand: 0.weight [2, 3] row by row, 0.bias, and the
// weight and bias of the batch normalisation, in little endian.
func TestSHA256IsOverTheParametersInPyTorchsLayout(t *testing.T) {
	dense, norm := nn.NewDense(3, 2), nn.NewBatchNorm(2, 0.1, 1e-5)
	network := nn.New(1, dense, norm)
	// Input i and output o meet in 10·i + o, which lies at [i, o].
	copy(dense.Weight.Value, []float32{0, 1, 10, 11, 20, 21})
	copy(dense.Bias.Value, []float32{-1, 0.5})
	norm.RunningMean[0] = 9 // a buffer, which is left out
	var text bytes.Buffer
	require.NoError(t, binary.Write(&text, binary.LittleEndian, []float32{0, 10, 20, 1, 11, 21, -1, 0.5, 1, 1, 0, 0}))
	sum := sha256.Sum256(text.Bytes())
	require.Equal(t, hex.EncodeToString(sum[:]), network.SHA256())

	dense.Bias.Value[1] = -0.5
	require.NotEqual(t, hex.EncodeToString(sum[:]), network.SHA256())
}

func TestPyTorchsLayoutAndBackIsTheSame(t *testing.T) {
	p := nn.NewDense(3, 2).Weight
	ours, theirs, back := []float32{1, 2, 3, 4, 5, 6}, make([]float32, 6), make([]float32, 6)
	p.PyTorch(theirs, ours)
	require.Equal(t, []float32{1, 3, 5, 2, 4, 6}, theirs)
	p.FromPyTorch(back, theirs)
	require.Equal(t, ours, back)
	require.Panics(t, func() { p.PyTorch(theirs[:5], ours) })
	require.Panics(t, func() { p.FromPyTorch(theirs, ours[:5]) })
}

func TestAStepAllocatesNothing(t *testing.T) {
	network := mixed(8)
	s := rng.New(1, "allocations")
	x, labels := drawn(s, 8, 6), make([]byte, 8)
	loss := nn.CrossEntropy{LabelSmoothing: 0.1}
	require.Zero(t, testing.AllocsPerRun(20, func() {
		loss.Loss(network.Forward(x, nn.Training), labels, network.LogitsGradient(), network.Pass())
		network.Backward()
	}), "training")
	predictions := make([]byte, 8)
	require.Zero(t, testing.AllocsPerRun(20, func() {
		logits := network.Forward(x, nn.Evaluation)
		loss.Loss(logits, labels, blas32.General{}, network.Pass())
		nn.Predict(predictions, logits)
	}), "evaluation")
}

// Nothing of a longer batch is left in a shorter one: in evaluation every row
// stands for itself.
func TestRowsInEvaluationDoNotDependOnEachOther(t *testing.T) {
	network := mixed(9)
	x := drawn(rng.New(1, "rows"), 9, 6)
	whole := clone(network.Forward(x, nn.Evaluation))
	for r := range 9 {
		one := network.Forward(blas32.General{Rows: 1, Cols: 6, Stride: 6, Data: x.Data[6*r:][:6]}, nn.Evaluation)
		require.Equal(t, whole.Data[3*r:][:3], one.Data, "row %d", r)
	}
	require.Empty(t, network.Forward(blas32.General{Cols: 6, Stride: 6}, nn.Evaluation).Data, "no rows")
}

// By hand: 1·2 - 3 = -1, of which ReLU leaves 0, times 5, plus 7.
func TestOutputsOfAllLayersStandUntilTheNextForward(t *testing.T) {
	first, last := nn.NewDense(1, 1), nn.NewDense(1, 1)
	network := nn.New(2, first, nn.ReLU{Features: 1}, last)
	first.Weight.Value[0], first.Bias.Value[0] = 2, -3
	last.Weight.Value[0], last.Bias.Value[0] = 5, 7
	network.Forward(matrix([]float32{1}), nn.Evaluation)
	for i, want := range []float32{-1, 0, 7} {
		require.Equal(t, []float32{want}, network.Output(i).Data)
	}
}

func TestShapesThatDoNotFitPanic(t *testing.T) {
	require.PanicsWithValue(t, "nn: layer 1 takes 3 features, layer 0 gives 4", func() {
		nn.New(1, nn.NewDense(2, 4), nn.ReLU{Features: 3})
	})
	network := nn.New(2, nn.NewDense(2, 4))
	for _, shape := range [][2]int{{3, 2}, {1, 1}, {1, 3}} {
		message := fmt.Sprintf("nn: input of %d×%d, want at most 2×2", shape[0], shape[1])
		require.PanicsWithValue(t, message, func() { network.Forward(blank(shape[0], shape[1]), nn.Evaluation) })
	}
}
