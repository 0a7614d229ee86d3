package export

import (
	"encoding/json"
	"fmt"
	"math"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/train"
)

// The version of ONNX's operators, which runtimes since 2020 have, and the
// version of the file format that belongs to it.
const (
	operatorSet   = 13
	formatVersion = 7
)

// The names of what goes in and comes out.
const (
	imagesInput         = "images"
	probabilitiesOutput = "probabilities"
)

// ONNX returns the recipe's network as an ONNX model that classifies pictures
// as they are published:
//
//	images         uint8 [N, 28, 28], 0 the background and 255 the brightest
//	probabilities  float32 [N, 10], by class; they add up to 1
//
// Bytes cannot be scaled wrongly, and this is the shape in which the published
// files, torchvision's FashionMNIST.data and keras.datasets have them. Scaling
// and softmax are within; batch normalisation uses the running statistics, and
// dropout does nothing. The recipe, the SHA-256 over the parameters and the
// names of the classes are in metadata_props.
//
// Reference: https://github.com/onnx/onnx/blob/main/docs/IR.md and onnx.proto,
// whose field numbers the code has.
func ONNX(recipe train.Recipe, network *nn.Network) []byte {
	g := newGraph(network)
	g.scale(recipe.InputScaling)
	for i, layer := range network.Layers {
		switch layer.(type) {
		case *nn.Dense:
			g.step("Gemm", g.parameters(i, "weight", "bias"), intAttribute("transB", 1))
		case *nn.BatchNorm:
			g.step("BatchNormalization", g.parameters(i, "weight", "bias", "running_mean", "running_var"),
				floatAttribute("epsilon", float32(recipe.BatchNorm.Epsilon)))
		case *nn.Dropout:
		default:
			g.activate(layer)
		}
	}
	g.node("Softmax", probabilitiesOutput, nil, intAttribute("axis", 1))

	var model, operators message
	operators.int(2, operatorSet) // OperatorSetIdProto.version
	model.int(1, formatVersion)   // ModelProto.ir_version
	model.text(2, "Atelier")      // producer_name
	model.text(6, recipe.Name)    // doc_string
	model.bytes(7, g.message())   // graph
	model.bytes(8, operators)     // opset_import
	classes, err := json.Marshal(dataset.ClassNames())
	if err != nil {
		panic(err) // texts only
	}
	for _, p := range [][2]string{{recipeKey, string(Recipe(recipe))}, {sha256Key, network.SHA256()}, {classesKey, string(classes)}} {
		var entry message
		entry.text(1, p[0]) // StringStringEntryProto.key
		entry.text(2, p[1]) // value
		model.bytes(14, entry)
	}
	return model
}

// scale turns bytes into what the first layer takes, with the roundings of
// dataset.Gather.
func (g *graph) scale(scaling dataset.Scaling) {
	mean, deviation := scaling.Normalisation()
	g.value = imagesInput
	g.step("Flatten", nil, intAttribute("axis", 1))
	g.step("Cast", nil, intAttribute("to", elementFloat32))
	g.step("Div", g.constant("largest", math.MaxUint8))
	g.step("Sub", g.constant("mean", mean))
	g.step("Div", g.constant("deviation", deviation))
}

// activate adds an activation function.
func (g *graph) activate(layer nn.Layer) {
	switch layer.(type) {
	case nn.ReLU:
		g.step("Relu", nil)
	case nn.LeakyReLU:
		g.step("LeakyRelu", nil, floatAttribute("alpha", 0.01))
	case nn.Tanh:
		g.step("Tanh", nil)
	case nn.Sigmoid:
		g.step("Sigmoid", nil)
	case nn.GELU:
		// x·(1 + erf(x/√2))/2: Gelu itself came much later.
		x := g.value
		g.step("Mul", g.constant("root_half", math.Sqrt2/2))
		g.step("Erf", nil)
		g.step("Add", g.constant("one", 1))
		g.step("Mul", []string{x})
		g.step("Mul", g.constant("half", 0.5))
	default:
		panic(fmt.Sprintf("export: no ONNX operators for a layer of type %T", layer))
	}
}
