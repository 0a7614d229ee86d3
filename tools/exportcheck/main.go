// Command exportcheck writes what programs that are not Atelier's need to check
// its exports: for each of some recipes the exported files of a short run, and
// beside them what Atelier computed itself.
//
//	go run ./tools/exportcheck -data build/data -out build/exportcheck
//
// make check-exports runs it, and then check.py and check.mjs, which stand
// beside it. See docs/EXPORTS.md.
package main

import (
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"gonum.org/v1/gonum/blas/blas32"

	"atelier/core/dataset"
	"atelier/core/export"
	"atelier/core/nn"
	"atelier/core/train"
	"atelier/tools/internal/datadir"
)

// How much is compared.
const (
	batches    = 100  // losses of the first ones
	testImages = 1000 // probabilities of the first ones
)

func main() {
	data := flag.String("data", "build/data", "`folder` of the data set")
	out := flag.String("out", "build/exportcheck", "`folder` to write")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "exportcheck:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	set, err := datadir.Open(data)
	if err != nil {
		return err
	}
	if err := datadir.WriteIDX(filepath.Join(out, "data"), set); err != nil {
		return err
	}
	for _, c := range cases() {
		if err := c.write(filepath.Join(out, "cases", c.folder), set); err != nil {
			return fmt.Errorf("%s: %w", c.folder, err)
		}
		fmt.Println("trained", c.folder)
	}
	return nil
}

// write runs the recipe and writes its exports and what it computed.
func (c testCase) write(folder string, set dataset.Set) error {
	recipe := c.recipe
	session, err := train.NewSession(recipe, set)
	if err != nil {
		return err
	}
	script, err := export.PyTorch(recipe, set.Source)
	if err != nil {
		return err
	}
	told := export.Run{Name: recipe.Name}
	var losses lossList
	for !session.Done() {
		before := session.Images()
		e := session.Step()
		told.Add(e)
		if e.Kind == train.Step && e.Phase == train.Training {
			losses.add(e, session.Images()-before)
		}
	}
	expected, err := json.Marshal(map[string]any{"losses": losses.list[:min(batches, len(losses.list))], "double": c.double})
	if err != nil {
		return err
	}
	return writeFiles(folder, map[string][]byte{
		"recipe.json":       export.Recipe(recipe),
		"model.safetensors": export.Safetensors(export.Model{Recipe: recipe, Network: session.Network(), Epoch: session.Epoch(), Whole: true}),
		"model.onnx":        export.ONNX(recipe, session.Network()),
		"train.py":          script,
		export.CurvesFile:   export.Curves([]export.Run{told}).CSV(),
		"expected.json":     expected,
		"probabilities.f32": probabilities(recipe, session.Network(), set.Test),
	})
}

// lossList takes apart the mean losses of an epoch so far, which events tell,
// into those of each batch.
type lossList struct {
	list   []float64
	images int     // of the epoch
	sum    float64 // of their losses
}

func (l *lossList) add(e train.Event, images int) {
	if e.Batch == 1 {
		l.images, l.sum = 0, 0
	}
	l.images += images
	sum := e.TrainingLoss * float64(l.images)
	l.list = append(l.list, (sum-l.sum)/float64(images))
	l.sum = sum
}

// probabilities returns what the network says of the first test images, [N, 10]
// as float32 in little endian.
func probabilities(recipe train.Recipe, network *nn.Network, from dataset.Images) []byte {
	const rows = 100 // few enough for any recipe's network
	x := blas32.General{Rows: rows, Cols: dataset.Pixels, Stride: dataset.Pixels, Data: make([]float32, rows*dataset.Pixels)}
	labels, indices := make([]byte, rows), make([]int, rows)
	var out []byte
	for first := 0; first+rows <= min(testImages, from.Len()); first += rows {
		for i := range indices {
			indices[i] = first + i
		}
		dataset.Gather(x, labels, from, indices, recipe.InputScaling)
		logits := network.Forward(x, nn.Evaluation)
		for r := range logits.Rows {
			for _, p := range train.Probabilities(logits.Data[r*logits.Stride:][:logits.Cols]) {
				out = binary.LittleEndian.AppendUint32(out, math.Float32bits(p))
			}
		}
	}
	return out
}

func writeFiles(folder string, files map[string][]byte) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
