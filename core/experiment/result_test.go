package experiment_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/dataset"
	"atelier/core/experiment"
	"atelier/core/train"
)

func garments() dataset.Set { return dataset.MadeUp(1, 300, 100) }

// trained runs a task to its end.
func trained(t *testing.T, recipe train.Recipe) experiment.Run {
	t.Helper()
	s, err := train.NewSession(recipe, garments())
	require.NoError(t, err)
	run := experiment.NewRun(recipe)
	for !s.Done() {
		run.Add(s.Step())
	}
	return run
}

func result(t *testing.T, tasks []experiment.Task) experiment.Result {
	t.Helper()
	r := experiment.NewResult(parse(t, small), experiment.DataOf(garments()))
	for _, task := range tasks {
		r = r.With(trained(t, task.Recipe))
	}
	return r
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

func TestARunTakesDownItsEvents(t *testing.T) {
	r := train.Default()
	r.Seed = 5
	run := experiment.NewRun(r)
	run.Add(train.Event{Kind: train.Started, Parameters: 1})
	run.Add(train.Event{Kind: train.Step, Epoch: 1, TrainingLoss: 9})
	run.Add(train.Event{Kind: train.Epoch, Epoch: 1, TrainingLoss: 2, ValidationLoss: 3, ValidationAccuracy: train.Accuracy{Mean: 0.5, Deviation: 0.1}})
	require.False(t, run.Over())
	require.Equal(t, 1, run.Epochs())
	run.Add(train.Event{Kind: train.Epoch, Epoch: 2, TrainingLoss: 1.5, ValidationLoss: 2.5, ValidationAccuracy: train.Accuracy{Mean: 0.6, Deviation: 0.2}})
	run.Add(train.Event{Kind: train.Finished, Epoch: 2, TestLoss: 4, TestAccuracy: train.Accuracy{Mean: 0.7, Deviation: 0.3}, ParametersSHA256: "ab"})
	require.Equal(t, experiment.Run{
		Recipe: r, Seed: 5, Status: experiment.Finished,
		TrainLoss: []float64{2, 1.5}, ValidationLoss: []float64{3, 2.5},
		ValidationAccuracyMean: []float64{0.5, 0.6}, ValidationAccuracyStd: []float64{0.1, 0.2},
		TestLoss: 4, TestAccuracyMean: 0.7, TestAccuracyStd: 0.3, ParametersSHA256: "ab",
	}, run)
	require.True(t, run.Over())

	diverged := experiment.NewRun(r)
	diverged.Add(train.Event{Kind: train.Diverged, Reason: "the loss is infinite"})
	require.Equal(t, experiment.Diverged, diverged.Status)
	require.Equal(t, "the loss is infinite", diverged.Reason)
}

func TestAnEpochTrainedAgainIsTakenDownAgain(t *testing.T) {
	run := experiment.NewRun(train.Default())
	for epoch := 1; epoch <= 3; epoch++ {
		run.Add(train.Event{Kind: train.Epoch, Epoch: epoch, TrainingLoss: float64(epoch)})
	}
	run.Add(train.Event{Kind: train.Epoch, Epoch: 2, TrainingLoss: 7})
	require.Equal(t, []float64{1, 7}, run.TrainLoss)
	require.Panics(t, func() { run.Add(train.Event{Kind: train.Epoch, Epoch: 4}) })
}

func TestResultsSurviveTheirJSON(t *testing.T) {
	want := result(t, parse(t, small).Tasks())
	require.True(t, want.Complete())
	got, err := experiment.ParseResult([]byte(asJSON(t, want)))
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// The sum is that of a native run: it is there to be the same in every build
// and browser.
func TestResultsAreTheSameEverywhere(t *testing.T) {
	sum := sha256.Sum256([]byte(asJSON(t, result(t, parse(t, small).Tasks()))))
	require.Equal(t, "3660b8d7d3634b32d2ff571e5c45ebe2ce4c3d9c27d80c752fad0bb79122c732", hex.EncodeToString(sum[:]))
}

// Six runs in two, three and six parts, merged in every order of three.
func TestPartsMergeInAnyOrder(t *testing.T) {
	p := parse(t, small)
	whole := result(t, p.Tasks())
	parts := []experiment.Result{result(t, p.Part(1, 3)), result(t, p.Part(2, 3)), result(t, p.Part(3, 3))}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {0, 1, 2, 1, 0}} {
		var list []experiment.Result
		for _, i := range order {
			list = append(list, parts[i])
		}
		merged, err := experiment.Merge(list...)
		require.NoError(t, err)
		require.Equal(t, asJSON(t, whole), asJSON(t, merged), "%v", order)
	}
	some, err := experiment.Merge(parts[1])
	require.NoError(t, err)
	require.False(t, some.Complete())
}

// unfinished returns what was known of a run after so many epochs.
func unfinished(run experiment.Run, epochs int) experiment.Run {
	start := experiment.NewRun(run.Recipe)
	for e := range epochs {
		start.Add(train.Event{Kind: train.Epoch, Epoch: e + 1, TrainingLoss: run.TrainLoss[e], ValidationLoss: run.ValidationLoss[e],
			ValidationAccuracy: train.Accuracy{Mean: run.ValidationAccuracyMean[e], Deviation: run.ValidationAccuracyStd[e]}})
	}
	return start
}

func TestMergingTakesTheRunThatIsFurthest(t *testing.T) {
	p := parse(t, small)
	empty := result(t, nil)
	whole := trained(t, p.Tasks()[1].Recipe) // three epochs
	know := func(run experiment.Run) experiment.Result { return empty.With(run) }
	for _, list := range [][]experiment.Result{
		{know(unfinished(whole, 1)), know(unfinished(whole, 2)), know(whole)},
		{know(whole), know(unfinished(whole, 3)), know(unfinished(whole, 0))},
	} {
		merged, err := experiment.Merge(list...)
		require.NoError(t, err)
		require.Equal(t, []experiment.Run{whole}, merged.Runs)
	}
	merged, err := experiment.Merge(know(unfinished(whole, 2)), empty, know(unfinished(whole, 1)))
	require.NoError(t, err)
	require.Equal(t, 2, merged.Runs[0].Epochs())
}

func TestWhatDoesNotBelongTogetherIsNotMerged(t *testing.T) {
	p := parse(t, small)
	a := result(t, p.Part(1, 2))
	run := a.Runs[0]

	other := a
	other.Data.SHA256 = "ffffffffff"
	_, err := experiment.Merge(a, other)
	require.ErrorContains(t, err, "merge: results on different data sets, made-up (400 images, sha-256 ")

	other = a
	other.Plan.Name = "another"
	_, err = experiment.Merge(a, other)
	require.EqualError(t, err, `merge: results of different plans, "small" and "another", or of one that was changed`)

	_, err = experiment.Merge()
	require.EqualError(t, err, "merge: there is no result")

	for name, change := range map[string]func(*experiment.Run){
		"another sum":         func(r *experiment.Run) { r.ParametersSHA256 = strings.Repeat("0", 64) },
		"another test":        func(r *experiment.Run) { r.TestAccuracyMean += 1e-16 },
		"another start":       func(r *experiment.Run) { *r = unfinished(*r, 1); r.TrainLoss[0] *= 2 },
		"diverged, not so":    func(r *experiment.Run) { *r = unfinished(*r, 1); r.Status, r.Reason = experiment.Diverged, "why" },
		"another accuracy":    func(r *experiment.Run) { *r = unfinished(*r, 2); r.ValidationAccuracyStd[1] = 1 },
		"another, of as many": func(r *experiment.Run) { *r = unfinished(*r, 2); r.ValidationLoss[0] = 1 },
	} {
		changed := experiment.NewRun(run.Recipe)
		text := asJSON(t, run)
		require.NoError(t, json.Unmarshal([]byte(text), &changed))
		change(&changed)
		for _, pair := range [][]experiment.Result{{a, a.With(changed)}, {a.With(changed), a}} {
			_, err = experiment.Merge(pair...)
			require.EqualError(t, err, "merge: two results differ about narrow on seed 3: one of them is wrong", name)
		}
	}
}

func TestResultsThatNoPlanComesToAreRefused(t *testing.T) {
	good := asJSON(t, result(t, parse(t, small).Part(1, 3)))
	require.Contains(t, good, `"seed":3,"status"`)
	for replace, says := range map[[2]string]string{
		{`"format":1`, `"format":2`}:                        "result: of format 2, this program reads format 1",
		{`"format":1`, `"farmat":1`}:                        `result: json: unknown field "farmat"`,
		{`"seeds":[3`, `"seeds":[4`}:                        "result: runs[0]: the plan has no narrow on seed 3",
		{`"seed":3,"status"`, `"seed":4,"status"`}:          "result: runs[0]: seed is 4, its recipe has 3",
		{`"status":"finished"`, `"status":"won"`}:           `result: runs[0]: status "won" is not one`,
		{`"train_loss":[`, `"train_loss":[1,`}:              "result: runs[0]: its lists are not all 3 epochs long",
		{`"parameters_sha256":"`, `"parameters_sha256":"x`}: "result: runs[0]: is finished without a sum",
		{`"name":"small"`, `"name":""`}:                     "result: plan: name must have 1 to 80 characters",
	} {
		_, err := experiment.ParseResult([]byte(strings.Replace(good, replace[0], replace[1], 1)))
		require.ErrorContains(t, err, says)
	}
	short := result(t, parse(t, small).Part(1, 3))
	run := unfinished(short.Runs[0], 1)
	run.Status = experiment.Finished
	_, err := experiment.ParseResult([]byte(asJSON(t, short.With(run))))
	require.EqualError(t, err, "result: runs[0]: is finished after 1 of 2 epochs")

	r := result(t, parse(t, small).Part(1, 3))
	r.Runs[0], r.Runs[1] = r.Runs[1], r.Runs[0]
	_, err = experiment.ParseResult([]byte(asJSON(t, r)))
	require.EqualError(t, err, "result: runs[1]: not in the plan's order")
	require.Panics(t, func() { r.With(experiment.NewRun(train.Default())) })
}

// Python: hashlib.sha256 over (1).to_bytes(8,'little') + bytes([7]) + bytes(784)
// + (0).to_bytes(8,'little').
func TestTheSumOfADataSetIsThatOfItsContent(t *testing.T) {
	one := dataset.NewImages(1)
	one.Labels[0] = 7
	d := experiment.DataOf(dataset.Set{Source: dataset.MadeUpSource, Train: one})
	require.Equal(t, experiment.Data{Source: "made-up", TrainingImages: 1, SHA256: "c85cefbc80366477d7efbb07b235a2032346b176c09f93b8d537402055944c30"}, d)
}

// By hand: the means of two runs, and what a third, unfinished one does not
// change.
func TestSummariesAreMeansOverTheFinishedRuns(t *testing.T) {
	r := experiment.NewResult(parse(t, small), experiment.Data{})
	add := func(seed uint64, epochs int, loss, accuracy, test float64) {
		recipe := r.Plan.Recipes[0]
		recipe.Seed = seed
		run := experiment.NewRun(recipe)
		for e := range epochs {
			run.Add(train.Event{Kind: train.Epoch, Epoch: e + 1, TrainingLoss: loss, ValidationLoss: 2 * loss, ValidationAccuracy: train.Accuracy{Mean: accuracy, Deviation: loss / 100}})
		}
		if test > 0 {
			run.Add(train.Event{Kind: train.Finished, TestAccuracy: train.Accuracy{Mean: test, Deviation: loss / 50}})
		}
		r = r.With(run)
	}
	add(3, 1, 4, 0.5, 0)
	s := experiment.Summaries(r)[0]
	require.Equal(t, []float64{4}, s.TrainLoss, "the furthest, as long as none is finished")
	add(0, 2, 1, 0.25, 0.5)
	add(7, 2, 2, 0.75, 0.75)
	s = experiment.Summaries(r)[0]
	require.Len(t, s.Finished, 2)
	require.Equal(t, []float64{1.5, 1.5}, s.TrainLoss)
	require.Equal(t, []float64{3, 3}, s.ValidationLoss)
	require.Equal(t, []train.Accuracy{{Mean: 0.5, Deviation: 0.015}, {Mean: 0.5, Deviation: 0.015}}, s.ValidationAccuracy)
	require.InDelta(t, 0.625, s.TestAccuracy.Mean, 1e-15)
	require.InDelta(t, 0.03, s.TestAccuracy.Deviation, 1e-15)
	require.Equal(t, [2]float64{0.5, 0.75}, [2]float64{s.Seeds.Low, s.Seeds.High})
	require.InDelta(t, 0.25/1.4142135623730951, s.Seeds.Deviation, 1e-15)
	require.Empty(t, experiment.Summaries(r)[1].TrainLoss)
}
