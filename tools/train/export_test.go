package main

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/train"
)

// namesIn lists the files of a folder, in order.
func namesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestARunIsWrittenIntoAFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "deep", "run")
	said, err := command(t, recipe, "-data", folder(t, garments()), "-out", out)
	require.NoError(t, err)
	require.Contains(t, said, "\nwritten        recipe.json, model.safetensors, model.onnx, train.py, curves.csv to "+out+"\n")
	require.Equal(t, []string{"curves.csv", "model.onnx", "model.safetensors", "recipe.json", "train.py"}, namesIn(t, out))

	file := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(out, name))
		require.NoError(t, err)
		return content
	}
	want := trained(t, recipe, garments())
	asked, err := train.ParseRecipe([]byte(recipe))
	require.NoError(t, err)
	written, err := train.ParseRecipe(file("recipe.json"))
	require.NoError(t, err)
	require.Equal(t, asked, written)

	read, err := export.ReadModel(file("model.safetensors"), 1)
	require.NoError(t, err)
	require.Equal(t, asked, read.Recipe)
	require.Equal(t, asked.Epochs, read.Epoch)
	require.True(t, read.Whole)
	require.Equal(t, want[4].ParametersSHA256, read.Network.SHA256())
	require.Equal(t, export.ONNX(asked, read.Network), file("model.onnx"))
	require.Contains(t, string(file("train.py")), `other images than Fashion-MNIST ("made-up")`)

	rows, err := csv.NewReader(strings.NewReader(string(file("curves.csv")))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+3)
	for i, row := range rows[1:] {
		require.Equal(t, "Small", row[0])
		loss, err := strconv.ParseFloat(row[3], 64)
		require.NoError(t, err)
		require.Equal(t, want[1+i].TrainingLoss, loss)
	}
}

func TestOnlyTheKindsAskedForAreWritten(t *testing.T) {
	out := t.TempDir()
	said, err := command(t, recipe, "-json", "-data", folder(t, garments()), "-out", out, "-export", "csv,onnx,csv")
	require.NoError(t, err)
	require.Equal(t, []string{"curves.csv", "model.onnx", "recipe.json"}, namesIn(t, out))
	require.Len(t, events(t, said), 5, "nothing but events")
}

func TestFaultsOfTheOutputShowBeforeTheRun(t *testing.T) {
	data := folder(t, garments())
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"an unknown kind": {[]string{"-out", "x", "-export", "csv,onx"}, `-export: there is no "onx"; there are safetensors,onnx,pytorch,csv`},
		"no kind":         {[]string{"-out", "x", "-export", "csv,"}, `-export: there is no ""; there are safetensors,onnx,pytorch,csv`},
		"no folder":       {[]string{"-export", "csv"}, "-export: say with -out where to"},
		"not a folder":    {[]string{"-out", file}, file},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := command(t, recipe, append(c.args, "-data", data)...)
			require.ErrorContains(t, err, c.says)
			require.Empty(t, out)
			require.NoDirExists(t, "x")
		})
	}
}

func TestADivergedRunLeavesWhatItLearnedBefore(t *testing.T) {
	data := folder(t, garments())
	out := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(out, "model.onnx"), []byte("of an older run"), 0o644))
	said, err := command(t, `{"training_images": 600, "batch_size": 50, "optimizer": {"learning_rate": 100}}`, "-data", data, "-out", out)
	require.NoError(t, err)
	require.Contains(t, said, "\nwritten        recipe.json, train.py, curves.csv to "+out+"\n")
	require.Equal(t, []string{"curves.csv", "recipe.json", "train.py"}, namesIn(t, out))

	// With a rate that grows from epoch to epoch it diverges later.
	said, err = command(t, `{"training_images": 600, "batch_size": 300, "hidden": [32, 32], "activation": "leaky_relu", "optimizer": {"learning_rate": 100}, "schedule": {"warmup": 100}}`, "-data", data, "-out", out)
	require.NoError(t, err)
	require.Contains(t, said, "The run diverged")
	match := strings.Split(strings.TrimSpace(said), ", with the weights after epoch ")
	require.Len(t, match, 2, said)
	kept, err := strconv.Atoi(match[1])
	require.NoError(t, err)
	require.Positive(t, kept)
	require.Equal(t, []string{"curves.csv", "model.onnx", "model.safetensors", "recipe.json", "train.py"}, namesIn(t, out))
	rows, err := os.ReadFile(filepath.Join(out, "curves.csv"))
	require.NoError(t, err)
	require.Equal(t, 1+kept, strings.Count(string(rows), "\n"))
}

func TestAnInterruptedRunWritesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out := t.TempDir()
	err := run(ctx, []string{"-json", "-recipe", "-", "-data", folder(t, garments()), "-out", out}, strings.NewReader(recipe), &interrupter{cancel: cancel}, os.Stderr)
	require.EqualError(t, err, "interrupted")
	require.Empty(t, namesIn(t, out))
}
