package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/link"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// brought is a page with a run of batch normalisation from a file, whose ID is
// run-1.
func brought() store.State {
	recipe := train.Default()
	recipe.Name, recipe.Seed, recipe.BatchNorm.Enabled = "From a file", 4, true
	end := train.Event{Kind: train.Finished, Epoch: 50, TestAccuracy: train.Accuracy{Mean: 0.8}, ParametersSHA256: sum}
	return after(loaded, store.TakeModel{}, reported(wire.Report{Kind: wire.Imported, Run: "run-1", Recipe: &recipe, Event: &end, Whole: true}))
}

// then returns the state after further actions.
func then(s store.State, actions ...store.Action) store.State {
	s, _ = reduce(s, actions...)
	return s
}

func TestARunCanBeginWithWeightsThatWereBroughtIn(t *testing.T) {
	s := then(brought(), store.Show{View: store.Inside}, store.BeginWith{Run: "run-1"})
	require.Equal(t, store.Laboratory, s.View)
	require.Equal(t, &store.Begin{Run: "run-1", Name: "From a file", SHA256: sum}, s.Draft.Begin)
	require.Equal(t, uint64(4), s.Draft.Recipe.Seed, "so that the split is the same")
	s = then(s, store.Typed{Field: store.Epochs, Text: "7"}, store.Typed{Field: store.Dropout, Text: "0.5"})
	require.Nil(t, s.Draft.Errors)
	s, commands := reduce(s, store.Train{})
	r := s.Newest()
	require.Equal(t, "begins with the weights of From a file", r.Origin())
	require.Equal(t, []wire.Command{{Kind: wire.Start, Run: r.ID, Recipe: r.Recipe, Members: 1, Weights: sum, From: "run-1"}}, commands)
	require.Equal(t, 7, r.Recipe.Epochs)

	// What is kept of it comes first when its worker dies.
	s = then(s, reported(wire.Report{Kind: wire.Kept, Run: r.ID}), reported(wire.Report{Kind: wire.Trained, Run: r.ID, Event: &train.Event{Kind: train.Started}}))
	_, commands = reduce(s, reported(wire.Report{Kind: wire.Crashed, Run: r.ID}))
	require.True(t, commands[0].Continue)
	require.Equal(t, sum, commands[0].Weights)

	afresh := then(brought(), store.BeginWith{Run: "run-1"}, store.BeginAfresh{}, store.Train{})
	require.Nil(t, afresh.Newest().Begin)
	require.True(t, afresh.Newest().Recipe.BatchNorm.Enabled, "the recipe stays in the panel")
}

// Only finished runs have weights whose sum is known.
func TestOnlyWeightsOfFinishedRunsCanBeBegunWith(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, kept1, store.BeginWith{Run: "run-1"}, store.BeginWith{Run: "run-9"})
	require.Nil(t, s.Draft.Begin)
}

func TestTheNetworkMustBeOneForTheWeights(t *testing.T) {
	s := then(brought(), store.BeginWith{Run: "run-1"})
	narrow := then(s, store.Typed{Field: store.HiddenField(0), Text: "64"})
	require.Equal(t, "must be 128, as the weights are", narrow.Draft.Errors.For(store.Hidden))
	require.False(t, narrow.CanTrain())
	plain := then(s, store.Typed{Field: store.BatchNorm, Text: store.BatchNormOff})
	require.Equal(t, "must be on, as the weights have it", plain.Draft.Errors.For(store.BatchNorm))
	require.Nil(t, then(plain, store.BeginAfresh{}).Draft.Errors)
}

// Variants, further seeds and the same once more begin as the first did; other
// recipes in the panel do not.
func TestWhoeverRepeatsARunBeginsWithItsWeights(t *testing.T) {
	s := then(brought(), store.BeginWith{Run: "run-1"}, store.Train{})
	begin := s.Newest().Begin
	for _, again := range []store.Action{store.TrainAgain{Run: "run-2"}, store.Again{Group: "run-2"}} {
		require.Equal(t, begin, then(s, again).Newest().Begin)
	}
	varied := then(s, store.VaryField{Field: store.Epochs}, store.VaryTyped{Text: "2, 3"}, store.TrainVariants{})
	require.Equal(t, begin, varied.Newest().Begin)
	require.Nil(t, then(s, store.TakeRecipe{Name: "r.json", Text: []byte(`{}`)}).Draft.Begin)
}

// Its result is not its recipe's.
func TestARunThatBeganWithWeightsStandsForNoRecipe(t *testing.T) {
	s := then(brought(), store.BeginWith{Run: "run-1"}, store.Train{}, event("run-2", train.Event{Kind: train.Started}),
		event("run-2", train.Event{Kind: train.Finished, Epoch: 50, ParametersSHA256: strings.Repeat("b", 64)}))
	r := s.Newest()
	require.Equal(t, store.Finished, r.Phase)
	require.False(t, r.Whole())

	shared := then(s, store.ShareGroup{Group: "run-2"})
	l, err := link.Decode(shared.Links.Made.Text)
	require.NoError(t, err)
	require.Nil(t, l.Entries[0].Results)

	// A link that tells of the recipe's own result says nothing of this one.
	recipe := r.Recipe
	text, err := link.Encode(link.Link{Data: "made-up", Entries: []link.Entry{{Recipe: recipe, Seeds: []uint64{4}, Results: []string{sum}}}})
	require.NoError(t, err)
	require.Equal(t, store.NoWord, then(s, store.OpenLink{Text: text}).Match(r))

	_, commands := reduce(s, store.Save{Run: "run-2", Form: wire.PyTorch})
	require.Empty(t, commands, "a script would begin with other weights")
}

// The first run is one of the report's; the second has its recipe and seed, and
// other initial weights.
func TestARunThatBeganWithWeightsCountsForNoClaim(t *testing.T) {
	plan := after(store.Show{View: store.Report}).Results().Plan
	recipe := plan.Tasks()[0].Recipe
	s := after(loaded, store.TakeRecipe{Name: "r.json", Text: export.Recipe(recipe)}, store.Train{}, begun1, kept1, ends("run-1", sum))
	require.Len(t, s.Results().Runs, 1)
	s = then(s, store.BeginWith{Run: "run-1"}, store.Train{}, event("run-2", train.Event{Kind: train.Started}), ends("run-2", sum), store.Delete{Group: "run-1"})
	require.Equal(t, store.Finished, s.Newest().Phase)
	require.Empty(t, s.Results().Runs)
}

func TestWhatARunBeganWithIsKept(t *testing.T) {
	s := then(brought(), store.BeginWith{Run: "run-1"}, store.Train{})
	for _, r := range s.Runs {
		record, err := store.ParseRecord(s.Record(r))
		require.NoError(t, err)
		require.Equal(t, r.Origin(), record.Run.Origin())
		require.Equal(t, r.Begin, record.Run.Begin)
		require.Equal(t, r.Partial, record.Run.Partial)
	}
	damaged := strings.Replace(string(s.Record(s.Newest())), `"begin":{"run":"run-1"`, `"begin":{"run":"<b>"`, 1)
	_, err := store.ParseRecord([]byte(damaged))
	require.ErrorContains(t, err, "begin: not the weights of a run")
}
