package store_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

var kept1 = reported(wire.Report{Kind: wire.Kept, Run: "run-1"})

func TestAFileOfARunIsMadeOnceByAWorker(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, kept1, done1)
	s, commands := reduce(s, store.Save{Run: "run-1", Form: wire.ONNX}, store.Save{Run: "run-1", Form: wire.ONNX}, store.Save{Run: "run-9", Form: wire.ONNX})
	require.Equal(t, []wire.Command{{Kind: wire.Export, Run: "run-1", Recipe: s.Runs[0].Recipe, Form: wire.ONNX, Whole: true, Source: "fashion-mnist"}}, commands)
	require.True(t, s.Exports.IsMaking("run-1", wire.ONNX))
	require.False(t, s.Exports.IsMaking("run-1", wire.PyTorch))

	made, _ := reduce(s, reported(wire.Report{Kind: wire.Exported, Run: "run-1", Form: wire.ONNX}))
	require.False(t, made.Exports.IsMaking("run-1", wire.ONNX))
	require.Nil(t, made.Exports.Failed)

	failed, _ := reduce(s, reported(wire.Report{Kind: wire.NotExported, Run: "run-1", Form: wire.ONNX, Message: "no room"}))
	require.Equal(t, &store.Unsaved{Name: "Baseline", Why: "no room"}, failed.Exports.Failed)
	failed, _ = reduce(failed, store.TakenNote{})
	require.Nil(t, failed.Exports.Failed)

	// Whoever was to make it answers, or the pool in its place.
	still, _ := reduce(s, reported(wire.Report{Kind: wire.LoadFailed, Message: "no network"}), reported(wire.Report{Kind: wire.Crashed}))
	require.True(t, still.Exports.IsMaking("run-1", wire.ONNX))
	require.Nil(t, still.Exports.Failed)
}

// A run without a network has a script all the same, which needs its recipe.
func TestARunThatWaitsHasAScriptAndNoWeights(t *testing.T) {
	s := after(loaded, store.Train{}, store.Train{})
	_, commands := reduce(s, store.Save{Run: "run-2", Form: wire.Safetensors})
	require.Empty(t, commands)
	_, commands = reduce(s, store.Save{Run: "run-2", Form: wire.PyTorch})
	require.Len(t, commands, 1)
}

func TestWhatIsTakenAwayIsOfTheTickedGroupsOrOfAll(t *testing.T) {
	s := after(store.TakeAway{Kind: store.CurvesCSV})
	require.Nil(t, s.Exports.Due, "there is nothing")
	s = after(loaded, store.Train{}, begun1, done1, store.Train{}, store.TakeAway{Kind: store.CurvesCSV})
	require.Len(t, s.Exports.Due.Groups, 2)
	again, _ := reduce(s, store.TakeAway{Kind: store.CurvesCSV})
	require.NotSame(t, s.Exports.Due, again.Exports.Due, "each wish is a new one")
	s, _ = reduce(s, store.Tick{Group: "run-2"}, store.TakeAway{Kind: store.PNG})
	require.Equal(t, "run-2", s.Exports.Due.Groups[0].ID)
	s, _ = reduce(s, store.TakeAway{Kind: store.RecipeFile, Group: "run-1"})
	require.Equal(t, "run-1", s.Exports.Due.Groups[0].ID)
}

func TestTablesHoldWhatTheRunsMeasured(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, epoch1, done1, store.Train{},
		event("run-2", train.Event{Kind: train.Diverged, Epoch: 1, Reason: "NaN"}))
	read := func(kind store.Kind) [][]string {
		files := store.Tables(kind, s.Groups(), "")
		require.Len(t, files, 1)
		rows, err := csv.NewReader(strings.NewReader(string(files[0].Content))).ReadAll()
		require.NoError(t, err)
		return rows
	}
	require.Equal(t, [][]string{
		{"run", "epoch", "learning_rate", "training_loss", "validation_loss", "validation_accuracy", "validation_accuracy_deviation"},
		{"Baseline", "1", "0", "1.5", "1.1", "0.7", "0.02"},
	}, read(store.CurvesCSV))
	require.Equal(t, [][]string{
		{"run", "seed", "origin", "end", "epochs", "test_loss", "test_accuracy", "test_accuracy_deviation", "parameters_sha256"},
		{"Baseline", "0", "", "stopped early", "1", "0.4", "0.85", "0.02", "abc"},
		{"Baseline 2", "0", "", "diverged", "0", "", "", "", ""},
	}, read(store.ResultsCSV))
}

func TestEverythingIsThereOnceAndUnderNamesThatDiffer(t *testing.T) {
	s := after(loaded, store.Typed{Field: store.Name, Text: "A/B"}, store.Train{}, store.Typed{Field: store.Name, Text: "a b"}, store.Train{},
		store.Typed{Field: store.Name, Text: "ß"}, store.Train{})
	var names []string
	for _, f := range store.Tables(store.Everything, s.Groups(), "") {
		names = append(names, f.Name)
	}
	require.Equal(t, []string{"curves.csv", "results.csv", "summary.csv", "differences.csv", "comparison.md", "comparison.tex", "recipes/a-b.json", "recipes/a-b-2.json", "recipes/run.json"}, names)
	require.Empty(t, store.Tables(store.SVG, s.Groups(), ""))
}

// Two tabs, or a file of another visit, bring runs of one name; names in other
// letters are all "run" as names of files.
func TestRunsOfOneNameAreToldApartInTablesAndArchives(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, epoch1, done1, store.Train{}, store.Train{})
	groups := s.Groups()
	for i, name := range []string{"a", "a", "a (2)"} {
		r := *groups[i].Runs[0]
		r.Recipe.Name, r.Curve = name, s.Runs[0].Curve
		groups[i].Runs = []*store.Run{&r}
	}
	column := func(kind store.Kind) (list []string) {
		rows, err := csv.NewReader(strings.NewReader(string(store.Tables(kind, groups, "")[0].Content))).ReadAll()
		require.NoError(t, err)
		for _, row := range rows[1:] {
			list = append(list, row[0])
		}
		return list
	}
	for _, kind := range []store.Kind{store.CurvesCSV, store.ResultsCSV, store.SummaryCSV} {
		require.Equal(t, []string{"a", "a (3)", "a (2)"}, column(kind))
	}
	for i, name := range []string{"織物", "編み物", "run 2"} {
		groups[i].Runs[0].Recipe.Name = name
	}
	var names []string
	for _, f := range store.Tables(store.RecipeFile, groups, "") {
		names = append(names, f.Name)
	}
	require.Equal(t, []string{"run.json", "run-3.json", "run-2.json"}, names)
}

// The numbers are those of the verdict's own tests: a difference of two points.
func TestDifferencesAreTheVerdicts(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, done1, store.Train{}, begunOn("run-2", fashion),
		event("run-2", train.Event{Kind: train.Finished, Epoch: 50, TestAccuracy: train.Accuracy{Mean: 0.87, Deviation: 0.02}}))
	table := store.Differences(s.Groups(), "")
	require.Equal(t, 1, table.Rows())
	require.Contains(t, string(table.Markdown()), "| Baseline 2 | Baseline | batches     |            1 |                2.0 |                 – |               – |        – |", "no confusion, so no interval")
	require.Contains(t, string(table.CSV()), "run,against,judged_over,common_seeds,difference,low,high,p\nBaseline 2,Baseline,batches,1,0.0")
	require.Zero(t, store.Differences(s.Groups()[:1], "").Rows())
	require.Contains(t, string(store.Summary(s.Groups()).LaTeX()), `Baseline 2 & 101770 & 1 & 87.0 $\pm$ 2.0 & batches`)
}

func TestFilesOfARunAreNamedAfterIt(t *testing.T) {
	s := after(loaded, store.Typed{Field: store.Name, Text: "Adam, 0.01"}, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{})
	require.Equal(t, "adam-0-01-seed-1.safetensors", store.RunFile(s.Runs[1], wire.Safetensors))
	require.Equal(t, "run", store.FileName("…"))
	require.Len(t, store.FileName(strings.Repeat("x", 200)), 60)
}

func TestARecipeFromAFileFillsThePanel(t *testing.T) {
	recipe := train.Default()
	recipe.Name, recipe.Epochs = "From a file", 7
	s := after(store.TakeRecipe{Name: "r.json", Text: export.Recipe(recipe)})
	require.Equal(t, "From a file", s.Draft.Recipe.Name)
	require.Equal(t, 7, s.Draft.Recipe.Epochs)

	s = after(store.TakeRecipe{Name: "r.json", Text: []byte(`{"epoch":1}`)})
	require.Equal(t, &store.Unsaved{Name: "r.json", Why: "recipe: epoch is not a field of a recipe", Read: true}, s.Exports.Failed)
}

func TestWeightsFromAFileBecomeAFinishedRun(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, done1)
	id := s.ImportID()
	s, commands := reduce(s, store.TakeModel{})
	require.Equal(t, []wire.Command{{Kind: wire.Import, Run: id}}, commands)
	require.Equal(t, 1, s.Exports.Reading)
	s, _ = reduce(s, store.Train{}) // takes another ID
	recipe := train.Default()
	end := train.Event{Kind: train.Finished, Epoch: 50, TestAccuracy: train.Accuracy{Mean: 0.8}, ParametersSHA256: sum}
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Imported, Run: id, Recipe: &recipe, Event: &end, Whole: true}))
	r := s.Run(id)
	require.Equal(t, "from a file", r.Origin())
	require.True(t, r.Whole())
	require.Equal(t, store.Finished, r.Phase)
	require.True(t, r.Seen() && r.Imported)
	require.Equal(t, "Baseline 3", r.Recipe.Name)
	require.Equal(t, sum, r.ParametersSHA256)
	require.Equal(t, id, s.Selected)
	require.Zero(t, s.Exports.Reading)

	s, _ = reduce(s, store.TakeModel{}, reported(wire.Report{Kind: wire.NotImported, Run: s.ImportID(), Message: "damaged"}))
	require.Equal(t, &store.Unsaved{Why: "damaged", Read: true}, s.Exports.Failed)
}

// A network of the third epoch would pass for what the recipe comes to.
func TestWeightsOfAnEarlierEpochAreMarkedAndNotJudged(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, done1)
	id := s.ImportID()
	recipe := train.Default()
	end := train.Event{Kind: train.Finished, Epoch: 3, TestAccuracy: train.Accuracy{Mean: 0.5, Deviation: 0.02}, ParametersSHA256: sum}
	s, _ = reduce(s, store.TakeModel{}, reported(wire.Report{Kind: wire.Imported, Run: id, Recipe: &recipe, Event: &end}))
	r := s.Run(id)
	require.False(t, r.Whole())
	require.Equal(t, "from a file, after epoch 3 of 50", r.Origin())
	require.Equal(t, 3, r.Epoch)
	require.Equal(t, store.Nothing, store.Compare(s.Groups(), "")[0].Basis)
	require.Zero(t, store.Differences(s.Groups(), "").Rows())
	require.Contains(t, string(store.Summary(s.Groups()).Markdown()), "| from a file, after epoch 3 of 50 |")

	// Nor is it whole in a file of its own.
	_, commands := reduce(s, store.Save{Run: id, Form: wire.Safetensors})
	require.False(t, commands[0].Whole)

	end.Epoch = 50
	s, _ = reduce(s, reported(wire.Report{Kind: wire.Imported, Run: "run-8", Recipe: &recipe, Event: &end}))
	require.Equal(t, "from a file that does not vouch for its recipe", s.Run("run-8").Origin())
}
