package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/tools/internal/cli"
	"atelier/tools/internal/datadir"
)

// stand, in the environment, makes the test binary stand in for Python.
const stand = "ATELIER_STANDS_FOR_PYTHON"

func TestMain(m *testing.M) {
	if mode := os.Getenv(stand); mode != "" {
		os.Exit(python(mode, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// python answers what it is asked for its version, and "runs" a script: every
// run loses 1, 1/2, 1/3 of a seed's number, and gets 80 % and the seed's number
// right. It appends the script's seed to the file that log names.
func python(mode string, args []string) int {
	if args[0] == "-c" {
		if mode == "no torch" {
			fmt.Fprintln(os.Stderr, "ModuleNotFoundError: No module named 'torch'")
			return 1
		}
		fmt.Println(cmp.Or(os.Getenv("ATELIER_VERSION"), "9.9"))
		return 0
	}
	if args[0] == "-" {
		return inBoth(mode, args[1])
	}
	script, err := os.ReadFile(args[0])
	if err != nil {
		panic(err)
	}
	number := func(name string) (n int) {
		fmt.Sscan(string(regexp.MustCompile(`(?m)^` + name + ` = (\d+)$`).FindSubmatch(script)[1]), &n)
		return n
	}
	seed := number("SEED")
	log, _ := os.OpenFile(os.Getenv("ATELIER_STARTED"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	fmt.Fprintln(log, seed, os.Getenv("OMP_NUM_THREADS"))
	log.Close()
	images, err := os.Open(filepath.Join(args[1], "train-images-idx3-ubyte"))
	if err != nil {
		panic(err)
	}
	images.Close()
	switch {
	case mode == "hangs":
		<-time.After(time.Hour)
	case mode == "diverges" && seed == 3:
		fmt.Fprintln(os.Stderr, "The run diverged in epoch 1.")
		return 1
	case mode == "empty":
		return 0
	case mode == "other columns":
		fmt.Println("run,epoch,loss\nx,1,0.5")
		return 0
	case mode == "no number":
		fmt.Println("training_loss,validation_loss,validation_accuracy,validation_accuracy_deviation\nmuch,1,1,0")
		return 0
	}
	fmt.Println("run,epoch,learning_rate,training_loss,validation_loss,validation_accuracy,validation_accuracy_deviation")
	for e := 1; e <= number("EPOCHS"); e++ {
		fmt.Printf("x,%d,0.01,%v,1,0.5,0.01\n", e, float64(seed)/float64(e))
	}
	if mode != "no test" {
		fmt.Fprintf(os.Stderr, "test accuracy %.2f ± 1.50 %%, loss 0.5000\n", 80+float64(seed))
	}
	return 0
}

// inBoth stands in for precision.py: in float64 every loss is 2, in float32 it
// is 1, and the first script diverges.
func inBoth(mode, folder string) int {
	program, err := io.ReadAll(os.Stdin)
	if err != nil || !bytes.Equal(program, precision) {
		panic("not precision.py")
	}
	scripts, err := filepath.Glob(filepath.Join(folder, "*.py"))
	if err != nil {
		panic(err)
	}
	switch mode {
	case "hangs":
		<-time.After(time.Hour)
	case "fails":
		fmt.Fprintln(os.Stderr, "MemoryError")
		return 1
	case "no JSON":
		fmt.Println("nan")
		return 0
	case "silent":
		scripts = scripts[1:]
	}
	for i, script := range scripts {
		both := `"single": [[1, 1], [1, 1]], "double": [[2, 2], [2, 2]]`
		if i == 0 {
			both = `"single": [], "double": [[2, 2]]`
		}
		fmt.Printf("{\"name\": %q, %s}\n", strings.TrimSuffix(filepath.Base(script), ".py"), both)
	}
	return 0
}

const plan = `{"name": "small", "title": "A small plan", "seeds": [2, 3], "recipes": [
	{"name": "narrow", "hidden": [4], "epochs": 2, "training_images": 300},
	{"name": "wide", "hidden": [8], "epochs": 1, "training_images": 300}
]}`

// set passes for Fashion-MNIST, on which alone scripts repeat runs.
func set() dataset.Set {
	s := dataset.MadeUp(1, 300, 100)
	s.Source = dataset.FashionMNIST
	return s
}

func dataFolder(t *testing.T, s dataset.Set) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, datadir.WriteShards(dir, s))
	return dir
}

// result is of the plan: every epoch lost 1, and the test got 80 % right.
func result(t *testing.T, s dataset.Set) experiment.Result {
	t.Helper()
	p, err := experiment.ParsePlan([]byte(plan))
	require.NoError(t, err)
	r := experiment.NewResult(p, experiment.DataOf(s))
	for _, task := range p.Tasks() {
		run := experiment.NewRun(task.Recipe)
		half := train.Accuracy{Mean: 0.5, Deviation: 0.01}
		for e := 1; e <= task.Recipe.Epochs; e++ {
			run.Add(train.Event{Kind: train.Epoch, Epoch: e, TrainingLoss: 1, ValidationLoss: 1, ValidationAccuracy: half})
		}
		run.Add(train.Event{Kind: train.Finished, Epoch: task.Recipe.Epochs, TestLoss: 0.5, TestAccuracy: train.Accuracy{Mean: 0.8, Deviation: 0.01}, ParametersSHA256: strings.Repeat("0", 64)})
		r = r.With(run)
	}
	return r
}

func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o644))
	return path
}

func text(t *testing.T, r experiment.Result) []byte {
	t.Helper()
	content, err := r.Text()
	require.NoError(t, err)
	return content
}

func content(t *testing.T, path string) string {
	t.Helper()
	c, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(c)
}

func TestEveryRunIsTrainedAgainAndComparedSeedBySeed(t *testing.T) {
	t.Setenv(stand, "sound")
	started := filepath.Join(t.TempDir(), "started")
	t.Setenv("ATELIER_STARTED", started)
	s, kept := set(), t.TempDir()
	results := file(t, "results.json", text(t, result(t, s)))
	document := file(t, "document.md", []byte("before\n<!-- results: begin -->\nold\n<!-- results: end -->\nafter\n"))
	runs := filepath.Join(t.TempDir(), "runs.csv")
	args := []string{"-python", os.Args[0], "-data", dataFolder(t, s), "-kept", kept, "-into", document, "-csv", runs, "-cores", "2", results}

	var log bytes.Buffer
	require.NoError(t, run(t.Context(), args, &log), log.String())
	require.Equal(t, 4, strings.Count(log.String(), "\n"))
	require.Contains(t, log.String(), "4 of 4: ")
	require.Contains(t, log.String(), ": narrow, seed 3: test accuracy 83.00 %\n")

	// By hand: PyTorch's last losses are 1 and 1.5 for the narrow one, 2 and 3
	// for the wide one; Student's t of one degree of freedom is 12.706.
	written := content(t, document)
	require.Contains(t, written, `before
<!-- results: begin -->
### A small plan

|        | seeds |   training loss |      in PyTorch |                  difference | furthest apart | test accuracy |   in PyTorch |            difference |
| ---    |   --: |             --: |             --: |                         --: |            --: |           --: |          --: |                   --: |
| narrow |     2 | 1.0000 ± 0.0000 | 1.2500 ± 0.3536 | −0.2500 (−3.4266 to 2.9266) |              2 |  80.00 ± 0.00 | 82.50 ± 0.71 | −2.50 (−8.85 to 3.85) |
| wide   |     2 | 1.0000 ± 0.0000 | 2.5000 ± 0.7071 | −1.5000 (−7.8531 to 4.8531) |              2 |  80.00 ± 0.00 | 82.50 ± 0.71 | −2.50 (−8.85 to 3.85) |

PyTorch 9.9.`)
	require.True(t, strings.HasSuffix(written, "\n<!-- results: end -->\nafter\n"))
	require.Equal(t, `plan,recipe,seed,training_loss,pytorch_training_loss,test_accuracy,pytorch_test_accuracy,furthest_apart
A small plan,narrow,2,1,1,0.8,0.82,1
A small plan,wide,2,1,2,0.8,0.82,1
A small plan,narrow,3,1,1.5,0.8,0.83,2
A small plan,wide,3,1,3,0.8,0.83,2
`, content(t, runs))
	require.ElementsMatch(t, []string{"2 1", "3 1", "2 1", "3 1"}, strings.Split(strings.TrimSpace(content(t, started)), "\n"))

	t.Run("and what is over is kept", func(t *testing.T) {
		require.NoError(t, run(t.Context(), args, &log), log.String())
		require.Equal(t, written, content(t, document))
		require.Equal(t, 4, strings.Count(content(t, started), "\n"))
	})
	t.Run("for one version of PyTorch", func(t *testing.T) {
		t.Setenv("ATELIER_VERSION", "10")
		require.NoError(t, run(t.Context(), args, &log), log.String())
		require.Contains(t, content(t, document), "\nPyTorch 10. ")
		require.Equal(t, 8, strings.Count(content(t, started), "\n"))
	})
	t.Run("and no script is left", func(t *testing.T) {
		names, err := filepath.Glob(filepath.Join(kept, "*.py"))
		require.NoError(t, err)
		require.Empty(t, names)
	})
	t.Run("unless it is damaged, which is said", func(t *testing.T) {
		names, err := filepath.Glob(filepath.Join(kept, "*.json"))
		require.NoError(t, err)
		require.Len(t, names, 8)
		for _, name := range names {
			require.NoError(t, os.WriteFile(name, []byte("{"), 0o644))
		}
		require.ErrorContains(t, run(t.Context(), args, &log), ": unexpected end of JSON input; remove it to train anew")
	})
}

// A report and one of its recipes on more seeds stand in one table.
func TestResultsOfOneTitleShareATable(t *testing.T) {
	r := result(t, set())
	c := compared{Result: r}
	for _, run := range r.Runs {
		c.pairs = append(c.pairs, pair{run, run})
	}
	other := c
	other.Plan.Title = "Another plan"
	written := string(document([]compared{c, c, other}, "9.9"))
	require.Equal(t, 2, strings.Count(written, "### "))
	require.Equal(t, 3, strings.Count(written, "\n| narrow |     2 | 1.0000 ± 0.0000 | 1.0000 ± 0.0000 | 0.0000 (0.0000 to 0.0000) |              0 |"))
}

func TestWhatPyTorchCannotDoIsSaidWithTheRun(t *testing.T) {
	s := set()
	data, results := dataFolder(t, s), text(t, result(t, s))
	for mode, want := range map[string]string{
		"no torch":      os.Args[0] + ": importing torch: exit status 1: ModuleNotFoundError: No module named 'torch'",
		"diverges":      "seed 3: .*py: exit status 1: The run diverged in epoch 1\\.",
		"empty":         "seed 2: .*py: printed no epochs",
		"other columns": "seed 2: .*py: the curve has no column ",
		"no number":     `seed 2: .*py: the curve: training_loss: .*"much": invalid syntax`,
		"no test":       `seed 2: .*py: did not say what the test came to, but ""`,
	} {
		t.Run(mode, func(t *testing.T) {
			t.Setenv(stand, mode)
			t.Setenv("ATELIER_STARTED", filepath.Join(t.TempDir(), "started"))
			var log bytes.Buffer
			err := run(t.Context(), []string{"-python", os.Args[0], "-data", data, "-kept", t.TempDir(), "-cores", "1", file(t, "r.json", results)}, &log)
			require.Error(t, err)
			require.Regexp(t, want, err.Error())
		})
	}
}

func TestResultsThatCannotBeComparedAreRefused(t *testing.T) {
	s := set()
	sound := result(t, s)
	with := func(change func(*experiment.Result)) []byte {
		r := result(t, s)
		change(&r)
		return text(t, r)
	}
	made := dataset.MadeUp(1, 300, 100)
	for name, c := range map[string]struct {
		data    dataset.Set
		results []byte
		says    string
	}{
		"made-up garments": {made, text(t, sound), "exported scripts are for Fashion-MNIST alone"},
		"other images":     {s, with(func(r *experiment.Result) { r.Data.SHA256 = strings.Repeat("0", 64) }), "results.json: was made on fashion-mnist (400 images, sha-256 00000000…), but the images are fashion-mnist ("},
		"no runs":          {s, with(func(r *experiment.Result) { r.Runs = nil }), "results.json: has no runs"},
		"no JSON":          {s, []byte("{"), "results.json: "},
		"an unfinished run": {s, with(func(r *experiment.Result) { r.Runs[0] = experiment.NewRun(r.Runs[0].Recipe) }),
			"results.json: narrow, seed 2, is unfinished; only finished runs can be compared"},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			require.ErrorContains(t, run(t.Context(), []string{"-data", dataFolder(t, c.data), "-kept", t.TempDir(), file(t, "results.json", c.results)}, &log), c.says)
		})
	}
	var log bytes.Buffer
	require.ErrorContains(t, run(t.Context(), []string{"-data", dataFolder(t, s), "missing.json"}, &log), "missing.json")
	require.ErrorContains(t, run(t.Context(), []string{"-data", t.TempDir(), "missing.json"}, &log), "no data set")
}

func TestWrongUsageIsSaid(t *testing.T) {
	for want, args := range map[string][]string{
		"neither results nor -drawn given": nil,
		"-cores 0: at least 1 is needed":   {"-cores", "0", "results.json"},
		"-drawn -1: must not be negative":  {"-drawn", "-1"},
	} {
		require.ErrorContains(t, run(t.Context(), args, &bytes.Buffer{}), want)
	}
	var said bytes.Buffer
	require.ErrorIs(t, run(t.Context(), []string{"-unknown"}, &said), cli.ErrUsage)
	require.Contains(t, said.String(), "usage: pytorch [flags] [RESULTS.JSON...]")
	require.ErrorIs(t, run(t.Context(), []string{"-h"}, &said), flag.ErrHelp)
}

// What is over by then is kept, and not trained again.
func TestAnInterruptedCommandGoesOn(t *testing.T) {
	t.Setenv(stand, "sound")
	started := filepath.Join(t.TempDir(), "started")
	t.Setenv("ATELIER_STARTED", started)
	s := set()
	args := []string{"-python", os.Args[0], "-data", dataFolder(t, s), "-kept", t.TempDir(), "-cores", "1", file(t, "r.json", text(t, result(t, s)))}
	ctx, cancel := context.WithCancel(t.Context())
	require.ErrorIs(t, run(ctx, args, writer(func([]byte) { cancel() })), errInterrupted)
	require.Equal(t, 1, strings.Count(content(t, started), "\n"))
	require.NoError(t, run(t.Context(), args, io.Discard))
	require.Equal(t, 4, strings.Count(content(t, started), "\n"))
}

// Two results may have a run in common, and come to it at the same time.
func TestARunThatIsThereTwiceIsTrainedOnce(t *testing.T) {
	t.Setenv(stand, "sound")
	started := filepath.Join(t.TempDir(), "started")
	t.Setenv("ATELIER_STARTED", started)
	s := set()
	results := file(t, "r.json", text(t, result(t, s)))
	for range 5 {
		require.NoError(t, os.RemoveAll(started))
		require.NoError(t, run(t.Context(), []string{"-python", os.Args[0], "-data", dataFolder(t, s), "-kept", t.TempDir(), "-cores", "8", results, results}, io.Discard))
		require.Equal(t, 4, strings.Count(content(t, started), "\n"))
	}
}

// The test's own deadline ends it otherwise.
func TestAnInterruptionEndsThePrograms(t *testing.T) {
	t.Setenv(stand, "hangs")
	started := filepath.Join(t.TempDir(), "started")
	t.Setenv("ATELIER_STARTED", started)
	few, many := set(), many()
	for name, args := range map[string][]string{
		"results": {"-data", dataFolder(t, few), file(t, "r.json", text(t, result(t, few)))},
		"drawn":   {"-data", dataFolder(t, many), "-drawn", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			require.ErrorIs(t, run(ctx, append([]string{"-python", os.Args[0], "-kept", t.TempDir()}, args...), io.Discard), errInterrupted)
		})
	}
}

// By hand: they are furthest apart in the middle, where PyTorch is below.
func TestRunsAreFurthestApartInAnyEpochAndEitherWay(t *testing.T) {
	losses := func(list ...float64) experiment.Run { return experiment.Run{TrainLoss: list} }
	require.Equal(t, 2.0, furthestApart([]pair{{losses(4, 3, 1), losses(3, 1, 2)}}))
	require.Equal(t, 3.0, furthestApart([]pair{{losses(4, 3), losses(4, 3)}, {losses(1, 1), losses(1, 4, 9)}}))
}

func TestOneSeedHasNoDeviationAndNoInterval(t *testing.T) {
	r := result(t, set())
	c := compared{Result: r, pairs: []pair{{r.Runs[0], r.Runs[0]}}}
	require.Contains(t, string(document([]compared{c}, "9.9")), "\n| narrow |     1 |        1.0000 |     1.0000 |     0.0000 |              0 |         80.00 |      80.00 |       0.00 |\n")
}

func TestTheScriptsWordsBecomeARun(t *testing.T) {
	recipe := result(t, set()).Runs[0].Recipe
	curve := "run,epoch,learning_rate,training_loss,validation_loss,validation_accuracy,validation_accuracy_deviation\nx,1,0.1,1.5,1.25,0.75,0.125\n"
	run, err := parseRun(recipe, []byte(curve), []byte("a warning\ntest accuracy 84.96 ± 2.81 %, loss 0.4263\n"))
	require.NoError(t, err)
	want := experiment.NewRun(recipe)
	want.Status = experiment.Finished
	want.TrainLoss, want.ValidationLoss = []float64{1.5}, []float64{1.25}
	want.ValidationAccuracyMean, want.ValidationAccuracyStd = []float64{0.75}, []float64{0.125}
	want.TestAccuracyMean, want.TestAccuracyStd, want.TestLoss = 0.8496, 0.0281, 0.4263
	require.Equal(t, want, run)
}

func TestWhatCannotBeWrittenIsSaidBeforeAnythingIsTrained(t *testing.T) {
	t.Setenv(stand, "sound")
	started := filepath.Join(t.TempDir(), "started")
	t.Setenv("ATELIER_STARTED", started)
	s := set()
	args := []string{"-python", os.Args[0], "-data", dataFolder(t, s), "-kept", t.TempDir()}
	results := file(t, "r.json", text(t, result(t, s)))
	for want, more := range map[string][]string{
		"none.md: no such file": {"-into", filepath.Join(t.TempDir(), "none.md")},
		"are missing":           {"-into", file(t, "d.md", []byte("no marks"))},
		"-csv ":                 {"-csv", filepath.Join(t.TempDir(), "none", "runs.csv")},
	} {
		require.ErrorContains(t, run(t.Context(), append(append(args, more...), results), io.Discard), want)
	}
	require.NoFileExists(t, started)
}

// writer is told whatever is written.
type writer func(text []byte)

func (w writer) Write(text []byte) (int, error) {
	w(text)
	return len(text), nil
}
