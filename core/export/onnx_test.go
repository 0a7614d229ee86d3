package export_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/train"
)

// recipes has every activation, scaling and place of batch normalisation.
func recipes() map[string]train.Recipe {
	list := map[string]train.Recipe{}
	for i, a := range nn.Activations() {
		r := small()
		r.Activation = a.Name
		r.InputScaling = dataset.Scalings()[i%len(dataset.Scalings())]
		r.BatchNorm.AfterActivation = i%2 == 1
		r.BatchNorm.Epsilon = 0.1
		list[a.Name] = r
	}
	linear := small()
	linear.Hidden = nil
	list["softmax regression"] = linear
	return list
}

// The evaluator that stands beside this test computes in float64 and knows
// nothing of the network but the file.
func TestAnONNXModelSaysOfRawPixelsWhatTheNetworkSays(t *testing.T) {
	const images = 1000
	for name, recipe := range recipes() {
		t.Run(name, func(t *testing.T) {
			network := train.NewNetwork(recipe, images)
			require.NoError(t, export.Load(network, export.StateDict(trained(t, recipe))))
			x := blas32.General{Rows: images, Cols: dataset.Pixels, Stride: dataset.Pixels, Data: make([]float32, images*dataset.Pixels)}
			indices := make([]int, images)
			for i := range indices {
				indices[i] = i
			}
			from := garments().Test
			dataset.Gather(x, make([]byte, images), from, indices, recipe.InputScaling)
			logits := network.Forward(x, nn.Evaluation)

			model := decodeModel(t, export.ONNX(recipe, network))
			worst := 0.0
			for i := range images {
				want := train.Probabilities(logits.Data[i*logits.Stride:][:logits.Cols])
				got := model.run(t, from.Image(i))
				require.Len(t, got, dataset.Classes)
				for c, p := range got {
					worst = max(worst, math.Abs(p-float64(want[c])))
				}
			}
			require.LessOrEqual(t, worst, 1e-5)
		})
	}
}

// Field numbers and values are those of onnx.proto.
func TestAnONNXModelSaysWhatItIs(t *testing.T) {
	network := trained(t, small())
	file := parseProtobuf(t, export.ONNX(small(), network))
	require.Equal(t, uint64(7), file.number(1), "ir_version: that of operator set 13")
	require.Equal(t, "Atelier", string(file.bytes(2)))
	require.Equal(t, "Small", string(file.bytes(6)))
	operators := parseProtobuf(t, file.bytes(8))
	require.Equal(t, uint64(13), operators.number(2))

	graph := parseProtobuf(t, file.bytes(7))
	require.Equal(t, array{"images", 2, []string{"N", "28", "28"}}, parseArray(t, graph.bytes(11)))
	require.Equal(t, array{"probabilities", 1, []string{"N", "10"}}, parseArray(t, graph.bytes(12)))

	texts := map[string]string{}
	for _, entry := range file[14] {
		e := parseProtobuf(t, entry.bytes)
		texts[string(e.bytes(1))] = string(e.bytes(2))
	}
	recipe, err := train.ParseRecipe([]byte(texts["recipe"]))
	require.NoError(t, err)
	require.Equal(t, small(), recipe)
	require.Equal(t, network.SHA256(), texts["parameters_sha256"])
	var classes []string
	require.NoError(t, json.Unmarshal([]byte(texts["classes"]), &classes))
	require.Equal(t, dataset.ClassNames(), classes)
}

func TestAnONNXModelIsTheSameBytesEveryTime(t *testing.T) {
	network := trained(t, small())
	require.Equal(t, export.ONNX(small(), network), export.ONNX(small(), network))
}

// finite fails the test if a value is not a number, which no comparison of
// probabilities would show.
func finite(t *testing.T, values []float64) {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("%v is not a number that a network should have", v)
		}
	}
}
