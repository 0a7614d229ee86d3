package export

import (
	_ "embed" // for the script
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/train"
)

// script is the Python program, with names in capitals between double
// underscores where the recipe's values go.
//
//go:embed pytorch.py
var script string

// PyTorch returns a Python script that repeats the recipe's run in PyTorch, with
// PyTorch's own layers, optimizer and schedule. It is complete in itself: it has
// the initial weights in it, and deals the images out in the same order.
//
// It reads Fashion-MNIST; if source, the Source of the data set that the run was
// on, is another, the script says that its curve will be another. Recipes with
// what PyTorch does not have are refused.
func PyTorch(recipe train.Recipe, source string) ([]byte, error) {
	network := train.NewNetwork(recipe, 1)
	layers, err := pythonLayers(recipe, network)
	if err != nil {
		return nil, err
	}
	optimizer, err := pythonOptimizer(recipe.Optimizer)
	if err != nil {
		return nil, err
	}
	every := "epoch"
	if recipe.Schedule.Every == "batch" {
		every = "batch"
	}
	clipping := ""
	if recipe.GradientClipping > 0 {
		clipping = fmt.Sprintf("        nn.utils.clip_grad_norm_(model.parameters(), %s)\n", pythonFloat(recipe.GradientClipping))
	}
	// In float32, as they are used.
	mean, deviation := recipe.InputScaling.Normalisation()
	return []byte(strings.NewReplacer(
		"__NOTES__", notes(recipe, source),
		"__NAME__", pythonText(recipe.Name),
		"__SEED__", fmt.Sprint(recipe.Seed),
		"__BATCH_SIZE__", fmt.Sprint(recipe.BatchSize),
		"__EPOCHS__", fmt.Sprint(recipe.Epochs),
		"__PATIENCE__", fmt.Sprint(recipe.Patience),
		"__TRAINING_IMAGES__", fmt.Sprint(recipe.TrainingImages),
		"__VALIDATION_SHARE__", pythonFloat(recipe.ValidationShare),
		"__VALIDATION_BATCH_SIZE__", fmt.Sprint(train.ValidationBatchSize),
		"__TEST_BATCH_SIZE__", fmt.Sprint(train.TestBatchSize),
		"__SCHEDULE_EVERY__", pythonText(every),
		"__COLUMNS__", pythonColumns(),
		"__LAYERS__", layers,
		"__OPTIMIZER__", optimizer,
		"__SCHEDULE__", pythonSchedule(recipe),
		"__MEAN__", pythonFloat32(mean),
		"__DEVIATION__", pythonFloat32(deviation),
		"__LABEL_SMOOTHING__", pythonFloat(recipe.LabelSmoothing),
		"__CLIPPING__", clipping,
		"__WEIGHTS__", weights(network),
	).Replace(script)), nil
}

// notes returns comments: what makes the curve another one, and the recipe.
func notes(recipe train.Recipe, source string) string {
	var text strings.Builder
	if source != dataset.FashionMNIST {
		text.WriteString("\nAtelier's run was on other images than Fashion-MNIST (" + pythonText(source) + "):\nits curve is another one.\n")
	}
	if recipe.Dropout > 0 {
		text.WriteString("\nPyTorch draws the dropout masks, which are others than Atelier's: the curve is\nlike Atelier's, and not the same.\n")
	}
	text.WriteString("\nThe recipe:\n\n" + string(Recipe(recipe)))
	// No line of JSON can end the comment.
	lines := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
	for i, line := range lines[1:] {
		lines[i+1] = strings.TrimSuffix("# "+line, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// pythonLayers returns the arguments of nn.Sequential, one a line.
func pythonLayers(recipe train.Recipe, network *nn.Network) (string, error) {
	activation, _ := nn.ActivationByName(recipe.Activation)
	class, ok := pythonClass(activation.Source, "torch.nn.")
	if !ok {
		return "", fmt.Errorf("export: PyTorch has no activation %s", activation.Label)
	}
	var lines strings.Builder
	for _, layer := range network.Layers {
		lines.WriteString("        ")
		switch layer.(type) {
		case *nn.Dense:
			fmt.Fprintf(&lines, "nn.Linear(%d, %d)", layer.Inputs(), layer.Outputs())
		case *nn.BatchNorm:
			fmt.Fprintf(&lines, "nn.BatchNorm1d(%d, eps=%s, momentum=%s)", layer.Outputs(),
				pythonFloat(recipe.BatchNorm.Epsilon), pythonFloat(recipe.BatchNorm.Momentum))
		case *nn.Dropout:
			fmt.Fprintf(&lines, "nn.Dropout(%s)", pythonFloat(recipe.Dropout))
		default:
			lines.WriteString("nn." + class + "()")
		}
		lines.WriteString(",\n")
	}
	return lines.String(), nil
}

// pythonClass returns the class that a page of PyTorch's reference is about, if
// it is one of the given module: SGD for .../generated/torch.optim.SGD.html.
func pythonClass(page, module string) (string, bool) {
	return strings.CutPrefix(strings.TrimSuffix(path.Base(page), ".html"), module)
}

// weights returns all parameters in base64, in lines.
func weights(network *nn.Network) string {
	var raw []byte
	for _, p := range network.Parameters() {
		values := make([]float32, len(p.Value))
		p.PyTorch(values, p.Value)
		for _, v := range values {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
		}
	}
	const perLine = 57 // bytes, which make 76 letters
	var text strings.Builder
	text.Grow(len(raw)/3*4 + len(raw)/perLine + 8)
	for len(raw) > 0 {
		n := min(perLine, len(raw))
		text.WriteString(base64.StdEncoding.EncodeToString(raw[:n]))
		text.WriteByte('\n')
		raw = raw[n:]
	}
	return text.String()
}

// pythonText returns a literal. All of JSON's escapes mean the same in Python.
func pythonText(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a text can always be written
	}
	return string(text)
}

// pythonFloat returns a literal, never one of a whole number.
func pythonFloat(v float64) string { return pythonNumber(v, 64) }

func pythonFloat32(v float32) string { return pythonNumber(float64(v), 32) }

func pythonNumber(v float64, bits int) string {
	text := strconv.FormatFloat(v, 'g', -1, bits)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}
