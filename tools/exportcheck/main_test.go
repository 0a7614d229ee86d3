package main

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/core/optim"
	"atelier/core/train"
)

func TestTheCasesCoverWhatRecipesCanAskFor(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range cases() {
		require.Nil(t, c.recipe.Validate(), c.folder)
		require.Zero(t, c.recipe.Dropout, c.folder)
		seen[c.recipe.Optimizer.Method] = true
		seen[c.recipe.Activation] = true
		seen[string(c.recipe.InputScaling)] = true
		seen[c.recipe.Schedule.Kind] = true
		training := c.recipe.TrainingImages - int(math.Round(c.recipe.ValidationShare*float64(c.recipe.TrainingImages)))
		perEpoch := (training + c.recipe.BatchSize - 1) / c.recipe.BatchSize
		require.GreaterOrEqual(t, c.recipe.Epochs*perEpoch, batches, c.folder)
	}
	names := nn.ActivationNames()
	for _, m := range optim.Methods() {
		if strings.Contains(m.Source, "torch.optim.") { // else PyTorch has it not
			names = append(names, m.Name)
		}
	}
	for _, s := range dataset.Scalings() {
		names = append(names, string(s))
	}
	for _, s := range optim.Schedules() {
		names = append(names, s.Name)
	}
	for _, name := range names {
		require.True(t, seen[name], name)
	}
}

// The losses of batches, weighted by their sizes, have the epoch's training loss
// as their mean; the probabilities of each image add up to 1.
func TestACaseIsWrittenWithWhatWasComputed(t *testing.T) {
	r := train.Default()
	r.Hidden, r.Epochs, r.TrainingImages, r.BatchSize = []int{8}, 1, 300, 40
	set := dataset.MadeUp(1, 300, 200)
	folder := t.TempDir()
	require.NoError(t, testCase{recipe: r}.write(folder, set))

	read := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		return content
	}
	var expected struct {
		Losses []float64
		Double bool
	}
	require.NoError(t, json.Unmarshal(read("expected.json"), &expected))
	require.Len(t, expected.Losses, 7) // 270 images: six batches of 40 and one of 30
	require.False(t, expected.Double)
	sum := 30 * expected.Losses[6]
	for _, loss := range expected.Losses[:6] {
		sum += 40 * loss
	}
	s, err := train.NewSession(r, set)
	require.NoError(t, err)
	for !s.Done() {
		if e := s.Step(); e.Kind == train.Epoch {
			require.InDelta(t, e.TrainingLoss, sum/270, 1e-12)
		}
	}

	raw := read("probabilities.f32")
	require.Len(t, raw, 200*10*4)
	for len(raw) > 0 {
		var total float32
		for range 10 {
			total += math.Float32frombits(binary.LittleEndian.Uint32(raw))
			raw = raw[4:]
		}
		require.InDelta(t, 1, total, 1e-6)
	}
	for _, name := range []string{"recipe.json", "model.safetensors", "model.onnx", "train.py", "curves.csv"} {
		require.NotEmpty(t, read(name))
	}
}
