package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/train"
	"atelier/tools/bench/measure"
	"atelier/wasm/wire"
)

func sample() Result {
	return Result{
		Machine: Machine{Processor: "Loom 9", Cores: 2, Go: "go1.27", NativeSIMD: true, Browser: "Chrome/156", Data: "fashion-mnist", Images: 60000},
		Browser: Browser{
			RoofGFLOPS: 71.5,
			OneWorker: Kinds{"sgd": {
				EpochSeconds: 0.612, EpochSecondsMin: 0.601, EpochSecondsMax: 0.655, EpochWithValidationSeconds: 0.644,
				ImagesPerSecond: 88235, GFLOPS: 36.1, RoofGFLOPS: 72.25, OfRoof: 0.499,
				Parts: &measure.Parts{Gather: 0.05, Products: 0.45, Activations: 0.03, Optimizer: 0.004, Evaluation: 0.032, Messages: 0.006},
			}},
			AllWorkers:        Kinds{"sgd": {EpochSeconds: 0.7, Speedup: 1.75}},
			FirstBatchSeconds: 1.21, FirstBatchSecondsMin: 1.13, FirstBatchSecondsMax: 1.39,
			LongestTaskMS: 23.5, LongestTaskMSOfProcessor: 18.25, PauseMS: 17.25, PauseMSMedian: 9.5,
			WorkerMemory: WorkerMemory{123.7, 124.5, 20},
		},
		Native: Native{RoofGFLOPS: 209.5, OneCore: Kinds{"adam": {EpochSeconds: 0.311}}},
		Sizes:  Sizes{ProgramBytes: 1500003, ScriptBytes: 6003, TotalBytes: 1506006},
		Peers:  map[string]map[string]Peer{peer: {"sgd": {EpochSeconds: 1.317, Ratio: 0.4647}}},
	}
}

// at returns the number under a dotted name of the JSON.
func at(t *testing.T, r Result, name string) float64 {
	text, err := json.Marshal(r)
	require.NoError(t, err)
	var value any
	require.NoError(t, json.Unmarshal(text, &value))
	for part := range strings.SplitSeq(name, ".") {
		value = value.(map[string]any)[part]
	}
	number, ok := value.(float64)
	require.True(t, ok, name)
	return number
}

// Every figure of the table is found in the JSON under the name in front of it,
// rounded.
func TestTheTableShowsTheNumbersOfTheJSON(t *testing.T) {
	r := sample()
	var text, markdown bytes.Buffer
	r.writeText(&text)
	r.writeMarkdown(&markdown)
	for name, format := range map[string]string{
		"browser.one_worker.sgd.epoch_seconds":                 "%.3f",
		"browser.one_worker.sgd.epoch_seconds_min":             "%.3f..",
		"browser.one_worker.sgd.epoch_seconds_max":             "..%.3f",
		"browser.one_worker.sgd.epoch_with_validation_seconds": "%.3f",
		"browser.one_worker.sgd.images_per_second":             "%.0f",
		"browser.one_worker.sgd.gflops":                        "%.1f",
		"browser.one_worker.sgd.roof_gflops":                   "%.1f",
		"browser.all_workers.sgd.speedup":                      "%.2f",
		"native.one_core.adam.epoch_seconds":                   "%.3f",
		"browser.roof_gflops":                                  "%.1f",
		"native.roof_gflops":                                   "%.1f",
		"browser.first_batch_seconds":                          "%.2f (",
		"browser.longest_task_ms":                              "%.1f (",
		"browser.longest_task_ms_of_processor":                 "(%.1f of the processor)",
		"browser.pause_ms":                                     "%.1f (",
		"browser.worker_memory_mb.epoch_2":                     "%.1f after epoch 2",
		"browser.worker_memory_mb.last_epoch":                  "%.1f after epoch 20",
		"sizes.total_bytes":                                    "%.0f",
		"peers.jaxjs-wasm-1t.sgd.epoch_seconds":                "%.3f",
	} {
		want := fmt.Sprintf(format, at(t, r, name))
		require.Contains(t, text.String(), want, name)
		require.Contains(t, markdown.String(), want, name)
	}
	for _, want := range []string{"450.0", "50 %", "46 %", "Loom 9, 2 cores, go1.27, Chrome/156, 60000 images of Fashion-MNIST"} {
		require.Contains(t, text.String(), want)
	}
	require.NotContains(t, text.String(), "one_run_all_workers", "what was not measured is left out")
	require.Regexp(t, `(?m)^\| browser\.one_worker\.sgd +\| +0\.612 \|`, markdown.String())
}

// The figures by hand: 409,088 operations an image for 784-128-10, which is
// 4·784·128 + 6·128·10, and medians of three epochs.
func TestASpeedFollowsFromTheClock(t *testing.T) {
	timed := timing{workers: 2, runs: 2, images: 54000,
		training: []float64{1.2, 0.9, 1, 1.1, 0.8, 1}, validating: []float64{0.1, 0.1, 0.3, 0.1, 0.1, 0.1}, roofs: []float64{80, 100}}
	got := timed.result(recipe("sgd", 60000), Training{ImagesPerSecond: 60000})
	require.InEpsilon(t, 108000.0, got.ImagesPerSecond, 1e-9)
	require.InEpsilon(t, 108000*409088/1e9, got.GFLOPS, 1e-9)
	require.InEpsilon(t, 108000*409088/1e9/100, got.OfRoof, 1e-9)
	require.InEpsilon(t, 1.8, got.Speedup, 1e-9)
	require.Equal(t, []any{3, 1.0, 0.8, 1.2}, []any{got.Epochs, got.EpochSeconds, got.EpochSecondsMin, got.EpochSecondsMax})
	require.InEpsilon(t, 1.15, got.EpochWithValidationSeconds, 1e-9) // of 1.3, 1, 1.3, 1.2, 0.9, 1.1
}

func TestTheKindsDifferInWhatTheirNamesSay(t *testing.T) {
	for kind, want := range map[string][]any{
		"sgd": {"sgd", false}, "adam": {"adam", false}, "sgd_batch_norm": {"sgd", true}, "adam_batch_norm": {"adam", true},
	} {
		r := recipe(kind, 60000)
		require.Nil(t, r.Validate())
		require.Equal(t, want, []any{r.Optimizer.Method, r.BatchNorm.Enabled})
		require.Equal(t, []any{[]int{128}, 512, 0.01}, []any{r.Hidden, r.BatchSize, r.Optimizer.LearningRate})
	}
	require.Len(t, kinds, 4)
}

func TestEpochsAreTakenFromTheReportsOfAWorker(t *testing.T) {
	report := func(at float64, kind train.Kind, seconds, evaluation float64) mark {
		r := wire.Report{Kind: wire.Trained, Event: &train.Event{Kind: kind}, Seconds: seconds, EvaluationSeconds: evaluation}
		if kind == train.Started {
			r.Event.TrainingImages = 900
		}
		return mark{At: at, Report: string(r.Encode())}
	}
	marks := []mark{report(10, train.Started, 0, 0), report(12, train.Epoch, 1.75, 0.25), report(13.5, train.Epoch, 3, 0.75)}
	list, images, err := epochs(marks)
	require.NoError(t, err)
	require.Equal(t, 900, images)
	require.Equal(t, []epoch{{2, 0.25, 0.25}, {1.5, 0.5, 0.25}}, list)
	_, _, err = epochs(append(marks, report(14, train.Diverged, 3, 1)))
	require.ErrorContains(t, err, "diverged")
}

func TestOnlyWhatIsAskedForIsMeasured(t *testing.T) {
	for only, want := range map[string]string{
		"browser.one_worker.sgd":                   "browser.one_worker.sgd",
		"browser.one_worker.sgd.epoch_seconds":     "browser.one_worker.sgd",
		"browser.roof_gflops":                      "browser.roof_gflops",
		"native.one_core":                          "native.one_core.sgd native.one_core.adam native.one_core.sgd_batch_norm native.one_core.adam_batch_norm",
		"sizes,browser.pause_ms,sizes.total_bytes": "sizes browser.pause_ms",
	} {
		list, err := wanted(parts(), only)
		require.NoError(t, err)
		var names []string
		for _, p := range list {
			names = append(names, p.name)
		}
		require.Equal(t, want, strings.Join(names, " "))
	}
	for _, only := range []string{"brows", "browser.one_worker.sg", "native.", "browser.one_run"} {
		_, err := wanted(parts(), only)
		require.ErrorContains(t, err, "there is no such part", only)
	}
	all, err := wanted(parts(), "")
	require.NoError(t, err)
	require.Len(t, all, len(parts()))
}

func TestTheTablesAreWrittenBetweenTheirMarks(t *testing.T) {
	name := filepath.Join(t.TempDir(), "doc.md")
	const begin, end = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
	require.NoError(t, os.WriteFile(name, []byte("# Before\n"+begin+"old\n"+end+"After.\n"), 0o644))
	for range 2 {
		require.NoError(t, sample().writeInto(name, "bench", sample().writeMarkdown))
	}
	got, err := os.ReadFile(name)
	require.NoError(t, err)
	var tables bytes.Buffer
	sample().writeMarkdown(&tables)
	require.Equal(t, "# Before\n"+begin+tables.String()+end+"After.\n", string(got))
}

// The figures that matter most, and of those only what was measured.
func TestTheSummaryIsShort(t *testing.T) {
	var text bytes.Buffer
	sample().writeSummary(&text)
	require.Equal(t, `|                                          |    SGD | Adam |
| ---                                      |    --: |  --: |
| Atelier in Chromium, one worker          | 0.61 s |      |
| jax-js, one thread, in the same Chromium | 1.32 s |      |

An epoch of 784-128-10 in batches of 512, medians: Loom 9, 2 cores, go1.27, Chrome/156, 60000 images of Fashion-MNIST.
`, text.String())
}

func TestPeersAreReadFromTheirFile(t *testing.T) {
	found, err := readPeers([]byte(`{"results": [
		{"name": "jaxjs-wasm-1t", "opt": "sgd", "medianMs": 1317, "minMs": 1300, "maxMs": 1400, "gflops": 16.8, "foreignCores": 0.05},
		{"name": "another", "opt": "sgd", "error": "it failed"}]}`))
	require.NoError(t, err)
	require.Equal(t, map[string]Peer{"sgd": {EpochSeconds: 1.317, EpochSecondsMin: 1.3, EpochSecondsMax: 1.4, GFLOPS: 16.8, OtherCores: 0.05}}, found)
	_, err = readPeers([]byte(`{"results": [{"name": "jaxjs-wasm-1t", "opt": "adam", "error": "no page"}]}`))
	require.ErrorContains(t, err, "no page")
	_, err = readPeers([]byte(`{"results": []}`))
	require.ErrorContains(t, err, "no results")
}
