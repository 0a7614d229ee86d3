package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/train"
	"atelier/tools/internal/cli"
	"atelier/tools/internal/datadir"
)

// folder holds a set's shards.
func folder(t *testing.T, set dataset.Set) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, datadir.WriteShards(dir, set))
	return dir
}

func garments() dataset.Set { return dataset.MadeUp(1, 600, 300) }

const recipe = `{"name": "Small", "hidden": [16], "epochs": 3, "batch_size": 50, "training_images": 600}`

// command runs the command with the recipe on standard input.
func command(t *testing.T, recipe string, args ...string) (out string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err = run(t.Context(), append(args, "-recipe", "-"), strings.NewReader(recipe), &stdout, &stderr)
	require.Empty(t, stderr.String())
	return stdout.String(), err
}

// events reads the lines of -json.
func events(t *testing.T, lines string) []train.Event {
	t.Helper()
	var list []train.Event
	for line := range strings.Lines(lines) {
		decoder := json.NewDecoder(strings.NewReader(line))
		decoder.DisallowUnknownFields()
		var e train.Event
		require.NoError(t, decoder.Decode(&e), line)
		list = append(list, e)
	}
	return list
}

// trained returns all events of the recipe but the steps.
func trained(t *testing.T, text string, set dataset.Set) []train.Event {
	t.Helper()
	r, err := train.ParseRecipe([]byte(text))
	require.NoError(t, err)
	s, err := train.NewSession(r, set)
	require.NoError(t, err)
	var list []train.Event
	for !s.Done() {
		if e := s.Step(); e.Kind != train.Step {
			list = append(list, e)
		}
	}
	return list
}

func TestJSONIsOneEventALineFromStartedToFinished(t *testing.T) {
	out, err := command(t, recipe, "-json", "-data", folder(t, garments()))
	require.NoError(t, err)
	got := events(t, out)
	require.Equal(t, trained(t, recipe, garments()), got)

	require.Len(t, got, 5) // started, three epochs, finished
	require.Equal(t, train.Started, got[0].Kind)
	require.Equal(t, train.Finished, got[4].Kind)
	var last map[string]any
	require.NoError(t, json.Unmarshal([]byte(strings.Split(out, "\n")[4]), &last))
	require.Regexp(t, "^[0-9a-f]{64}$", last["parameters_sha256"])
	accuracy := last["test_accuracy"].(map[string]any)
	require.Greater(t, accuracy["mean"], 0.1)
	require.Greater(t, accuracy["deviation"], 0.0)
}

func TestTheRecipeComesFromAFileToo(t *testing.T) {
	data := folder(t, garments())
	file := filepath.Join(t.TempDir(), "recipe.json")
	require.NoError(t, os.WriteFile(file, []byte(recipe), 0o644))
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-json", "-data", data, "-recipe", file}, nil, &out, io.Discard))
	require.Equal(t, trained(t, recipe, garments()), events(t, out.String()))
}

func TestTheNumberOfCoresChangesNoBit(t *testing.T) {
	data := folder(t, garments())
	for _, cores := range []string{"1", "2", "3", "8"} {
		out, err := command(t, recipe, "-json", "-data", data, "-cores", cores)
		require.NoError(t, err)
		require.Equal(t, trained(t, recipe, garments()), events(t, out), "%s cores", cores)
	}
	_, err := command(t, recipe, "-cores", "0")
	require.EqualError(t, err, "-cores 0: at least 1 is needed")
}

func TestWithoutARecipeTheBaselineIsTrained(t *testing.T) {
	r, err := readRecipe("", nil)
	require.NoError(t, err)
	require.Equal(t, train.Default(), r)
}

func TestPeopleGetATable(t *testing.T) {
	out, err := command(t, recipe, "-data", folder(t, garments()))
	require.NoError(t, err)
	// (784+1)·16 + (16+1)·10 parameters; a tenth of 600 images validates, in
	// one batch, which has no deviation.
	require.Regexp(t, `^These are made-up garments, not Fashion-MNIST\.
Small: 12730 parameters, 540 training and 60 validation images

epoch  training loss  validation loss  validation accuracy, %
    1  +\d\.\d{4}  +\d\.\d{4}  +\d\d\.\d
    2  +\d\.\d{4}  +\d\.\d{4}  +\d\d\.\d
    3  +\d\.\d{4}  +\d\.\d{4}  +\d\d\.\d

test accuracy  \d\d\.\d ± \d+\.\d %, loss \d\.\d{4}, after \d+\.\d s
parameters     sha-256 [0-9a-f]{64}
$`, out)
	lines := strings.Split(out, "\n")
	for _, line := range lines[4:7] {
		require.Len(t, []rune(line), len(lines[3]), "the columns end where their heads do")
	}
	finished := trained(t, recipe, garments())[4]
	require.Contains(t, out, finished.ParametersSHA256)
}

func TestARunThatEndsBeforeItsLastEpochSaysWhy(t *testing.T) {
	data := folder(t, garments())
	out, err := command(t, `{"hidden": [], "training_images": 600, "patience": 2, "epochs": 200, "optimizer": {"learning_rate": 1}}`, "-data", data)
	require.NoError(t, err)
	require.Contains(t, out, "Stopped early: the validation loss has not fallen for 2 epochs.\n\ntest accuracy")

	out, err = command(t, `{"training_images": 600, "batch_size": 50, "optimizer": {"learning_rate": 100}}`, "-data", data)
	require.NoError(t, err)
	require.Regexp(t, `\n\nThe run diverged: .* in epoch 1, batch \d+\. A smaller learning rate may help\.\n$`, out)
	require.NotContains(t, out, "test accuracy")
}

func TestFaultsAreNamed(t *testing.T) {
	data := folder(t, garments())
	empty := t.TempDir()
	for name, c := range map[string]struct {
		recipe string
		args   []string
		says   string
	}{
		"several fields":    {`{"epochs": 0, "hiden": [1], "optimizer": {"learning_rate": -1}}`, nil, "standard input: recipe: hiden is not a field of a recipe; optimizer.learning_rate must be above 0 and at most 100; epochs must be 1 to 1000"},
		"no JSON":           {`[`, nil, "standard input: recipe: not a JSON object"},
		"an endless recipe": {strings.Repeat(" ", 1<<20), nil, "standard input: recipe: 65537 bytes long, more than 65536"},
		"too many images":   {`{"training_images": 601}`, nil, "recipe: training_images must be at most 600, all that the data set has"},
		"an argument":       {`{}`, []string{"recipe.json"}, `unexpected argument "recipe.json"`},
		"no data":           {`{}`, []string{"-data", empty}, empty + ": no data set: neither manifest.json nor train-images-idx3-ubyte.gz is there; make data brings one into build/data"},
		"no folder":         {`{}`, []string{"-data", filepath.Join(empty, "x")}, filepath.Join(empty, "x") + ": no data set"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			err := run(t.Context(), append([]string{"-recipe", "-", "-data", data}, c.args...), strings.NewReader(c.recipe), &out, io.Discard)
			require.ErrorContains(t, err, c.says)
			require.Empty(t, out.String())
		})
	}
}

func TestFilesThatAreNotThereAreNamed(t *testing.T) {
	data := folder(t, garments())
	err := run(t.Context(), []string{"-data", data, "-recipe", "no-such.json"}, nil, io.Discard, io.Discard)
	require.ErrorContains(t, err, "no-such.json")
	require.ErrorIs(t, err, os.ErrNotExist)

	shards, err := filepath.Glob(filepath.Join(data, "test-*"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(shards[0], []byte("short"), 0o644))
	_, err = command(t, recipe, "-data", data)
	require.ErrorContains(t, err, data+": "+filepath.Base(shards[0])+": has 5 bytes, want ")
}

func TestAnUnknownFlagIsWrongUsageAndHelpIsNot(t *testing.T) {
	var said bytes.Buffer
	require.ErrorIs(t, run(t.Context(), []string{"-epochs", "3"}, nil, io.Discard, &said), cli.ErrUsage)
	require.Contains(t, said.String(), "flag provided but not defined: -epochs")
	require.Contains(t, said.String(), "-recipe file")

	said.Reset()
	require.ErrorIs(t, run(t.Context(), []string{"-help"}, nil, io.Discard, &said), flag.ErrHelp)
	require.Contains(t, said.String(), "-recipe file")
}

// interrupter ends the context at its first line.
type interrupter struct {
	bytes.Buffer
	cancel context.CancelFunc
}

func (i *interrupter) Write(p []byte) (int, error) {
	i.cancel()
	return i.Buffer.Write(p)
}

func TestAnInterruptedRunEndsBetweenTwoBatches(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out := &interrupter{cancel: cancel}
	err := run(ctx, []string{"-json", "-recipe", "-", "-data", folder(t, garments())}, strings.NewReader(recipe), out, io.Discard)
	require.EqualError(t, err, "interrupted")
	require.Len(t, events(t, out.String()), 1)
}

func TestTheSameRecipeEndsAlikeOnShardsAndPublishedFiles(t *testing.T) {
	published := os.Getenv("FASHION_MNIST_DIR")
	if published == "" {
		t.Skip("skipped: FASHION_MNIST_DIR is not set")
	}
	set, err := datadir.ReadCanonical(os.DirFS(published))
	require.NoError(t, err)
	a, err := command(t, recipe, "-json", "-data", published)
	require.NoError(t, err)
	b, err := command(t, recipe, "-json", "-data", folder(t, set))
	require.NoError(t, err)
	require.Equal(t, a, b)
}
