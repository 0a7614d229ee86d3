package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/nn"
	"atelier/tools/browser"
	"atelier/tools/internal/cli"
	"atelier/tools/internal/datadir"
)

// garments writes the shards of a small made-up data set and returns their
// folder.
func garments(t *testing.T) string {
	folder := t.TempDir()
	require.NoError(t, datadir.WriteShards(folder, dataset.MadeUp(1, 2000, 300)))
	return folder
}

// tiny runs the command with one epoch of few images and returns its JSON.
func tiny(t *testing.T, only string) (r Result, text string) {
	var out, log bytes.Buffer
	args := []string{"-root", "../..", "-data", garments(t), "-images", "1200", "-epochs", "1", "-warm-up", "1", "-memory-epochs", "3", "-json", "-only", only}
	require.NoError(t, command(t.Context(), args, &out, &log), log.String())
	require.NoError(t, json.Unmarshal(out.Bytes(), &r))
	return r, out.String()
}

func requireTraining(t *testing.T, got Training, workers, runs int) {
	t.Helper()
	require.Equal(t, []int{workers, runs, 1}, []int{got.Workers, got.Runs, got.Epochs})
	require.Positive(t, got.EpochSeconds)
	require.Greater(t, got.EpochWithValidationSeconds, got.EpochSeconds)
	require.InEpsilon(t, float64(runs)*1080/got.EpochSeconds, got.ImagesPerSecond, 1e-9) // a tenth is for validation
	require.Positive(t, got.OfRoof)
}

// Before anything is measured, which takes minutes.
func TestWhatABenchCannotDoIsSaidAtOnce(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none.md")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"-epochs", "0"}, "-epochs 0: at least 1 is needed"},
		{[]string{"-warm-up", "0"}, "-warm-up 0: at least 1 is needed"},
		{[]string{"-memory-epochs", "-4"}, "-memory-epochs -4: at least 1 is needed"},
		{[]string{"-images", "5"}, "-images 5: at least 100 are needed, or 0 for all"},
		{[]string{"-into", none}, "open " + none + ": no such file or directory"},
		{[]string{"-summary", none}, "open " + none + ": no such file or directory"},
		{[]string{"native"}, `unexpected argument "native"`},
		{[]string{"-only", "more"}, "no such part"},
	} {
		require.ErrorContains(t, command(t.Context(), c.args, io.Discard, io.Discard), c.says)
	}
	require.ErrorIs(t, command(t.Context(), []string{"-h"}, io.Discard, io.Discard), flag.ErrHelp)
	require.ErrorIs(t, command(t.Context(), []string{"-nonsense"}, io.Discard, io.Discard), cli.ErrUsage)
}

func TestABenchWithoutABrowser(t *testing.T) {
	r, text := tiny(t, "native.one_core.adam,native.all_cores.adam")
	requireTraining(t, r.Native.OneCore["adam"], 1, 1)
	require.Positive(t, r.Native.OneCore["adam"].Parts.Products)
	require.Positive(t, r.Native.AllCores["adam"].Speedup)
	require.Positive(t, r.Native.RoofGFLOPS)
	require.Equal(t, "made-up", r.Machine.Data)
	for _, name := range []string{"browser", "sizes", "peers", `"sgd"`} {
		require.NotContains(t, text, name, "it was not asked for")
	}
}

func TestABenchInABrowser(t *testing.T) {
	if _, err := browser.Find(); err != nil && !browser.Required() {
		t.Skipf("skipped: %v", err)
	}
	// All but what needs the site's own page, whose default is 60,000 images.
	r, _ := tiny(t, "browser.one_worker.sgd,browser.all_workers.sgd_batch_norm,browser.one_run_all_workers.sgd,browser.pause_ms,browser.worker_memory_mb")
	b := r.Browser
	one := b.OneWorker["sgd"]
	requireTraining(t, one, 1, 1)
	for _, part := range []float64{one.Parts.Gather, one.Parts.Products, one.Parts.Activations, one.Parts.Optimizer, one.Parts.Evaluation} {
		require.Positive(t, part)
	}
	requireTraining(t, b.AllWorkers["sgd_batch_norm"], workers(), workers())
	together := nn.TeamSize(workers())
	requireTraining(t, b.OneRunAllWorkers["sgd"], together, 1)
	require.Positive(t, b.OneRunAllWorkers["sgd"].Speedup)
	require.Positive(t, b.RoofGFLOPS)
	require.Positive(t, b.PauseMS)
	require.Equal(t, 3, b.WorkerMemory.Epochs)
	require.Greater(t, b.WorkerMemory.Second, 1.0)
	require.Contains(t, r.Machine.Browser, "Chrome/")
}
