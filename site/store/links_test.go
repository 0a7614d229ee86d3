package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"atelier/core/export"
	"atelier/core/link"
	"atelier/core/optim"
	"atelier/core/train"
	"atelier/site/store"
	"atelier/wasm/wire"
)

// sum is the SHA-256 of nothing in particular.
const sum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// ends is the end of a run with that sum.
func ends(run, sum string) store.Action {
	return event(run, train.Event{Kind: train.Finished, Epoch: 50, Epochs: 50, TestAccuracy: train.Accuracy{Mean: 0.85}, ParametersSHA256: sum})
}

// linkTo encodes a link of recipes under a seed of their own each.
func linkTo(t *testing.T, entries ...link.Entry) string {
	text, err := link.Encode(link.Link{Entries: entries, Data: "fashion-mnist"})
	require.NoError(t, err)
	return text
}

func TestALinkToARecipeFillsThePanelAndTrainsNothing(t *testing.T) {
	adam := train.Default()
	adam.Name, adam.Optimizer.Method, adam.Seed = "Adam", "adam", 4
	s, commands := reduce(store.Initial(), store.Show{View: store.Garments},
		store.OpenLink{Text: linkTo(t, link.Entry{Recipe: adam, Seeds: []uint64{4, 5, 6}})})
	require.Empty(t, commands)
	require.Empty(t, s.Runs)
	require.Equal(t, store.Laboratory, s.View)
	require.Equal(t, adam.Optimizer.Method, s.Draft.Recipe.Optimizer.Method)
	require.Equal(t, uint64(4), s.Draft.Recipe.Seed)
	require.Equal(t, 3, s.Draft.Repeats)
	require.True(t, s.Links.InPanel())

	trained, _ := reduce(s, store.Train{})
	require.Len(t, trained.Runs, 3)
	require.Nil(t, trained.Links.Offer)

	s, _ = reduce(s, store.LinkDone{})
	require.Nil(t, s.Links.Offer)
	require.Equal(t, "adam", s.Draft.Recipe.Optimizer.Method, "only the notice goes")
}

func TestTheWayBackToALinkLeavesThePanelAlone(t *testing.T) {
	text := linkTo(t, link.Entry{Recipe: train.Default(), Seeds: []uint64{0}})
	s := after(store.OpenLink{Text: text}, store.Typed{Field: store.Epochs, Text: "3"}, store.Show{View: store.Inside}, store.OpenLink{Text: text})
	require.Equal(t, store.Laboratory, s.View)
	require.Equal(t, 3, s.Draft.Recipe.Epochs)
}

func TestALinkToAComparisonIsOfferedAndTrainedWhenAskedFor(t *testing.T) {
	other := train.Default()
	other.Name, other.Dropout = "Dropout", 0.5
	s := after(store.OpenLink{Text: linkTo(t, link.Entry{Recipe: train.Default(), Seeds: []uint64{0, 2}}, link.Entry{Recipe: other, Seeds: []uint64{0}})})
	require.False(t, s.Links.InPanel())
	require.Equal(t, 3, s.Links.Offer.Runs())
	require.Equal(t, train.Default().Name, s.Draft.Recipe.Name)

	s, commands := reduce(s, store.TrainLink{})
	require.Len(t, s.Runs, 3)
	require.Equal(t, []uint64{0, 2, 0}, []uint64{s.Runs[0].Recipe.Seed, s.Runs[1].Recipe.Seed, s.Runs[2].Recipe.Seed})
	require.Len(t, s.Groups(), 2)
	require.Equal(t, "run-1", s.Selected)
	require.Equal(t, wire.Start, commands[0].Kind)
	require.Nil(t, s.Links.Offer)
	s, _ = reduce(s, store.TrainLink{})
	require.Len(t, s.Runs, 3, "a second click finds nothing to train")
}

func TestALinkThatCannotBeOpenedSaysWhyAndChangesNothingElse(t *testing.T) {
	good := linkTo(t, link.Entry{Recipe: train.Default(), Seeds: []uint64{0}})
	for text, want := range map[string]store.LinkFault{
		good[:len(good)-2]: store.Damaged,
		"r=":               store.Damaged,
		"c=7.abc":          store.TooNew,
		// {"e":[{"r":{"epochs":0}}]}, with its checksum from Python's zlib.crc32.
		"r=1.eyJlIjpbeyJyIjp7ImVwb2NocyI6MH19XX2a1BIz": store.Unfit,
	} {
		s := after(store.Typed{Field: store.Epochs, Text: "3"}, store.OpenLink{Text: text})
		require.Equal(t, want, s.Links.Fault, text)
		require.Nil(t, s.Links.Offer)
		require.Equal(t, 3, s.Draft.Recipe.Epochs)
		if want == store.Unfit {
			require.Contains(t, s.Links.Why, "epochs must be 1 to 1000")
		}
	}
}

func TestLinksThatAreMadeAreReadBackAsTheRunsTheyAreOf(t *testing.T) {
	s := after(loaded, store.Typed{Field: store.Repeats, Text: "2"}, store.Train{}, begun1, ends("run-1", sum))
	s, _ = reduce(s, store.ShareGroup{Group: "run-1"})
	l, err := link.Decode(s.Links.Made.Text)
	require.NoError(t, err)
	require.Equal(t, link.Link{
		Entries: []link.Entry{{Recipe: s.Runs[0].Recipe, Seeds: []uint64{0, 1}, Results: []string{sum, ""}}},
		Data:    "fashion-mnist",
	}, l)
	require.Equal(t, 2, s.Links.Made.Runs)

	s, _ = reduce(s, store.LinkCopied{Address: "https://example.org/#r=1", Copied: true})
	require.True(t, s.Links.Made.Copied)
	s, _ = reduce(s, store.MadeDone{})
	require.Nil(t, s.Links.Made)

	s, _ = reduce(s, store.ShareRecipe{})
	l, err = link.Decode(s.Links.Made.Text)
	require.NoError(t, err)
	require.Equal(t, []uint64{0, 1}, l.Entries[0].Seeds)
	require.Nil(t, l.Entries[0].Results)
}

func TestTheResultOfARunWhoseRateWasChangedIsNotItsRecipes(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.1}), ends("run-1", sum), store.ShareGroup{Group: "run-1"})
	l, err := link.Decode(s.Links.Made.Text)
	require.NoError(t, err)
	require.Nil(t, l.Entries[0].Results)
}

// Its worker died before a snapshot was taken, and the change with it.
func TestARunThatBeganAnewSinceItsRateWasChangedIsItsRecipes(t *testing.T) {
	recipe := train.Default()
	promise := store.OpenLink{Text: linkTo(t, link.Entry{Recipe: recipe, Seeds: []uint64{0}, Results: []string{sum}})}
	retuned := reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 0.1})
	s := after(loaded, promise, store.Train{}, begun1, retuned, crashed, begun1, ends("run-1", sum))
	require.Equal(t, store.Same, s.Match(s.Runs[0]))
	s, _ = reduce(s, store.ShareGroup{Group: "run-1"})
	l, err := link.Decode(s.Links.Made.Text)
	require.NoError(t, err)
	require.Equal(t, []string{sum}, l.Entries[0].Results)
}

func TestTheTickedRunsAreShared(t *testing.T) {
	s := after(loaded, store.Train{}, begun1, ends("run-1", sum), store.Train{})
	s, _ = reduce(s, store.Tick{Group: "run-1"}, store.ShareGroups{})
	require.Equal(t, 1, s.Links.Made.Runs)
	s, _ = reduce(s, store.Tick{Group: "run-1"}, store.ShareGroups{})
	require.Equal(t, 2, s.Links.Made.Runs, "all, where none is ticked")
}

func TestWhatDoesNotFitIntoALinkIsRefused(t *testing.T) {
	s := store.Initial()
	for range link.MaxEntries + 1 {
		s, _ = reduce(s, store.Train{})
	}
	s.Workers = store.MaxWorkers
	for i := range s.Runs { // as if all had begun
		s.Runs[i].Phase = store.Finished
	}
	s, _ = reduce(s, store.ShareGroups{})
	require.True(t, s.Links.Refused)
	require.Nil(t, s.Links.Made)
}

func TestAResultIsComparedWithTheSenders(t *testing.T) {
	recipe := train.Default()
	recipe.Name = "The sender’s own name"
	recipe.Schedule = optim.Schedule{}
	open := store.OpenLink{Text: linkTo(t, link.Entry{Recipe: recipe, Seeds: []uint64{0}, Results: []string{sum}})}
	begun := []store.Action{loaded, open, store.Typed{Field: store.Name, Text: "Mine"}, store.Train{}, begun1}
	match := func(actions ...store.Action) store.Match {
		s := after(append(begun, actions...)...)
		return s.Match(s.Runs[0])
	}
	require.Equal(t, store.Promised, match())
	require.Equal(t, store.Same, match(ends("run-1", sum)))
	require.Equal(t, store.Differs, match(ends("run-1", strings.Repeat("0", 64))))
	require.Equal(t, store.NoWord, match(reported(wire.Report{Kind: wire.Failed, Run: "run-1"})))
	require.Equal(t, store.ByHand, match(reported(wire.Report{Kind: wire.Retuned, Run: "run-1", LearningRate: 1}), ends("run-1", sum)))

	begun[4] = begunOn("run-1", &wire.Data{Source: "made-up"})
	require.Equal(t, store.OtherData, match(ends("run-1", strings.Repeat("0", 64))), "whatever is here now")
	begun[4] = begunOn("run-1", nil)
	require.Equal(t, store.NoWord, match(ends("run-1", strings.Repeat("0", 64))), "it may be the data")
	require.Equal(t, store.Same, match(ends("run-1", sum)), "then it was not")
	begun[2] = store.Typed{Field: store.HyperparameterField("momentum"), Text: "0.9"}
	require.Equal(t, store.NoWord, match(ends("run-1", sum)), "another recipe")
	begun[2] = store.Typed{Field: store.Seed, Text: "1"}
	require.Equal(t, store.NoWord, match(ends("run-1", sum)), "another seed")
}

func TestALessonForbidsWhatItFixes(t *testing.T) {
	s := after(store.LessonSet{Control: store.Epochs, To: store.Fixed}, store.LessonSet{Control: store.Hidden, To: store.Concealed},
		store.LessonSet{Control: store.Method, To: store.Fixed}, store.LessonSet{Control: store.Seed, To: store.Fixed}, store.LessonSet{Control: store.Seed, To: store.Free},
		store.LessonSet{Control: "no control", To: store.Fixed}, store.LessonNoted{Note: "Try other rates."}, store.ShareLesson{})
	l, err := link.Decode(s.Links.Made.Text)
	require.NoError(t, err)
	require.Equal(t, link.Lesson{Note: "Try other rates.", Fixed: []string{store.Epochs, store.Method}, Hidden: []string{store.Hidden}}, l.Lesson)

	s = after(store.OpenLink{Text: s.Links.Made.Text})
	before := s.Draft
	for _, a := range []store.Action{store.Typed{Field: store.Epochs, Text: "3"}, store.LayerAdded{}, store.LayerStepped{Wider: true}, store.LayerMoved{To: 1},
		store.Typed{Field: store.HiddenField(0), Text: "7"}, store.Typed{Field: store.HyperparameterField("momentum"), Text: "0.5"}} {
		s, _ = reduce(s, a)
		require.Same(t, before, s.Draft, "%#v", a)
	}
	s, _ = reduce(s, store.Typed{Field: store.LearningRate, Text: "0.1"})
	require.Equal(t, 0.1, s.Draft.Recipe.Optimizer.LearningRate)
	s, _ = reduce(s, store.LessonDone{}, store.Typed{Field: store.Epochs, Text: "3"})
	require.Equal(t, 3, s.Draft.Recipe.Epochs)
}

// Whichever way another recipe comes into the panel, it finds there what the
// lesson fixes: here the epochs, the optimizer, and the shape, which is hidden.
func TestALessonHoldsForEveryRecipeThatComesIntoThePanel(t *testing.T) {
	other := train.Default()
	other.Name, other.Hidden, other.Epochs, other.BatchSize = "Other", []int{7, 5}, 3, 32
	other.Optimizer = optim.Config{Method: "adam", LearningRate: 0.5, Hyperparameters: map[string]float64{"beta1": 0.8}}
	lesson := after(store.Typed{Field: store.Epochs, Text: "4"}, store.LessonSet{Control: store.Epochs, To: store.Fixed},
		store.LessonSet{Control: store.Hidden, To: store.Concealed}, store.LessonSet{Control: store.Method, To: store.Fixed}, store.ShareLesson{})
	s := after(loaded, store.TakeRecipe{Name: "o.json", Text: export.Recipe(other)}, store.Train{}, begun1, kept1, ends("run-1", sum),
		store.Open{Panel: store.Presets}, store.OpenLink{Text: lesson.Links.Made.Text})
	require.Equal(t, store.Closed, s.Design.Panel)
	for name, comes := range map[string]store.Action{
		"duplicated": store.Duplicate{Group: "run-1"},
		"a file":     store.TakeRecipe{Name: "o.json", Text: export.Recipe(other)},
		"continued":  store.BeginWith{Run: "run-1"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := reduce(s, comes)
			want := other
			want.Name = s.Draft.Recipe.Name
			want.Hidden, want.Epochs = []int{128}, 4
			want.Optimizer.Method, want.Optimizer.Hyperparameters = "sgd", nil
			require.Equal(t, want, s.Draft.Recipe)
			require.Empty(t, s.Draft.Text(store.HyperparameterField("beta1")))
			require.Nil(t, s.Draft.Begin, "the weights have another shape")
		})
	}
	reset, _ := reduce(s, store.RecipeReset{})
	require.Equal(t, 4, reset.Draft.Recipe.Epochs)
	free, _ := reduce(s, store.LessonDone{}, store.TakeRecipe{Name: "o.json", Text: export.Recipe(other)})
	require.Equal(t, other, free.Draft.Recipe)
}

func TestATeachingLinkNeedsSomethingToTeachAndANoteThatFits(t *testing.T) {
	require.Nil(t, after(store.ShareLesson{}).Links.Made)
	s := after(store.LessonNoted{Note: strings.Repeat("x", link.MaxNote+1)}, store.ShareLesson{})
	require.Nil(t, s.Links.Made)
	require.Equal(t, -1, s.Links.NoteLeft())
}
