package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
	"atelier/tools/internal/cli"
	"atelier/tools/internal/datadir"
)

// small is a plan of six runs that take no time; one recipe diverges.
const small = `{
	"name": "small", "title": "A small plan",
	"recipes": [
		{"name": "narrow", "hidden": [8], "epochs": 3, "training_images": 300, "batch_size": 50, "optimizer": {"method": "adam", "learning_rate": 0.01}},
		{"name": "dropout", "hidden": [16], "dropout": 0.5, "epochs": 2, "training_images": 300, "batch_size": 50},
		{"name": "wild", "epochs": 2, "training_images": 300, "batch_size": 50, "optimizer": {"learning_rate": 100}}
	],
	"seeds": [3, 0]
}`

func garments() dataset.Set { return dataset.MadeUp(1, 300, 100) }

// folder holds a set's shards.
func folder(t *testing.T, set dataset.Set) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, datadir.WriteShards(dir, set))
	return dir
}

func planFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "plan.json")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	return name
}

// report runs the command and returns what it said.
func report(t *testing.T, args ...string) string {
	t.Helper()
	var log bytes.Buffer
	require.NoError(t, run(t.Context(), args, &log), log.String())
	return log.String()
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	require.NoError(t, err)
	return string(text)
}

func results(t *testing.T, folder string) experiment.Result {
	t.Helper()
	r, err := experiment.ParseResult([]byte(read(t, folder, resultsFile)))
	require.NoError(t, err)
	return r
}

// trained returns the result of the plan, each run trained by a session of its
// own.
func trained(t *testing.T, text string) experiment.Result {
	t.Helper()
	p, err := experiment.ParsePlan([]byte(text))
	require.NoError(t, err)
	r := experiment.NewResult(p, experiment.DataOf(garments()))
	for _, task := range p.Tasks() {
		s, err := train.NewSession(task.Recipe, garments())
		require.NoError(t, err)
		run := experiment.NewRun(task.Recipe)
		for !s.Done() {
			run.Add(s.Step())
		}
		r = r.With(run)
	}
	return r
}

func TestAPlanIsTrainedAndWrittenDown(t *testing.T) {
	out := t.TempDir()
	said := report(t, "-plan", planFile(t, small), "-data", folder(t, garments()), "-out", out, "-cores", "2")
	require.Contains(t, said, "These are made-up garments, not Fashion-MNIST.\n")
	require.Contains(t, said, "6 of 6: ")
	require.Contains(t, said, "wild, seed 0 diverged: the training loss is ")
	require.Equal(t, trained(t, small), results(t, out))
	require.Len(t, strings.Split(read(t, out, resultsFile), "\n"), 1+6+1+1, "a line for each run")

	files, err := filepath.Glob(filepath.Join(out, "*"))
	require.NoError(t, err)
	var names []string
	for _, f := range files {
		names = append(names, filepath.Base(f))
	}
	require.Equal(t, []string{"README.md", "curves.csv", "curves.png", "curves.svg", "machine.json", "recipes.json", "results.json", "state", "tables.md", "tables.tex"}, names)
	readme := read(t, out, "README.md")
	require.Contains(t, readme, "# A small plan\n")
	require.Contains(t, readme, "**The images are made-up garments, not Fashion-MNIST.**")
	require.Contains(t, readme, "300 training and 100 test images of made-up garments.")
	require.Contains(t, readme, "6 runs, ")
	require.NotContains(t, readme, "claims")
	require.Contains(t, read(t, out, "tables.md"), "diverged")

	again, err := experiment.ParsePlan([]byte(read(t, out, "recipes.json")))
	require.NoError(t, err)
	require.Equal(t, trained(t, small).Plan, again)
}

func TestFiguresOfAnEarlierPlanDoNotStay(t *testing.T) {
	out, data := t.TempDir(), folder(t, garments())
	other := experiment.Report(experiment.Options{Epochs: 1, Images: 300, Seeds: []uint64{0}})
	other.Recipes = other.Recipes[:1]
	text, err := json.Marshal(other)
	require.NoError(t, err)
	report(t, "-plan", planFile(t, string(text)), "-data", data, "-out", out)
	require.FileExists(t, filepath.Join(out, "figure-2.png"))
	require.FileExists(t, filepath.Join(out, "claims.md"))
	report(t, "-plan", planFile(t, small), "-data", data, "-out", out)
	require.NoFileExists(t, filepath.Join(out, "figure-2.png"))
	require.NoFileExists(t, filepath.Join(out, "claims.md"))
	require.FileExists(t, filepath.Join(out, "curves.svg"))
}

// The names of a run's fields that others rely on.
func TestResultsHaveTheAgreedFields(t *testing.T) {
	out := t.TempDir()
	report(t, "-plan", planFile(t, small), "-data", folder(t, garments()), "-out", out)
	var result struct {
		Runs []map[string]any `json:"runs"`
	}
	require.NoError(t, json.Unmarshal([]byte(read(t, out, resultsFile)), &result))
	require.Len(t, result.Runs, 6)
	for _, field := range []string{"recipe", "seed", "train_loss", "validation_loss", "validation_accuracy_mean", "validation_accuracy_std", "test_accuracy_mean", "test_accuracy_std", "parameters_sha256"} {
		require.Contains(t, result.Runs[0], field)
	}
	require.Len(t, result.Runs[0]["train_loss"], 3)
	require.Regexp(t, "^[0-9a-f]{64}$", result.Runs[0]["parameters_sha256"])
	require.Equal(t, 3.0, result.Runs[0]["seed"])
}

// A report of two epochs on few images, with all that the whole one has.
func TestTheReportIsWrittenDown(t *testing.T) {
	out := t.TempDir()
	plan := experiment.Report(experiment.Options{Epochs: 2, Images: 300, Seeds: []uint64{0, 1}})
	text, err := json.Marshal(plan)
	require.NoError(t, err)
	document := filepath.Join(t.TempDir(), "README.md")
	require.NoError(t, os.WriteFile(document, []byte("<!-- report: begin -->\n<!-- report: end -->\n"), 0o644))
	report(t, "-plan", planFile(t, string(text)), "-data", folder(t, garments()), "-out", out, "-summary", document)

	r := results(t, out)
	require.True(t, r.Complete())
	require.Len(t, r.Runs, 18)
	for _, figure := range []string{"figure-2", "figure-3", "figure-4"} {
		picture, err := png.DecodeConfig(strings.NewReader(read(t, out, figure+".png")))
		require.NoError(t, err)
		require.Equal(t, [2]int{1417, 567}, [2]int{picture.Width, picture.Height}) // 20 and 8 cm at 180 dots an inch
		require.Less(t, len(read(t, out, figure+".png")), 200_000)
		requireXML(t, read(t, out, figure+".svg"))
	}
	require.NotContains(t, read(t, out, "figure-3.svg"), "AdaDelta at 1", "the control is not in the report")
	require.Contains(t, read(t, out, "figure-3.svg"), ">AdaDelta<")
	require.Contains(t, read(t, out, "tables.md"), "| AdaDelta at 1 (control, not in the report) | ")
	claims := read(t, out, "claims.md")
	for _, c := range experiment.Claims() {
		v := c.Judge(r)
		require.Contains(t, claims, c.Claim+"\n\n**"+capital(string(v.Outcome))+"**\n")
		for _, s := range v.Sentences() {
			require.Contains(t, claims, "- "+s+"\n")
		}
		require.Contains(t, read(t, out, "README.md"), c.Claim)
	}
	require.Len(t, strings.Split(read(t, out, "curves.csv"), "\n"), 1+18*2+1)
	latex := read(t, out, "tables.tex")
	require.Equal(t, 3, strings.Count(latex, `\begin{tabular}{lrrrrr}`))
	require.Contains(t, latex, "\n{}[64,64] & 55050 & ") // (784+1)·64 + 65·64 + 65·10
	require.NotContains(t, latex, "±")

	written, err := os.ReadFile(document)
	require.NoError(t, err)
	for _, line := range strings.Split(read(t, out, "tables.md"), "\n") {
		if cells := strings.Fields(line); len(cells) > 1 && strings.HasPrefix(line, "| [64,64]") {
			require.Contains(t, strings.Join(strings.Fields(string(written)), " "), strings.Join(cells, " "))
		}
	}
	require.Equal(t, 9+2+2+2, strings.Count(string(written), "\n"), "a line for each recipe, two for the head, two for the marks, and the note after an empty one")
}

func requireXML(t *testing.T, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
	}
}

func TestFlagsMakeThePlan(t *testing.T) {
	plan := func(args ...string) experiment.Plan {
		o, err := parse(args, io.Discard)
		require.NoError(t, err)
		p, err := o.plan()
		require.NoError(t, err)
		return p
	}
	require.Equal(t, experiment.Report(experiment.Options{}), plan())
	quick := experiment.Quick()
	quick.Seeds = []uint64{0}
	require.Equal(t, experiment.Report(quick), plan("-quick", "-seeds", "1"))
	require.Equal(t, experiment.Report(experiment.Options{Epochs: 4, Scaling: "unit"}), plan("-epochs", "4", "-scaling", "unit"))
	some := plan("-recipes", "adam, 64-64,xavier-normal")
	require.Equal(t, []string{"[64,64]", "Adam", "Xavier normal"}, []string{some.Recipes[0].Name, some.Recipes[1].Name, some.Recipes[2].Name})
	require.Len(t, some.Recipes, 3)
}

func TestFaultsAreNamed(t *testing.T) {
	data := folder(t, garments())
	plan := planFile(t, small)
	out := t.TempDir()
	empty := t.TempDir()
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"x"}, `unexpected argument "x"`},
		{[]string{"-seeds", "0"}, "-seeds 0: must be 1 to 100"},
		{[]string{"-epochs", "0"}, "-epochs 0: must be 1 to 1000"},
		{[]string{"-cores", "0"}, "-cores 0: at least 1 is needed"},
		{[]string{"-scaling", "none"}, "-scaling none: must be one of unit, signed, standard"},
		{[]string{"-recipes", "adam,sgd"}, `-recipes: "sgd" is none of baseline, 64-64, 42-42-42, dropout, adadelta, adam, xavier-normal, batch-norm, adadelta-at-1`},
		{[]string{"-plan", plan, "-epochs", "2"}, "-epochs is of the report, and has no place beside -plan: write it into the plan"},
		{[]string{"-plan", filepath.Join(empty, "x.json")}, "x.json: no such file or directory"},
		{[]string{"-plan", planFile(t, `{"name": "p", "seeds": [0], "recipes": [{"name": "a", "epochs": 0}]}`)}, "plan.json: plan: recipes[0].epochs must be 1 to 1000"},
		{[]string{"-plan", plan, "-part", "3"}, "-part 3: must be as 3/20, the first part being 1/20 and the last 20/20"},
		{[]string{"-plan", plan, "-part", "0/3"}, "-part 0/3: must be as"},
		{[]string{"-plan", plan, "-part", "4/3"}, "-part 4/3: must be as"},
		{[]string{"-plan", plan, "-part", "1/3/5"}, "-part 1/3/5: must be as"},
		{[]string{"-plan", plan, "-data", empty}, empty + ": no data set: neither manifest.json nor train-images-idx3-ubyte.gz is there; make data brings one into build/data"},
		{[]string{"-seeds", "1", "-data", data}, "recipe: training_images must be at most 300, all that the data set has"},
		{[]string{"-plan", plan, "-part", "1/3", "-summary", "README.md"}, "-summary has no place beside -part"},
		{[]string{"-plan", plan, "-data", data, "-summary", filepath.Join(empty, "none.md")}, "none.md: no such file or directory"},
		{[]string{"-merge"}, "-merge: name the folders that the parts were written to"},
		{[]string{"-merge", "-seeds", "3", "x"}, "-seeds has no place beside -merge, which trains nothing"},
		{[]string{"-merge", empty}, "results.json: no such file or directory"},
	} {
		err := run(t.Context(), append([]string{"-out", out}, c.args...), io.Discard)
		require.ErrorContains(t, err, c.says, "%v", c.args)
		_, err = os.Stat(filepath.Join(out, resultsFile))
		require.ErrorIs(t, err, os.ErrNotExist)
	}
	var said bytes.Buffer
	require.ErrorIs(t, run(t.Context(), []string{"-nonsense"}, &said), cli.ErrUsage)
	require.Contains(t, said.String(), "flag provided but not defined: -nonsense")
	require.ErrorIs(t, run(t.Context(), []string{"-h"}, &said), flag.ErrHelp)
	require.Contains(t, said.String(), "report -merge [flags] FOLDER...")
}

func TestTheCommandIsWrittenSoThatAShellReadsIt(t *testing.T) {
	require.Equal(t, "go run ./tools/report", command(nil))
	require.Equal(t, `go run ./tools/report -out 'a b' -plan 'it'\''s' ''`, command([]string{"-out", "a b", "-plan", "it's", ""}))
}

// The four files that are published, each checked against its sum.
func TestThePublishedSetIsKnownByItsSum(t *testing.T) {
	published := os.Getenv("FASHION_MNIST_DIR")
	if published == "" {
		t.Skip("skipped: FASHION_MNIST_DIR is not set")
	}
	set, err := datadir.ReadCanonical(os.DirFS(published))
	require.NoError(t, err)
	require.Equal(t, publishedSHA256, experiment.DataOf(set).SHA256)
	require.Equal(t, "Fashion-MNIST", nameOfData(experiment.DataOf(set)))
}
